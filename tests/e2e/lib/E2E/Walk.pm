package E2E::Walk;

# One operation, over and over, with a fault at each of its steps in turn.
#
# A walk has a store, both daemons and a relay of its own; E2E::Mta is the MTA, which comes again when it is told to, finds nobody or is cut
# off, as an MTA with `tempfail` does. An operation is a victim (the program that the faults are for) and three pieces of code: `prepare` sets
# the scene and returns what the others are given, `act` does the operation until it is done, whatever happens to the victim, and `check`
# returns what is wrong afterwards, a line each. The first round only counts the steps; then the fault comes at step 1, 2, 3 and so on until
# a round ends without having reached it, so that all steps there are were met, also those that only recovery has.

use strict;
use warnings;
use E2E::Clock;
use E2E::Earshot;
use E2E::Fault;
use E2E::Mail;
use E2E::Mta;
use E2E::Rig;
use E2E::Sink;
use Time::HiRes qw(sleep time);

my @DAEMONS = qw(milter courier);

# name; clock => the moment at which it begins, for daemons that go by a set clock; sections
sub new {
    my ($class, $name, %with) = @_;
    my $rig = E2E::Rig->new("fault-$name", quiet => 1);
    my $self = bless {rig => $rig, name => $name, number => 0}, $class;
    $self->{relay} = E2E::Sink->new($rig, 'outgoing');
    my $store = $rig->make_dir('store', 0700);
    my %faults = map { $_ => E2E::Fault->new($rig, $_, $store) } @DAEMONS;
    $faults{earshot} = E2E::Fault->new($rig, 'earshot', $rig->dir);
    $self->{clock} = E2E::Clock->new($rig, $with{clock}) if $with{clock};
    $self->{tool} = E2E::Earshot->new($rig, relay => $self->{relay}, map { $self->sockets($_) } qw(socket receipt_socket)); # the command-line tool unharmed
    my %sections = %{$with{sections} // {}};
    $sections{earshot}{'on-failure'} //= 'tempfail';
    $self->{earshot} = E2E::Earshot->new($rig, relay => $self->{relay}, (map { $self->sockets($_) } qw(socket receipt_socket)),
        faults => \%faults, clock => $self->{clock}, sections => \%sections);
    $self->{tool}{clock} = $self->{clock};
    $self->{mta} = E2E::Mta->new(milter => $self->{earshot}{socket}, receipt => $self->{earshot}{receipt_socket}, domain => $self->{earshot}{domain});
    $self->{earshot}->make_key;
    $self->{earshot}->start_milter;
    $self->{earshot}->start_courier;
    my ($status, $out) = $self->{tool}->cli('--help');
    $self->{verifies} = $out =~ /^\s+verify\b/m;
    return $self;
}

sub sockets { my ($self, $name) = @_; return ($name => 'unix:' . $self->{rig}->dir($name =~ /receipt/ ? 'receipt.sock' : 'milter.sock')) }
sub fault   { my ($self, $program) = @_; return $self->{earshot}{faults}{$program} }
sub now     { my ($self) = @_; return $self->{clock} ? $self->{clock}->now : time }

# ---- what operations are made of ------------------------------------------------------------------------------------

# A message nobody sent before: from, to, id, data
sub message {
    my ($self, %is) = @_;
    my $number = ++$self->{number};
    my $from = "walker$number\@customer$number.test";
    my $id = E2E::Mail::new_id();
    return {from => $from, to => 'support@example.test', id => $id, data => E2E::Mail::compose(id => $id, from => "Walker <$from>", subject => "Export $number",
        date => E2E::Mail::date($self->now), %is)};
}

# A daemon that died is started again. One that was killed is given a moment to be dead.
sub heal {
    my ($self, @which) = @_;
    for my $name (@which ? @which : @DAEMONS) {
        my $fault = $self->fault($name);
        E2E::Rig::eventually(3, sub { !$self->{rig}->alive($name) }) if $self->{deadly} && $self->{armed} && $name eq $self->{victim} && $fault->struck && !$self->{healed}{$name}++;
        next if $self->{rig}->alive($name);
        $self->{restarts}{$name}++;
        $self->relent;
        my $start = "start_$name";
        eval { $self->{earshot}->$start; 1 } or $self->{rig}->alive($name) or push @{$self->{trouble}}, "$name does not start: $@";
    }
    return;
}

# Starts the courier and looks away: who waits for its socket would connect to it.
sub spawn_courier {
    my ($self) = @_;
    my $earshot = $self->{earshot};
    $self->{rig}->spawn('courier', $earshot->before('courier'), E2E::Earshot::program('earshot-courier'), '-c', $earshot->{file}, '--log=stderr');
    return;
}

# Until the milter has let it pass: what was changed is in $message->{mail}. True when it was.
sub hand_in {
    my ($self, $message, %with) = @_;
    my $until = time + ($with{within} // 30);
    while (1) {
        my $mail = $message->{mail} = $self->{mta}->ask(%$message);
        push @{$message->{verdicts}}, $mail->{verdict};
        $self->relent;
        return 1 if $mail->{verdict} eq 'accept';
        return 0 if time > $until;
        $self->heal;
        sleep 0.02;
    }
}

# Until the courier has taken the receipt.
sub confirm {
    my ($self, $message) = @_;
    my $until = time + 30;
    while (time < $until) {
        my $taken = $self->{mta}->deliver($message->{mail}, %$message);
        $self->relent;
        return 1 if $taken;
        $self->heal;
        sleep 0.02;
    }
    return 0;
}

# A disk that stays full or broken is so until the first that notices.
sub relent { my ($self) = @_; $self->fault($self->{victim})->disarm if $self->{lasting} && $self->fault($self->{victim})->struck; return }

sub answers { my ($self, $message) = @_; return grep { $_->answers($message->{id}) } $self->{relay}->messages }

# Until `done` says so: daemons that die are started again, mails that were put off are tried again. True when it came to that. A victim that
# lives but rests (it tries a digest again after minutes) is started anew when it took too long, and that is counted.
sub carry_on {
    my ($self, $done, $patience) = @_;
    my ($looked, $begin) = (time, time);
    return E2E::Rig::eventually(75, sub {
        return 1 if $done->();
        $self->heal;
        $self->relent;
        if (time > $looked + 0.3) { $self->retry_all; $looked = time }
        if (defined $patience && time > $begin + $patience) { $self->{rested}++; $self->{rig}->stop($self->{victim}); undef $patience }
        return 0;
    });
}

sub waiting { my ($self) = @_; return grep { $_->{state} !~ /^(?:done|dropped)$/ } $self->{tool}->outbox }

sub retry_all {
    my ($self) = @_;
    for my $row ($self->waiting) { $self->{tool}->cli(qw(outbox retry), $row->{id}) if $row->{state} eq 'ready' && $row->{attempts} }
    return;
}

# ---- what must hold -------------------------------------------------------------------------------------------------

# Of what is to be sent once there is one; or two, the same to the last byte, when the fault came behind the final dot of the first.
sub wrong_number {
    my ($self, $what, @mails) = @_;
    my $fault = $self->fault($self->{victim});
    my $behind = @mails && $fault->struck && $mails[0]{envelope}{time} <= $fault->struck_at;
    return "no $what" if !@mails;
    return @mails . " times the $what" . ($behind ? '' : ', and no fault behind a final dot') if @mails > ($behind ? 2 : 1);
    return "two of the $what that differ" if grep { $_->id ne $mails[0]->id || $_->{bytes} ne $mails[0]{bytes} } @mails;
    $self->{twice}++ if @mails > 1;
    return;
}

# A message that was taken has its conversation, with one entry of it, and its answer.
sub wrong_with {
    my ($self, $message) = @_;
    my $thread = E2E::Mta::field($message->{mail}, 'Earshot-Thread');
    return ('no thread: ' . join ' ', @{$message->{verdicts} // []}) if !defined $thread;
    my $shown = eval { my ($one) = $self->{tool}->ask(qw(thread show), $thread); $one };
    return ("thread $thread is not there: $@") if !$shown;
    my $entries = grep { !$_->{outbound} } @{$shown->{entries} // []};
    return (($entries == 1 ? () : "$entries entries in place of one"), $self->wrong_number('answer', $self->answers($message)));
}

# Nothing waits any more, and the store is sound.
sub wrong_in_store {
    my ($self) = @_;
    my @left = map {"$_->{kind} to $_->{to} is $_->{state}"} $self->waiting;
    my @check = $self->{verifies} ? ('verify') : (qw(audit verify));
    my ($status, $out, $err) = $self->{tool}->cli(@check);
    return (@left, $status ? "earshot @check: status $status: $out$err" : ());
}

# ---- walking --------------------------------------------------------------------------------------------------------

# One round with a fault at step n (0: none, only counted). Returns what is wrong.
sub round {
    my ($self, $operation, $kind, $n, %with) = @_;
    my $fault = $self->fault($self->{victim} = $operation->{victim});
    @$self{qw(deadly lasting trouble)} = (scalar($kind =~ /^(?:kill|torn)$/), scalar(($with{span} // "") eq "all"), []);
    delete @$self{qw(armed healed restarts)};
    my $what = $operation->{prepare}->($self);
    $self->{armed} = 1;
    $n ? $fault->arm(kind => $kind, nth => $n, span => $with{span} // 1) : $fault->count(kind => $kind);
    my @wrong = $operation->{act}->($self, $what);
    @$self{qw(steps struck trace)} = $fault->get;
    $fault->disarm;
    $self->heal;
    return (@{$self->{trouble}}, @wrong, $operation->{check}->($self, $what, $n), $self->wrong_in_store);
}

# All steps, or each `every`th from a random one on. Returns {steps, trace, rounds, wrong => [[n, text], ...]}.
sub walk {
    my ($self, $operation, $kind, %with) = @_;
    my @wrong = map { [0, $_] } $self->round($operation, $kind, 0);
    my %found = (steps => $self->{steps}, trace => $self->{trace}, rounds => 0, restarts => 0, wrong => \@wrong);
    my ($n, $missed) = (1, 0);
    if ($with{every}) { my $half = $found{steps} / 2; $n = 1 + int rand($with{every} < $half ? $with{every} : $half || 1) } # later rounds may have fewer
    my $end = 4 * $found{steps} + 100; # recovery has steps of its own, but not so many
    while ($missed < 2 && @wrong < 20) {
        if ($n > $end) { push @wrong, [$n, 'the steps have no end']; last }
        push @wrong, map { [$n, $_] } $self->round($operation, $kind, $n, %with);
        if ($self->{struck}) { $found{rounds}++; $found{reached} = $n; $missed = 0 } else { $missed++ }
        $found{restarts}++ if $self->{restarts}{$self->{victim}};
        $n += $with{every} // 1;
    }
    return \%found;
}

sub end { my ($self) = @_; my @status = $self->{earshot}->stop; push @status, $self->{rig}->sanitizer_reports; $self->{rig}->end($self->{failed}); return @status }

1;
