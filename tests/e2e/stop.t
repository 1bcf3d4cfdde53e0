# Stopping and starting anew while mail comes in. A message at work ends before the daemon does; with `tempfail` every message that was taken
# has been heard; a socket that the service manager holds is never found closed. EARSHOT_RESTARTS sets the number under load (3 a way).
use strict;
use warnings;
use Fcntl qw(F_SETFD);
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Milter;
use E2E::Rig;
use E2E::Stage;
use IO::Socket::UNIX;
use POSIX ();
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $restarts = $ENV{EARSHOT_RESTARTS} // 3;

sub unheard { my ($rig) = @_; return scalar(() = $rig->log_text('milter') =~ /event=unheard cause=stopping/g) }

for my $failure (qw(tempfail accept)) {
    subtest "a message at work is finished, one that comes too late is not begun: on-failure = $failure" => sub {
        my $rig = E2E::Rig->new("stop-$failure");
        my $stage = E2E::Stage->new($rig, idle => 1, sections => {earshot => {'on-failure' => $failure}});
        my $at = $stage->earshot->{socket};
        $stage->earshot->start;
        my @mail = map { E2E::Mail::compose(id => E2E::Mail::new_id(), from => 'stop@stop.test') } 1, 2;
        my @idle = map { E2E::Milter->new(at => $at) } 1 .. 500;
        my ($working, $waiting, $other) = map { E2E::Milter->new(at => $at, steps => 0x77f) } 1 .. 3;
        is $_->envelope('stop@stop.test', 'support@example.test'), 'c', 'a message begins' for $working, $waiting;
        is $working->header($mail[0]), 'c', 'the header of the first comes';
        my $begun = time;
        kill 'TERM', $rig->pid('milter');
        ok E2E::Rig::eventually(10, sub { !eval { E2E::Milter->new(at => $at)->quit; 1 } }), 'who comes now is sent away';
        is $waiting->header($mail[1]), 'c', 'the header of the second comes too late';
        my ($late) = $waiting->rest($mail[1]);
        is $late, $failure eq 'tempfail' ? 'y' : 'a', $failure eq 'tempfail' ? 'it is told to come again' : 'it passes';
        is unheard($rig), $failure eq 'tempfail' ? 0 : 1, 'and is noted only where it passed';
        my ($answer, $edits) = $working->rest($mail[0]);
        like "$answer @$edits", qr/^a .*Earshot-Thread/s, 'the one at work is heard to its end';
        my $ended = E2E::Rig::eventually(30, sub { !$rig->alive('milter') });
        cmp_ok time - $begun, '<', 8, sprintf 'and then the daemon ends, with 500 sessions open, after %.1f s', time - $begun;
        is $rig->{status}{milter}, 0, 'with status 0';
        like $rig->log_text('milter'), qr/event=stop clean=yes/, 'in good order';
        $_->quit for @idle, $working, $waiting, $other;
        is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
    };
}

# Starts a milter on a socket that is held here, as a service manager does it.
sub start_inheriting {
    my ($rig, $earshot, $held) = @_;
    $rig->started('milter', $rig->fork_as('milter', sub {
        POSIX::dup2($held->fileno, 3) // POSIX::_exit(126) if $held->fileno != 3;
        fcntl $held, F_SETFD, 0 if $held->fileno == 3;
        @ENV{qw(LISTEN_PID LISTEN_FDS)} = ($$, 1);
        exec(E2E::Earshot::program('earshot-milter'), '-c', $earshot->{file}, '--log=stderr') or POSIX::_exit(127);
    }));
    return;
}

