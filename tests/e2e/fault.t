# A fault at each step of each operation: kill -9 or an error of the system at the n-th call that writes, syncs, opens, sends or receives. No
# message that was taken is without its conversation, nothing that was promised is lost, and nothing goes out twice but behind the final dot of
# the first, to the last byte the same. EARSHOT_LONG=1 takes all steps (make soak); else some of them, from an offset that the seed gives.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use E2E::Walk;
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Earshot::only_lmdb('walks along the system calls on its files');
my $long = $ENV{EARSHOT_LONG};
my $seed = int($ENV{EARSHOT_SEED} // (time * 1000) % 1_000_000_007);
srand $seed;
diag "seed $seed";
my $MORNING = 1_800_000_000; # 2027-01-15 08:00 UTC, a Friday
my %BY_CLOCK = (clock => $MORNING, sections => {'mailbox support' => {hours => '24x7', 'time-zone' => 'UTC'}, 'pm paula' => {'alert-budget' => 1000}});

# ---- the operations -------------------------------------------------------------------------------------------------

sub handed_in { my ($walk) = @_; my $message = $walk->message; $walk->hand_in($message); return $message }
sub released  { my ($walk) = @_; my $message = handed_in($walk); $walk->confirm($message); return $message }
sub answered  { my ($walk) = @_; my $message = released($walk); settled($walk, $message); return $message }
sub settled   { my ($walk, $message) = @_; return $walk->carry_on(sub { scalar(() = $walk->answers($message)) }) && $walk->carry_on(sub { !$walk->waiting }) }
sub to_paula  { my ($walk, $field) = @_; return grep { ($_->field('List-Id') // '') =~ $field && grep { $_ eq 'paula@example.test' } @{$_->{envelope}{to}} } $walk->{relay}->messages }
sub unless_ok { my ($ok, $text) = @_; return $ok ? () : $text }

# The courier starts, with something to do that fell due while it was away. Nobody connects to it meanwhile, so that its steps are its own.
sub come_back {
    my ($walk, $patience, $done) = @_;
    $walk->spawn_courier;
    return $walk->carry_on($done, $patience);
}

my %OPERATION = (
    intake => {
        victim => 'milter', prepare => sub { $_[0]->message }, act => sub { unless_ok($_[0]->hand_in($_[1]), 'it is not taken') },
        check => sub { my ($walk, $message) = @_; $walk->confirm($message); settled($walk, $message); return $walk->wrong_with($message) },
    },
    release => {
        victim => 'courier', prepare => \&handed_in,
        act    => sub { my ($walk, $message) = @_; return (unless_ok($walk->confirm($message), 'the receipt is not taken'), unless_ok(settled($walk, $message), 'it does not settle')) },
        check  => sub { $_[0]->wrong_with($_[1]) },
    },
    send => {
        victim => 'courier',
        prepare => sub {
            my ($walk) = @_;
            $walk->{relay}->once(mail => '451 4.3.0 not now');
            my $message = released($walk);
            E2E::Rig::eventually(10, sub { grep { $_->{attempts} } $walk->waiting });
            return $message;
        },
        act => sub { my ($walk, $message) = @_; $walk->retry_all; return unless_ok(settled($walk, $message), 'it does not settle') },
        check => sub { $_[0]->wrong_with($_[1]) },
    },
    clock => {
        victim => 'courier', with => \%BY_CLOCK,
        prepare => sub {
            my ($walk) = @_;
            my $message = answered($walk);
            $walk->{rig}->stop('courier');
            $walk->{clock}->set($walk->now + 5 * 3600); # the first reply was due after four
            return $message;
        },
        act => sub {
            my ($walk, $message) = @_;
            return unless_ok(come_back($walk, 25, sub { notes($walk, $message) && !$walk->waiting }), 'the clock is silent');
        },
        check => sub { my ($walk, $message) = @_; return ($walk->wrong_with($message), $walk->wrong_number('word of the clock', notes($walk, $message))) },
    },
    digest => {
        victim => 'courier', with => \%BY_CLOCK,
        prepare => sub {
            my ($walk) = @_;
            answered($walk);
            $walk->{rig}->stop('courier');
            $walk->{begun} = scalar(() = to_paula($walk, qr/digest\./));
            $walk->{day}++;
            $walk->{clock}->set($MORNING + $walk->{day} * 86400 + 60);
            return;
        },
        act => sub { my ($walk) = @_; return unless_ok(come_back($walk, 3, sub { digests($walk) && !$walk->waiting }), 'no digest') },
        check => sub { my ($walk) = @_; return $walk->wrong_number('digest', digests($walk)) },
    },
);

# With on-failure = accept nothing is asked for twice: a message is heard, or it passes and that is said; one that is cut off passes by the MTA's
# default action, and whatever the store has of it, nobody is answered.
$OPERATION{accept} = {
    victim => 'milter', with => {sections => {earshot => {'on-failure' => 'accept'}}}, prepare => sub { $_[0]->message },
    act => sub {
        my ($walk, $message) = @_;
        $message->{mail} = $walk->{mta}->ask(%$message);
        $walk->relent;
        return $message->{mail}{verdict} =~ /^(?:accept|closed)$/ ? () : "it is met with $message->{mail}{verdict}";
    },
    check => sub {
        my ($walk, $message) = @_;
        my $mail = $message->{mail};
        my $how = $mail->{verdict} eq 'closed' ? 'cut off' : defined E2E::Mta::field($mail, 'Earshot-Thread') ? 'heard' : 'unheard';
        $walk->{how}{$how}++;
        if ($how eq 'heard') { $walk->confirm($message); settled($walk, $message); return $walk->wrong_with($message) }
        my $said = grep {/event=unheard\b/} split /\n/, $walk->{rig}->log_text('milter');
        my @wrong = $how eq 'unheard' && $said <= ($walk->{said} // 0) ? 'it passed unheard, and nobody says so' : ();
        $walk->{said} = $said;
        $walk->{tool}->cli(qw(outbox drop), $_->{id}) for grep { $_->{state} eq 'held' } $walk->waiting; # no receipt will come
        return (@wrong, $walk->answers($message) ? 'it is answered' : ());
    },
};

# A backup is whole or it is not there: what was interrupted is made again, to the same name.
$OPERATION{backup} = {
    victim => 'earshot',
    prepare => sub { my ($walk) = @_; answered($walk) if $walk->{number} < 5; return $walk->{rig}->dir('backup-' . ++$walk->{backups}) },
    act => sub {
        my ($walk, $directory) = @_;
        for my $try (1 .. 5) {
            my ($status, $out, $err) = $walk->{earshot}->cli(backup => $directory);
            $walk->relent;
            return if !$status || -e $directory;
        }
        return 'no backup in five attempts';
    },
    check => sub {
        my ($walk, $directory) = @_;
        my @wrong = restored($walk, $directory);
        E2E::Rig::remove_tree($_) for glob "$directory*";
        return @wrong;
    },
};

# Puts a backup where nothing was, and looks at it.
sub restored {
    my ($walk, $directory) = @_;
    my $rig = $walk->{rig};
    my $store = $rig->dir('restored');
    E2E::Rig::remove_tree($store);
    my $file = $rig->write_file('restored.conf', E2E::Rig::slurp($walk->{tool}{file}) =~ s/^store = .*/store = lmdb:$store/mr);
    my @wrong;
    for my $command (['restore', $directory], ['verify'], ['thread', 'list', '--json']) {
        my ($status, $out, $err) = $rig->run(E2E::Earshot::program('earshot'), '-c', $file, @$command);
        push @wrong, "@$command: status $status: $err$out" if $status;
        next if $command->[0] ne 'thread' || $status;
        my $count = () = $out =~ /"id"/g;
        push @wrong, "$count conversations in place of $walk->{number}" if $count != $walk->{number};
    }
    return @wrong;
}

sub notes {
    my ($walk, $message) = @_;
    my $thread = E2E::Mta::field($message->{mail}, 'Earshot-Thread');
    return grep { ($_->text // '') =~ /earshot thread show \Q$thread\E$/m } to_paula($walk, qr/alerts\./);
}
sub digests { my ($walk) = @_; my @all = to_paula($walk, qr/digest\./); return @all[$walk->{begun} .. $#all] }

# ---- the walks ------------------------------------------------------------------------------------------------------

# Operation, kind, and what else the walk takes; `every`: in the short form each that many steps, and not at all where there is none
my @ALL = (['kill'], ['torn'], ['EIO'], ['ENOSPC'], ['ENOSPC', span => 'all'], ['ECONNRESET'], ['EMFILE']);
my @WALKS = map { my $operation = $_; map { [$operation, @$_] } @ALL } qw(intake accept release send clock digest backup);
my %SHORT = ( # title => each so many steps
    'intake, kill' => 25, 'intake, ENOSPC from there on' => 6, 'accept, EIO' => 4, 'release, kill' => 20, 'send, torn' => 12, 'clock, kill' => 30, 'digest, kill' => 50, 'backup, kill' => 20,
);
my $only = $ENV{EARSHOT_WALK};

for my $row (@WALKS) {
    my ($name, $kind, %with) = @$row;
    my $title = "$name, $kind" . ($with{span} ? ' from there on' : '');
    next if $only ? $title !~ /$only/ : !$long && !$SHORT{$title};
    my $operation = $OPERATION{$name};
    my $begin = time;
    my $walk = E2E::Walk->new($name, %{$operation->{with} // {}});
    my $found = $walk->walk($operation, $kind, %with, $long ? () : (every => $SHORT{$title} // 10));
    my $wrong = join '', map {"step $_->[0]: $_->[1]\n"} @{$found->{wrong}};
    $walk->{failed} = 1 if $wrong;
    is $wrong, '', "$title: all is as it should be";
    cmp_ok $found->{rounds}, '>', 0, "$title: there was a fault" if $found->{steps};
    diag sprintf '%-28s %3d steps %-24.24s %3d faults, last at step %d; %d restarts, %d after a rest, %d sent twice; %.1f s', $title, $found->{steps}, $found->{trace}, $found->{rounds},
        $found->{reached} // 0, $found->{restarts}, $walk->{rested} // 0, $walk->{twice} // 0, time - $begin;
    diag join ', ', map {"$walk->{how}{$_} $_"} sort keys %{$walk->{how}} if $walk->{how};
    is_deeply [$walk->end], [0, 0], "$title: both daemons end by themselves";
}

# ---- a disk that fails behind the final dot, for longer than the courier is patient -----------------------------------

if (!$only || $only =~ /unrecorded/) {
    my $walk = E2E::Walk->new('unrecorded');
    my $rig = $walk->{rig};
    my $fault = $walk->fault($walk->{victim} = 'courier');
    my $reached = $rig->dir('at-the-dot');
    $walk->{relay}->once(dot => "250 2.0.0 kept / note $reached / sleep 1");
    my $message = released($walk);
    ok E2E::Rig::eventually(10, sub { -e $reached }), 'unrecorded: the relay has a mail in hand';
    $fault->arm(kind => 'EIO', span => 'all', steps => [qw(write sync)]);
    ok E2E::Rig::eventually(20, sub { 5 <= (() = $rig->log_text('courier') =~ /event=outbox-not-recorded/g) }), 'unrecorded: that it was sent cannot be written';
    $fault->disarm;
    ok E2E::Rig::eventually(10, sub { !$walk->waiting }), 'unrecorded: it is as soon as the disk is well';
    $rig->stop('courier');
    $walk->{earshot}->start_courier;
    my $other = answered($walk);
    is_deeply [map { scalar(() = $walk->answers($_)) } $message, $other], [1, 1], 'unrecorded: nothing is sent a second time';
    is_deeply [$walk->wrong_in_store], [], 'unrecorded: the store is sound';
    is_deeply [$walk->end], [0, 0], 'unrecorded: both daemons end by themselves';
}
done_testing;
