# The failure map (contrib/docs/failures.md), row by row, through a real Postfix: what becomes of mail with on-failure = accept and with
# tempfail, what is logged, and that it heals when the cause goes, without anybody's help. The rows of the map are the subtests here.
use strict;
use warnings;
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
E2E::Earshot::only_lmdb('what its disk does; of a database failure-peers.t and failover.t tell');
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();

my $rig = E2E::Rig->new('failure');
my $STORE = $rig->make_dir('store', 0700);
my $DISK = mount_disk();
my $clock = E2E::Clock->new($rig, time);
my $stage = E2E::Stage->new($rig, clock => $clock, idle => 1, mta_settings => {milter_command_timeout => '4s', milter_content_timeout => '8s', milter_default_action => 'accept'});
my $earshot = $stage->earshot;
my $MILTER = $earshot->{socket};
my ($policy, $number) = ('accept', 0);
supervise();
$stage->start;

# A disk of the store's own, that can be full.
sub mount_disk {
    my ($status) = $rig->run(qw(mount -t tmpfs -o), 'size=128m,mode=0700', 'earshot-test', $STORE);
    $rig->at_end(sub { $rig->run(qw(umount -l), $STORE) }) if !$status;
    return !$status;
}

# In the daemons' places what a service manager does: it starts again what ended otherwise than by its order. A daemon's pid stands in
# its file before it runs, so who finds it listening finds its pid; who is told to stop while it starts another ends that one, too.
sub supervise {
    no warnings 'redefine';
    my $keeper = $rig->write_file('keeper', <<"END", 0755);
#!/bin/sh
name=\$1; shift
trap 'stop=1; kill \$pid 2>/dev/null' TERM
while [ -z "\$stop" ]; do
    sh -c 'echo \$\$ > "\$0.new"; mv "\$0.new" "\$0"; exec "\$@"' "@{[$rig->dir]}/\$name.pid" "\$@" & pid=\$!
    [ -n "\$stop" ] && kill \$pid 2>/dev/null
    wait \$pid
    [ -n "\$stop" ] && wait \$pid
    [ -z "\$stop" ] && sleep 0.1
    while [ -z "\$stop" ] && [ -e "@{[$rig->dir]}/\$name.down" ]; do sleep 0.1; done
done
END
    for my $name (qw(milter courier)) {
        no strict 'refs';
        *{"E2E::Earshot::spawn_$name"} = sub {
            my ($self) = @_;
            return $rig->spawn($name, $keeper, $name, $self->before($name), $self->{"${name}_program"} // E2E::Earshot::program("earshot-$name"), '-c', $self->{file}, '--log=stderr');
        };
    }
    *E2E::Earshot::start_milter = sub { my ($self) = @_; $self->spawn_milter; $rig->wait_for_socket('milter', $self->{socket}) };
    *E2E::Earshot::start_courier = sub { my ($self) = @_; $self->spawn_courier; $rig->wait_for_socket('courier', $self->{receipt_socket}) };
    return;
}

sub pid_of { my ($name) = @_; return E2E::Rig::slurp($rig->dir("$name.pid")) + 0 || die "$name has no pid\n" }
sub milter_pid { return pid_of('milter') }

sub start_milter {
    my ($on_failure) = @_;
    $policy = $on_failure // $policy;
    $rig->stop('milter');
    $earshot->configure(earshot => {'on-failure' => $policy});
    $earshot->start_milter;
    return;
}

# What a log says from here on.
sub mark { return length $rig->log_text($_[0]) }
sub said_since { my ($log, $mark) = @_; return substr $rig->log_text($log), $mark }
sub says { my ($log, $mark, $what, $name) = @_; return ok E2E::Rig::eventually(8, sub { said_since($log, $mark) =~ $what }), $name // "the log says $what" }

sub unheard { my $file = "$STORE/unheard.log"; return -e $file ? scalar(() = E2E::Rig::slurp($file) =~ /^2.* cause=/mg) : 0 }
sub write_to_us { return $stage->send(from => "Ada <ada$number\@customer.test>", subject => 'Number ' . ++$number, @_) }
sub again { my ($sent) = @_; return $stage->send(id => $sent->{id}, raw => $sent->{bytes}, from => 'Ada <ada@customer.test>') }
sub times_delivered { my ($sent) = @_; return scalar grep { $_->id eq $sent->{id} } $stage->inbox->messages }

# All is as it should be: with the first message, or soon (libmilter rests for some seconds when it cannot take a connection).
sub is_well {
    my ($name) = @_;
    my ($sent, $mail);
    for (1 .. 8) {
        $sent = write_to_us();
        $mail = $stage->delivered($sent, within => 20);
        last if $mail && $mail->field('Earshot-Thread');
        sleep 1;
    }
    ok $mail && $mail->field('Earshot-Thread'), "$name: mail is heard" or return;
    return ok $stage->wait_answer($sent, 20), "$name: and answered";
}

# While something is broken: messages come until one meets it. With accept it arrives as it came, is noted and counted; with tempfail the
# client is told to come again.
sub meets_it {
    my ($name, %with) = @_;
    my $noted = unheard();
    my ($sent, $mail);
    for (1 .. $with{tries} // 1) {
        $sent = write_to_us(body => $with{body} // "The export fails.\n");
        last if $sent->{code} != 250;
        $mail = $stage->delivered($sent, within => 15) or last;
        last if !$mail->field('Earshot-Thread');
    }
    if ($policy eq 'tempfail') {
        like $sent->{code}, qr/^4/, "$name, tempfail: the client is told to come again" or diag explain $sent->{text};
        is times_delivered($sent), 0, "$name, tempfail: it has not arrived";
        return $sent;
    }
    is $sent->{code}, 250, "$name, accept: it is taken";
    ok $mail, "$name, accept: it arrives" or return $sent;
    is $mail->field('Earshot-Thread'), undef, "$name, accept: as it came";
    ok unheard() > $noted, "$name, accept: and is noted" if !$with{unseen};
    return $sent;
}

# What was told to come again comes again, once the cause is gone.
sub arrives_once {
    my ($name, $sent, %with) = @_;
    return if $policy ne 'tempfail';
    my $said;
    ok E2E::Rig::eventually(20, sub { $said = again($sent); $said->{code} == 250 }), "$name, tempfail: it is taken when it comes again" or diag explain $said;
    my $mail = $stage->delivered($sent, within => 15);
    ok $mail, "$name, tempfail: it arrives";
    ok $mail && $mail->field('Earshot-Thread'), "$name, tempfail: heard" if !$with{unheard};
    sleep 0.3;
    return is times_delivered($sent), 1, "$name, tempfail: once";
}

# Both policies while something is broken and after it was mended; with `slow` the second only when EARSHOT_LONG is set.
sub both_ways {
    my ($name, $break, $mend, %with) = @_;
    for my $on_failure ('accept', $with{slow} && !$ENV{EARSHOT_LONG} ? () : 'tempfail') {
        start_milter($on_failure) if $policy ne $on_failure;
        my $mark = mark('milter');
        $break->($on_failure);
        my $sent = meets_it($name, %with);
        says('milter', $mark, $with{says}, "$name, $on_failure: the log names cause and remedy") or diag said_since('milter', $mark) if $with{says};
        status_tells("$name, $on_failure", $with{status});
        $mend->($on_failure);
        says('milter', $mark, $with{over}, "$name, $on_failure: the log says that it is over") if $with{over} && $with{by_itself};
        arrives_once($name, $sent, %with);
        is_well("$name, $on_failure, mended");
        says('milter', $mark, $with{over}, "$name, $on_failure: the log says that it is over") if $with{over} && !$with{by_itself};
    }
    start_milter('accept');
    return;
}

# `earshot status` says what is wrong, and its exit status that something is.
sub status_tells {
    my ($name, $what) = @_;
    return if !$what;
    my ($status, $out, $err) = $earshot->cli('status');
    isnt $status, 0, "$name: status ends otherwise than when all is well";
    like "$out$err", $what, "$name: status says so";
    return;
}

my @ROWS;
# EARSHOT_ROWS: only those whose name is like it.
sub row {
    my ($name, $code) = @_;
    push @ROWS, $name;
    return if $ENV{EARSHOT_ROWS} && $name !~ /$ENV{EARSHOT_ROWS}/;
    return subtest $name => $code;
}

is_well('at the beginning');

row 'disk full' => sub {
    plan skip_all => 'no disk can be mounted here' if !$DISK;
    both_ways('disk full',
        sub { my ($used) = ($rig->run(qw(df --output=used -k), $STORE))[1] =~ /(\d+)/; $rig->run('mount', '-o', "remount,size=${used}k", $STORE) },
        sub { $rig->run(qw(mount -o), 'remount,size=128m', $STORE) },
        tries => 10, says => qr/event=trouble what=store .*(?:No space left.*make room|Input.output error.*full)/, over => qr/event=trouble-over what=store/, status => qr/make room/);
};

# Room for so many MB beside what is used.
sub leave_room {
    my ($megabytes) = @_;
    my ($used) = ($rig->run(qw(df --output=used -k), $STORE))[1] =~ /(\d+)/;
    $rig->run('mount', '-o', 'remount,size=' . ($used + $megabytes * 1024) . 'k', $STORE);
    sleep 1.1; # a look is at most a second old
    return;
}

sub alerts { return grep { grep { $_ eq 'paula@example.test' } @{$_->{envelope}{to}} } $stage->outgoing->messages }

row 'disk nearly full' => sub {
    plan skip_all => 'no disk can be mounted here' if !$DISK;
    E2E::Rig::eventually(15, sub { (($rig->log_text('courier') =~ /event=pressure level=(\w+)/g)[-1] // 'calm') eq 'calm' });
    my $furious = "This is outrageous! For the third time the export is dead and nobody answers. We cancel the contract and move to another vendor.\n";
    my %mark = map { $_ => mark($_) } qw(milter courier);
    my $before = alerts();
    leave_room(40);
    my $tight = write_to_us(body => $furious);
    ok $stage->wait_answer($tight, 20), 'little room: acknowledgements go out';
    says($_, $mark{$_}, qr/event=pressure level=tight cause=disk .*make room in/, "little room: the $_ says what waits and why") for qw(milter courier);
    is scalar(my @none = alerts()), $before, 'little room: alerts wait';
    leave_room(8);
    my $dire = write_to_us();
    my $mail = $stage->delivered($dire);
    ok $mail && $mail->field('Earshot-Thread'), 'hardly any: mail is heard';
    says('courier', $mark{courier}, qr/event=pressure level=dire/, 'hardly any: the log says what waits');
    my $last = write_to_us();
    $mail = $stage->delivered($last);
    ok $mail && $mail->field('Earshot-Due'), 'hardly any: clocks run';
    sleep 1;
    is scalar(@none = $stage->answers($last)), 0, 'hardly any: acknowledgements wait';
    $rig->run('mount', '-o', 'remount,size=128m', $STORE);
    ok $stage->wait_answer($last, 30), 'room again: what waited goes out';
    ok E2E::Rig::eventually(20, sub { $before < (my @all = alerts()) }), 'room again: the alert too';
    says('courier', $mark{courier}, qr/event=pressure level=calm/, 'room again: the log says so');
};

row 'store full' => sub {
    both_ways('store full',
        sub { $rig->run('prlimit', '--pid', milter_pid(), '--fsize=' . (-s "$STORE/data.mdb") . ':unlimited') },
        sub { $rig->run('prlimit', '--pid', milter_pid(), '--fsize=unlimited:unlimited') },
        tries => 10, says => qr/event=trouble what=store .*(?:File too large.*limit on file sizes|Input.output error.*its disk is full)/, over => qr/event=trouble-over what=store/, status => qr/passed unheard within the last hour/);
};

row 'key missing' => sub {
    my $key = $rig->dir('earshot.key');
    is_well('before the key file vanishes'); # the milter listens before it has read it
    my $mark = mark('milter');
    rename $key, "$key.away";
    is_well('the key file vanished while all run');
    says('milter', $mark, qr/event=trouble what=key .*put the key file back/, 'the log warns');
    rename "$key.away", $key;
    says('milter', $mark, qr/event=trouble-over what=key/, 'and says that it is back');
    both_ways('key missing at the start',
        sub { rename $key, "$key.away"; start_milter(shift); $rig->stop('courier'); $earshot->spawn_courier },
        sub {
            my $waits = E2E::Rig::eventually(10, sub { ($earshot->cli('status'))[1] !~ /earshot-courier is not running/ });
            ok $waits, 'the courier that waits for the key is not taken for one that does not run';
            rename "$key.away", $key;
            $rig->wait_for_socket('courier', $earshot->{receipt_socket});
        },
        says => qr/event=trouble what=store .*key.*put the key file back/, over => qr/event=trouble-over what=store/, by_itself => 1, status => qr/it hears nothing/);
};

row 'store corrupt' => sub {
    my $data = "$STORE/data.mdb";
    both_ways('store corrupt at the start',
        sub {
            my ($on_failure) = @_;
            $rig->stop($_) for qw(milter courier);
            $rig->run('cp', $data, $rig->dir('data.kept'));
            open my $out, '+<:raw', $data or die "$data: $!\n";
            syswrite $out, "\0" x 8192;
            close $out;
            $earshot->spawn_courier;
            start_milter($on_failure);
        },
        sub { $rig->run('cp', $rig->dir('data.kept'), $data); $rig->wait_for_socket('courier', $earshot->{receipt_socket}) },
        says => qr/event=trouble what=store .*earshot verify/, over => qr/event=trouble-over what=store/, by_itself => 1, status => qr/it hears nothing|damaged/, slow => 1);
};

# Postfix decides alone what becomes of mail whose filter is not there.
sub mta_default {
    my ($action) = @_;
    return if $stage->mta->{settings}{milter_default_action} eq $action;
    $stage->mta->{settings}{milter_default_action} = $action;
    $stage->mta->stop;
    $stage->mta->start;
    return;
}

row 'no descriptors' => sub {
    both_ways('no descriptors',
        sub {
            my ($on_failure) = @_;
            mta_default($on_failure);
            $rig->run('prlimit', '--pid', milter_pid(), '--nofile=3:');
        },
        sub { $rig->run('prlimit', '--pid', milter_pid(), '--nofile=1000:') }, unseen => 1, slow => 1, tries => 3);
    mta_default('accept');
};

row 'no memory' => sub {
    $earshot->configure(earshot => {'max-size' => '40M'});
    start_milter();
    both_ways('no memory',
        sub {
            my ($on_failure) = @_;
            mta_default($on_failure);
            $rig->write_file('milter.down', ''); # what starts it again takes its time
            my ($size) = E2E::Rig::slurp('/proc/' . milter_pid() . '/status') =~ /^VmData:\s+(\d+)/m;
            $rig->run('prlimit', '--pid', milter_pid(), '--data=' . ($size + 1000) * 1024 . ':');
        },
        sub { unlink $rig->dir('milter.down'); $rig->wait_for_socket('milter', $MILTER) },
        body => "Line of text.\n" x 900_000, unseen => 1, slow => 1, over => qr/event=crashed times=/);
    mta_default('accept');
    forgive();
};

# A reload by hand says that the milter shall try the store again, however often it crashed.
sub forgive {
    start_milter();
    my $mark = mark('milter');
    kill 'HUP', milter_pid();
    return ok E2E::Rig::eventually(10, sub { said_since('milter', $mark) =~ /event=reload / }), 'a reload by hand forgives the crashes';
}

row 'model missing' => sub {
    my $whole = E2E::Earshot::program('earshot-milter');
    my $damaged = $rig->dir('damaged-milter');
    both_ways('the model in the program is damaged',
        sub {
            my ($on_failure) = @_;
            my $bytes = E2E::Rig::slurp($whole);
            my $weights = substr E2E::Rig::slurp(E2E::Rig::top() . '/conf/model/weights'), 0, 256;
            my $at = index $bytes, $weights;
            ok $at > 0, 'the weights are found in the program';
            substr $bytes, $at, 8, 'nonsense';
            $rig->write_file('damaged-milter', $bytes, 0755);
            $earshot->{milter_program} = $damaged;
            start_milter($on_failure);
        },
        sub { delete $earshot->{milter_program}; start_milter() },
        says => qr/event=trouble what=store .*weights/, status => qr/it hears nothing/, slow => 1);
};

# Whether overwritten pages kill who reads them, or LMDB tells of them, hangs on where the roots of its trees happen to stand. A file that
# was cut kills for sure, whoever starts on it.
sub leaves_it_alone {
    my ($name) = @_;
    my $mark = mark($name);
    $rig->stop($name);
    truncate "$STORE/data.mdb", 8192 or die "$STORE/data.mdb: $!\n";
    $earshot->${\"spawn_$name"};
    return says($name, $mark, qr/event=crashed times=3.*event=trouble what=store .*3 crashes within minutes/s, "the $name leaves a store alone that killed it three times, and says so");
}

# By hand, as the milter. It waits, so it has its handler for signals.
sub forgive_courier {
    my $mark = mark('courier');
    $earshot->spawn_courier;
    says('courier', $mark, qr/event=trouble what=store .*3 crashes within minutes/, 'started anew the courier leaves it alone still');
    kill 'HUP', pid_of('courier');
    return says('courier', $mark, qr/event=start /, 'a reload by hand forgives its crashes');
}

row 'store corrupt while it works' => sub {
    my $data = "$STORE/data.mdb";
    both_ways('store corrupt while it works',
        sub {
            my ($on_failure) = @_;
            mta_default($on_failure);
            $rig->stop('courier'); # so that nobody writes while it is copied
            $rig->run('cp', $data, $rig->dir('data.kept'));
            $earshot->start_courier;
            open my $out, '+<:raw', $data or die "$data: $!\n";
            seek $out, 8192, 0;
            print {$out} "\xff" x ((-s $data) - 8192);
            close $out;
        },
        sub {
            leaves_it_alone($_) for qw(milter courier);
            $rig->stop($_) for qw(milter courier); # whose map it is
            $rig->run('cp', $rig->dir('data.kept'), $data);
            forgive_courier();
            forgive();
        },
        unseen => 1, slow => 1, tries => 3, says => qr/event=(?:trouble what=store .*earshot verify|crashed)/);
    mta_default('accept');
};

subtest 'the map' => sub {
    my ($table) = E2E::Rig::slurp(E2E::Rig::top() . '/contrib/docs/failures.md') =~ /^\| what fails .*?\n\|[-|]+\n(.*)/ms;
    my @told = $table =~ /^\| ([\w ]+?) \|/mg;
    my @shown = map { E2E::Rig::slurp("$FindBin::Bin/$_") =~ /^row '([^']+)'/mg } qw(failure.t failure-peers.t);
    is_deeply [sort @told], [sort @shown], 'its rows are the subtests of failure.t and failure-peers.t';
};

is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