my %ways = (
    'one after the other' => sub {
        my ($rig, $earshot) = @_;
        my $status = $rig->stop('milter', within => 25);
        $earshot->start_milter;
        return $status;
    },
    'the next one waits (--wait)' => sub {
        my ($rig, $earshot) = @_;
        my $before = $rig->pid('milter');
        $rig->spawn('next', E2E::Earshot::program('earshot-milter'), '-c', $earshot->{file}, '--log=stderr', '--wait');
        my $status = $rig->stop('milter', within => 25);
        @{$rig->{pid}}{qw(milter next)} = ($rig->pid('next'), undef);
        $rig->wait_for_socket('milter', $earshot->{socket});
        return $status;
    },
    'on a socket that outlives them' => sub {
        my ($rig, $earshot, $held) = @_;
        my $status = $rig->stop('milter', within => 25);
        start_inheriting($rig, $earshot, $held);
        E2E::Milter->new(at => $earshot->{socket})->quit; # waits in the queue until it is served
        return $status;
    },
);

for my $way (sort keys %ways) {
    subtest "$restarts restarts under load, $way" => sub {
        (my $name = $way) =~ s/\W+/-/g;
        my $rig = E2E::Rig->new("restart-$name");
        my $stage = E2E::Stage->new($rig, idle => 1, mta_settings => {milter_default_action => 'tempfail'}, sections => {earshot => {'on-failure' => 'tempfail'}});
        my $earshot = $stage->earshot;
        my $held;
        if ($way =~ /outlives/) {
            (my $path = $earshot->{socket}) =~ s/^unix://;
            $held = IO::Socket::UNIX->new(Local => $path, Listen => 1024) or die "$path: $!\n";
            chmod 0666, $path;
            $earshot->make_key;
            start_inheriting($rig, $earshot, $held);
            $earshot->start_courier;
        } else {
            $earshot->start;
        }
        $stage->mta->start;
        my $writer = sub {
            my ($number) = @_;
            open my $note, '>>', $rig->dir("sent.$number") or die;
            $note->autoflush(1);
            for (my $count = 1; !-e $rig->dir('stop'); $count++) {
                my $id = E2E::Mail::new_id();
                my $begun = time;
                my $sent = $stage->send(from => "Load <w$count\@writer$number.test>", id => $id);
                printf {$note} "%s %s %.3f\n", $id, $sent->{code}, time - $begun;
            }
        };
        for my $number (1, 2) { $rig->started("writer$number", $rig->fork_as("writer$number", sub { $writer->($number) })) }
        my (@status, @took);
        for (1 .. $restarts) {
            sleep 0.4 + rand 0.3;
            my $begun = time;
            push @status, $ways{$way}->($rig, $earshot, $held);
            push @took, sprintf '%.2f', time - $begun;
        }
        $stage->settle if $way !~ /outlives/;
        sleep 0.5;
        $rig->write_file('stop', '');
        E2E::Rig::eventually(40, sub { !grep { $rig->alive("writer$_") } 1, 2 });
        my @sent = map { [split] } map { split /\n/, E2E::Rig::slurp($_) } glob $rig->dir('sent.*');
        my @taken = map { $_->[0] } grep { $_->[1] == 250 } @sent;
        my @later = grep { $_->[1] =~ /^4/ } @sent;
        my ($longest) = sort { $b <=> $a } map { $_->[2] } @sent;
        diag sprintf '%s: %d messages taken, %d told to come again, the longest took %.2f s; restarts of %s s', $way, scalar @taken, scalar @later, $longest, "@took";
        is_deeply \@status, [(0) x $restarts], 'each ended by itself';
        is scalar(grep { $_->[1] !~ /^(?:250|4\d\d)$/ } @sent), 0, 'none was refused';
        my %heard;
        E2E::Rig::eventually(20, sub {
            %heard = map { $_->id => scalar(my @fields = $_->earshot) } $stage->inbox->messages;
            return !grep { !exists $heard{$_} } @taken;
        });
        is_deeply [grep { !exists $heard{$_} } @taken], [], 'each that was taken was delivered';
        is_deeply [grep { exists $heard{$_} && !$heard{$_} } @taken], [], 'and had been heard';
        # A session that is open across the end of a milter cannot go on with the next; that is at most one a writer and restart.
        cmp_ok scalar @later, '<=', 2 * $restarts, 'nobody found the socket closed' if $way =~ /outlives/;
        is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
        $rig->end(0) if Test::More->builder->is_passing;
    };
}
done_testing;
