# The key is rotated while mail comes in: the rotation is killed at one step of its file work after the other, and so are both daemons; no message is
# lost, refused or answered twice, `earshot verify` finds nothing, what is out with tokens of before still finds its conversation, and at the end
# the old key file opens nothing. EARSHOT_SEED repeats a run.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Fault;
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('key');
my $stage = E2E::Stage->new($rig, mta_settings => {milter_default_action => 'tempfail', milter_connect_timeout => '5s'});
my $earshot = $stage->earshot;
my $fault = $earshot->{faults}{earshot} = E2E::Fault->new($rig, 'earshot', $rig->dir);
my $key = $rig->dir('earshot.key');

sub key_lines { return grep {/^key /} split /\n/, E2E::Rig::slurp($key) }
sub in_80_columns { my ($out) = @_; return !grep { length($_ =~ s{(?:\Q@{[$rig->dir]}\E|postgresql:)\S*}{}r) > 80 } split /\n/, $out }

# --- before ---

my $early = $stage->send(from => 'Ann <ann@before.test>', subject => 'Export stops');
my $answer = $stage->wait_answer($early);
ok $answer, 'a message before is answered';
my ($thread) = map { $_->{thread} // $_->{id} } $earshot->threads;
my $old_key = E2E::Rig::slurp($key);
my ($status, $out, $err) = $earshot->cli(qw(key check));
is $status, 0, 'key check: all is well' or diag "$out$err";
like $out, qr/mode 0600, of root:root\n  generation 1: since 20\d\d-.*, current: seals\n/, 'it tells mode, owner and the one generation';
like $out, qr/opens; \d+ records, under generation 1/, 'and what is under it';
ok in_80_columns($out), 'in 80 columns';
($status, $out) = $earshot->cli(qw(key rotate --finish));
like $out, qr/there is no rotation to finish/, 'and there is none to finish';
is E2E::Rig::slurp($key), $old_key, 'the key file is as it was';
is +($earshot->cli(qw(key rotate --tokens 3d)))[0], 64, '--tokens is for --finish alone';

my $copy = $rig->dir('copy');
my $remote = E2E::Earshot::remote(); # a database is copied by its own means
is +($earshot->cli('backup', $copy))[0], $remote ? 78 : 0, 'a backup of before';

# --- under load ---

sub writer {
    my ($number) = @_;
    my ($count, %took) = (0);
    open my $note, '>>', $rig->dir("taken.$number") or die "taken: $!\n";
    $note->autoflush(1);
    while (!-e $rig->dir('stop')) {
        my %mail = (from => 'Load <w' . ++$count . "\@writer$number.test>", id => E2E::Mail::new_id(), date => E2E::Mail::date());
        for my $try (1 .. 200) {
            my $begun = time;
            my $sent = eval { $stage->send(%mail) };
            if ($sent && $sent->{code} == 250) { printf {$note} "%s %.4f %.4f\n", $mail{id}, $begun, time - $begun; last }
            if ($sent && $sent->{code} =~ /^5/) { print {$note} "$mail{id} REFUSED $sent->{text}\n"; last }
            sleep 0.05;
        }
        sleep 0.01;
    }
    return;
}
for my $number (1 .. 2) { $rig->started("writer$number", $rig->fork_as("writer$number", sub { writer($number) })) }
E2E::Rig::eventually(10, sub { 10 < $earshot->threads });

my ($killed, $runs, %daemons) = (0, 0);
# Over a connection each step has more calls of the system.
for my $nth (map { $_ * ($remote ? 4 : 1) } 1, 3, 6, 10, 15, 21, 28, 36, 45) {
    $fault->arm(kind => 'kill', nth => $nth);
    ($status, $out, $err) = $earshot->cli(qw(key rotate));
    $fault->disarm;
    $runs++;
    $killed++ if $status == 137;
    last if $status == 0;
    if ($status != 137) { fail "rotation killed at step $nth: status $status: $out$err"; last }
    if ($runs == 3 || $runs == 6) {
        my $victim = $runs == 3 ? 'milter' : 'courier';
        $daemons{$victim}++;
        $rig->kill9($victim);
        eval { $victim eq 'milter' ? $earshot->start_milter : $earshot->start_courier; 1 } or fail "the $victim comes back: $@";
    }
    if ($runs == 7) {
        ($status, $out) = $earshot->cli(qw(key check));
        is $status, 75, 'key check: it is half done';
        like $out, qr/'earshot key rotate' goes on/, 'and says what to do';
        ok in_80_columns($out), 'in 80 columns';
    }
}
cmp_ok $killed, '>', 5, "the rotation was killed $killed times in $runs runs";
($status, $out, $err) = $earshot->cli(qw(key rotate));
is $status, 0, 'and comes to its end when it may' or diag "$out$err";
like $out, qr/^all is under generation 2: \d+ records and keys sealed again$/m, 'all is under the second generation';
like $out, qr/earshot key rotate --finish/, 'and says what is next';
ok in_80_columns($out), 'in 80 columns';
is sprintf('%o', (stat $key)[2] & 07777), '600', 'the key file has its mode';
ok !-e "$key.new", 'nothing is left beside it';
is scalar(key_lines()), 2, 'it has two generations';
($status, $out) = $earshot->cli('verify');
is $status, 0, 'verify, while both are in it' or diag $out;

# Once more, undisturbed but for the load, from the second to the third.
($status, $out, $err) = $earshot->cli(qw(key rotate --finish));
is $status, 0, '--finish' or diag "$out$err";
like $out, qr/the earlier key is gone; tokens that it made are\n  known until 20/, 'says what is gone and what not';
is scalar(key_lines()), 1, 'one generation is left';
my ($from, $until) = (time);
($status, $out, $err) = $earshot->cli(qw(key rotate));
$until = time;
is $status, 0, 'another rotation, undisturbed' or diag "$out$err";
($status) = $earshot->cli(qw(key rotate --finish));
is $status, 0, 'and its end';
($status, $out) = $earshot->cli(qw(key check));
is $status, 0, 'key check: all is well again' or diag $out;
like $out, qr/generation 3: since .*current/, 'under the third';
sleep 0.5;
$rig->write_file('stop', '');
E2E::Rig::eventually(30, sub { !grep { $rig->alive("writer$_") } 1 .. 2 });

# --- what became of the mail ---

my @lines = map { split /\n/, E2E::Rig::slurp($_) } glob $rig->dir('taken.*');
is_deeply [grep {/REFUSED/} @lines], [], 'no message was refused';
my @taken = map { {id => (split)[0], at => (split)[1], took => (split)[2]} } grep { !/REFUSED/ } @lines;
cmp_ok scalar @taken, '>', 50, 'there was load';
sub median { my @of = sort { $a <=> $b } @_; return @of ? $of[@of / 2] * 1000 : 0 }
diag sprintf '%d messages; median of a whole SMTP transaction %.1f ms, while an undisturbed rotation ran %.1f ms, the longest then %.1f ms', scalar @taken,
    median(map { $_->{took} } @taken), median(map { $_->{took} } grep { $_->{at} > $from && $_->{at} < $until } @taken),
    1000 * ((sort { $b <=> $a } map { $_->{took} } grep { $_->{at} > $from && $_->{at} < $until } @taken)[0] // 0);
my (%answers, @missing);
my $count = sub {
    %answers = ();
    for my $mail ($stage->outgoing->messages) { push @{$answers{$1}}, $mail if ($mail->field('In-Reply-To') // '') =~ /<([^>]*)>/ }
    @missing = grep { !$answers{$_->{id}} } @taken;
    return !@missing;
};
$stage->mta->flush;
E2E::Rig::eventually(60, sub { sleep 0.2; $count->() });
is_deeply [map { $_->{id} } @missing], [], 'every message taken was answered';
my @twice = grep { @{$answers{$_}} > 1 } keys %answers;
cmp_ok scalar @twice, '<=', $daemons{courier} // 0, 'none twice, but where a courier was killed behind the final dot';
for my $daemon (qw(milter courier)) { # what a killed one had in work is the kill's, and comes again
    is_deeply [grep { /event=(?:unheard|fatal|trouble)/ && !/cause=killed/ } split /\n/, $rig->log_text($daemon)], [], "the $daemon had no trouble";
}

# --- tokens, restart, the old key ---

my $reply = $stage->send(from => 'Ann <ann@before.test>', subject => 'Something else', to => $answer->address('Reply-To'), body => "It is still broken.\n");
my $kept = $stage->delivered($reply);
my ($of) = map {/^Earshot-Thread: (\S+)/} $kept ? $kept->earshot : ();
is $of // $kept->field('Earshot-Thread'), $thread // '?', 'a reply to what went out under the first generation finds its conversation';
is_deeply [$earshot->stop], [0, 0], 'both daemons end by themselves on SIGTERM';
$earshot->start_milter;
$earshot->start_courier;
my $late = $stage->send(from => 'Late <late@behind.test>', subject => 'Behind');
ok $stage->wait_answer($late), 'and with the new key file they start and answer';
($status, $out) = $earshot->cli('verify');
is $status, 0, 'verify finds nothing' or diag $out;
my $new_key = E2E::Rig::slurp($key);
$rig->write_file('earshot.key', $old_key, 0600);
($status, $out, $err) = $earshot->cli('verify');
is $status, 78, 'with the old key file the store does not open';
like $err, qr/sealed under generation 3 of the key, which this file has not/, 'and the error says why';
$rig->write_file('earshot.key', $new_key, 0600);
is +($earshot->cli('verify'))[0], 0, 'with the new one it does';
$earshot->stop;
SKIP: {
    skip 'only LMDB: restore', 5 if $remote;
    ($status, $out, $err) = $earshot->cli('restore', '--replace', $copy);
    is $status, 78, 'the backup of before does not open with the new key file';
    like $err, qr/sealed under generation 1 of the key, which this file has not: .* that of its\s+time/s, 'and the error says which it wants';
    is +($earshot->cli('verify'))[0], 0, 'the store is as it was';
    $rig->write_file('earshot.key', $old_key, 0600);
    ($status, $out, $err) = $earshot->cli('restore', '--replace', $copy);
    is $status, 0, 'with the key file of its time it is put back' or diag $err;
}
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
