# Whether all is well: `earshot status` through what can go wrong, for people on 80 columns and for monitors by its exit status and --json.
# It says what is so with daemons that are away and a store that is damaged, never names a customer, and always ends.
use strict;
use warnings;
use Fcntl qw(:flock);
use File::Copy qw(copy);
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Clock;
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use JSON::PP ();
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
use constant {FINE => 0, DEGRADED => 75, DOWN => 69, BLIND => 77};

# One look, in both forms, which must agree: (exit status, what --json says, the page). Each look is held to what is always so.
sub look {
    my ($stage, $what, @as) = @_;
    my @command = (@as, $stage->earshot->before('earshot'), $stage->earshot->{program} // E2E::Earshot::program('earshot'), '-c', $stage->earshot->{file}, 'status');
    my $begun = time;
    my ($code, $json, $error) = $stage->{rig}->run(@command, '--json');
    my ($again, $page) = $stage->{rig}->run('env', 'COLUMNS=200', @command);
    my $said = eval { JSON::PP->new->utf8->decode($json) } // {};
    ok time - $begun < 30, "$what: it ends";
    is $again, $code, "$what: both forms end alike";
    is_deeply [grep { length > 80 } split /\n/, $page], [], "$what: 80 columns";
    unlike $json . $page, qr/\@|customer\.test|\bAda\b|Export/, "$what: nobody is named";
    is $said->{status}, {0 => 'fine', 75 => 'degraded', 69 => 'down', 77 => 'unknown'}->{$code}, "$what: the word is that of the exit status" or diag $error;
    is scalar(() = $page =~ /^ +-> /mg), scalar @{$said->{findings} // []}, "$what: each thing to see to comes with what to do";
    return ($code, $said, $page);
}

sub codes { my ($said) = @_; return join ' ', map { $_->{code} } @{$said->{findings}} }

# Looks until it is so; a daemon needs a moment.
sub wait_code {
    my ($stage, $wanted, $seconds) = @_;
    return E2E::Rig::eventually($seconds, sub { my ($code) = $stage->earshot->cli('status'); return $code == $wanted });
}

sub keys_of {
    my ($value, $path) = @_;
    return $path if ref $value ne 'HASH';
    return map { keys_of($value->{$_}, defined $path ? "$path.$_" : $_) } sort keys %$value;
}

subtest 'all is well, until a daemon is away' => sub {
    my $rig = E2E::Rig->new('status');
    my $stage = E2E::Stage->new($rig, sections => {limits => {'per-mailbox' => '3/d'}});
    my ($code, $said, $page) = look($stage, 'fresh');
    is $code, FINE, 'before any mail';
    like $page, qr/^mx\.example\.test: all is well$/m, 'it says so';

    ok $stage->wait_answer($stage->send), 'a mail is answered';
    $stage->send(from => 'Eve <eve@other.test>', dmarc => undef);
    $stage->settle;
    ($code, $said, $page) = look($stage, 'well');
    is $code, FINE, 'and after some';
    my ($milter, $courier) = map { $said->{daemons}{$_}{vitals} } qw(milter courier);
    is $milter->{messages}{heard}, 3, 'three were heard';
    is $milter->{levels}{none} + $milter->{levels}{concern} + $milter->{levels}{escalation} + $milter->{levels}{critical}, 3, 'each has a level';
    is_deeply [$milter->{acknowledged}, $milter->{refused}{unproven}], [2, 1], 'two are answered, one is not, and why';
    is_deeply $courier->{receipts}, {known => 3, unknown => 0, failed => 0}, 'three receipts';
    is $courier->{receipt_time}{count}, 3, 'and how long each took';
    is $courier->{sent}{acknowledgement}, 2, 'two were sent';
    is $said->{outbox}{done}, 2, 'the store agrees';
    is $milter->{message_time}{count}, 3, 'the time of each is counted';
    ok $milter->{commit_time}{count} >= 1 && $milter->{commit_works} >= 3, 'so is each commit';
    isnt $said->{receipts}{last}, undef, 'the route was seen working';
    is $said->{daemons}{milter}{vitals}{pid}, $rig->pid('milter'), 'the pid is the milter\'s';

    my @outbox = qw(held ready claimed done buried dropped);
    is_deeply [grep { !/^daemons\.|^unheard\.causes\.|^outbox\.kinds\./ } keys_of($said)], [sort(
        qw(status at host findings clocks.late clocks.next clocks.speaking limit.day limit.hour limit.per_day limit.per_hour
        mailboxes.support.breaker.held mailboxes.support.breaker.open mailboxes.support.breaker.opened
        mailboxes.support.limit.day mailboxes.support.limit.hour mailboxes.support.limit.per_day mailboxes.support.limit.per_hour
        outbox.counted outbox.deferred outbox.given_up outbox.holders outbox.lease_end outbox.next outbox.oldest outbox.waits
        receipts.last receipts.late receipts.late_since receipts.never receipts.used receipts.waiting
        relay.answered relay.failed relay.reply relay.rests_until relay.used
        store.disk_free store.engine store.file store.map store.readers store.readers_dead store.sessions store.standbys store.standbys_confirm store.standbys_lag store.there store.trouble store.usable store.used store.where
        unheard.day unheard.ever unheard.last), map {"outbox.$_"} @outbox)], 'the keys are those that monitors know';
    is_deeply [sort keys %{$said->{daemons}{milter}}], [qw(running version vitals wanted)], 'and of a daemon';
    ok !exists $milter->{sent} && !exists $courier->{levels}, 'each daemon tells what is its own';

    $rig->kill9('courier');
    ($code, $said, $page) = look($stage, 'no courier');
    is $code, DOWN, 'the courier was killed';
    is codes($said), 'courier-down', 'that is all';
    like $page, qr/^courier +DOWN;.*died without a word/m, 'that it died is told';
    like $page, qr/-> (?:systemctl start earshot-courier|service earshot-courier start|start earshot-courier), and read/, 'and what to do';
    is $said->{daemons}{courier}{vitals}{sent}{acknowledgement}, 2, 'what it had counted is kept';

    open my $lock, '<', $stage->earshot->{store} . '/courier.lock' or die $!;
    flock $lock, LOCK_SH or die $!;
    my $holder = fork // die $!;
    if (!$holder) { sleep 0.1; flock $lock, LOCK_UN; POSIX::_exit(0) }
    close $lock; # the child's is the same lock
    $stage->earshot->start_courier;
    waitpid $holder, 0;
    ok $rig->alive('courier'), 'a courier that starts while somebody asks waits that out';
    ok wait_code($stage, FINE, 10), 'all is well again';
    ok $stage->settle, 'and it works';
    ($code, $said, $page) = look($stage, 'courier again');
    is_deeply [$code, codes($said)], [DEGRADED, 'limit-reached'], 'a third answer reaches the limit';
    is_deeply [@{$said->{mailboxes}{support}{limit}}{qw(day per_day)}], [3, 3], 'of the day';
    like $page, qr/^ +support: 3 answers in the last hour, 3 in the last day: 100 %/m, 'and that is told';
    is_deeply [@{$said->{daemons}{courier}{vitals}}{qw(starts)}, $said->{daemons}{courier}{vitals}{sent}{acknowledgement}], [2, 3], 'the counts go on';

    $rig->stop('milter');
    ($code, $said, $page) = look($stage, 'no milter');
    is_deeply [$code, codes($said)], [DOWN, 'milter-down limit-reached'], 'the milter was stopped, which is graver';
    like $page, qr/^milter +DOWN; it was stopped/m, 'in good order';
    is +($stage->earshot->cli(qw(status all)))[0], 64, 'a word too many';
    like +($stage->earshot->cli(qw(status --help)))[1], qr/^ +75  .*^ +69  .*^ +77  /ms, 'the help tells the exit status';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};

subtest 'the relay is away' => sub {
    my $rig = E2E::Rig->new('status-relay');
    my $stage = E2E::Stage->new($rig);
    $stage->outgoing->down;
    my $sent = $stage->send;
    ok wait_code($stage, DEGRADED, 10), 'a mail that cannot be sent is told';
    my ($code, $said, $page) = look($stage, 'no relay');
    is codes($said), 'relay-down', 'by its cause';
    is $said->{outbox}{ready} + $said->{outbox}{claimed}, 1, 'the mail waits';
    like $said->{relay}{reply}, qr/connect/i, 'what happened is told';
    isnt $said->{relay}{failed}, undef, 'and when';
    like $page =~ s/\s+/ /gr, qr/the oldest waits for \d+ s/, 'how long it waits';
    $stage->outgoing->up;
    my ($row) = grep { $_->{state} eq 'ready' } $stage->earshot->outbox;
    $stage->earshot->cli(qw(outbox retry), $row->{id}) if $row;
    ok $stage->wait_answer($sent, 40), 'it goes out when the relay is back';
    ok wait_code($stage, FINE, 10), 'then all is well';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};

subtest 'the receipts do not come' => sub {
    my $rig = E2E::Rig->new('status-receipts');
    my $clock = E2E::Clock->new($rig, time);
    my $stage = E2E::Stage->new($rig, clock => $clock, receipt => 'sink');
    $stage->send for 1 .. 2;
    my ($code, $said) = look($stage, 'at first');
    is_deeply [$code, $said->{receipts}{waiting}, $said->{receipts}{late}], [FINE, 2, 0], 'two are on their way';
    $clock->set($clock->now + 20 * 60);
    ok E2E::Rig::eventually(15, sub { my (undef, $json) = $stage->earshot->cli(qw(status --json)); return $json !~ /courier-stuck/ }), 'the courier sees the new time';
    my $page;
    ($code, $said, $page) = look($stage, 'twenty minutes later');
    is_deeply [$code, codes($said)], [DEGRADED, 'receipts-missing'], 'they are missing';
    is_deeply [$said->{receipts}{waiting}, $said->{receipts}{late}, $said->{receipts}{last}], [0, 2, undef], 'both, and none ever came';
    is $said->{outbox}{held}, 2, 'so two answers are held';
    like $page =~ s/\s+/ /gr, qr/must route receipt\.example\.test to unix:/, 'what to do names the route';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};

subtest 'a store that cannot be used' => sub {
    plan(skip_all => 'only LMDB: a file that is damaged; database.t has a database') if E2E::Earshot::remote();
    my $rig = E2E::Rig->new('status-store');
    my $stage = E2E::Stage->new($rig);
    my $store = $stage->earshot->{store};
    ok $stage->settle, 'something is in it';
    my ($milter, $courier) = map { $rig->stop($_) } qw(milter courier);
    copy("$store/data.mdb", $rig->dir('good.mdb')) or die $!;
    my $good = E2E::Rig::slurp($rig->dir('good.mdb'));
    my $with = sub { my ($bytes) = @_; open my $out, '>:raw', "$store/data.mdb" or die $!; print {$out} $bytes; close $out };

    my %bad = ('an empty file' => '', 'another kind of file' => "no store\n" x 1000, 'the first half' => substr($good, 0, length($good) / 2), 'zeros' => "\0" x length $good);
    for my $what (sort keys %bad) {
        next if $what eq 'an empty file'; # LMDB begins it anew, which is no harm
        $with->($bad{$what});
        my ($code, $said) = look($stage, $what);
        is $code, DOWN, "$what: down";
        like codes($said), qr/store-unusable/, "$what: that is told";
        isnt $said->{store}{trouble}, undef, "$what: and why";
    }
    my %ends;
    for my $round (1 .. 15) { # whatever the damage, it ends by itself
        my $bytes = $good;
        substr($bytes, 4096 * (1 + int rand(length($good) / 4096 - 1)) + int(rand 4000), 64) = join '', map { chr int rand 256 } 1 .. 64 for 1 .. 1 + int rand 20;
        $with->($bytes);
        my ($code, $out) = $stage->earshot->cli(qw(status --json));
        $ends{$code}++;
        ok eval { JSON::PP->new->decode($out)->{store} }, "damage $round: it says something true";
    }
    is_deeply [keys %ends], [DOWN], 'no damage ends it otherwise' or diag explain \%ends;
    $with->($good);

    rename "$store/milter.vitals", $rig->dir('milter.vitals');
    $rig->write_file("$store/courier.vitals", "noise" x 10000);
    my ($code, $said) = look($stage, 'no counters');
    is_deeply [$code, codes($said), $said->{daemons}{milter}{vitals}, $said->{daemons}{courier}{vitals}], [DOWN, 'milter-down courier-down', undef, undef],
        'without counters, and with foreign ones, the rest is told';
    is $said->{outbox}{done}, 1, 'the store is read all the same';

    rename $rig->dir('earshot.key'), $rig->dir('away.key');
    ($code, $said) = look($stage, 'no key');
    like codes($said), qr/store-unusable/, 'without its key it cannot be used';
    rename $rig->dir('away.key'), $rig->dir('earshot.key');

    $stage->earshot->start_milter;
    $stage->earshot->start_courier;
    ok wait_code($stage, FINE, 10), 'the daemons begin their counters anew and all is well';
    copy(E2E::Earshot::program('earshot'), $rig->dir('earshot')) or die $!; # where anybody may run it
    chmod 0755, $rig->dir('earshot');
    $stage->earshot->{program} = $rig->dir('earshot');
    ($code, $said) = look($stage, 'somebody else', qw(setpriv --reuid=nobody --regid=nogroup --clear-groups));
    is_deeply [$code, codes($said)], [BLIND, 'no-permission'], 'who may not look is told so, and nothing that is not known';
    is $said->{daemons}{milter}{running}, 'unknown', 'not that the daemons are down';
    delete $stage->earshot->{program};

    $stage->earshot->stop;
    unlink "$store/data.mdb";
    ($code, $said) = look($stage, 'no store');
    like codes($said), qr/store-absent/, 'a store that is not there';
    rename $store, "$store.away";
    ($code, $said) = look($stage, 'no directory');
    is $code, DOWN, 'nor its directory';
    ok !-e $store, 'looking makes none';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};
done_testing;
