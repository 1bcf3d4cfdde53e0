package E2E::Sink;

# An SMTP or LMTP server that keeps all it is given, and misbehaves on request.
#
# Each message is two files in its directory: NAME.eml, the bytes as they came, and NAME.json with envelope, parameters, the client's
# greeting and the time of the final dot. What to answer at a step (banner, hello, mail, rcpt, data, dot) is read from a file of that name
# in script/ each time, so a test changes it at will; `dot.once.1`, `dot.once.2` are each used for one time only. Such a file holds words:
#
#     451 4.7.1 try again         the reply (at the dot a message refused so is not kept)
#     sleep 2                     wait before the reply
#     drop                        close the connection in place of the reply
#     keep                        at the dot: keep the message although it is refused or dropped
#     note FILE                   create FILE when the step is reached, so that a test can look around meanwhile
#     lose                        at the dot: a lie, the message is not kept although it is taken
#     slowly 0.01                 the reply byte by byte, with such a pause behind each
#     lines 1000000               so many lines of one reply before its last
#     garbage                     bytes that are no reply, and then the reply
#     endless                     a line without an end until the client is gone
#     never                       no reply at all; the connection stays open
#
# several of them separated by " / ". Each connection is a process, so a slow one holds up no other.

use strict;
use warnings;
use Digest::MD5 ();
use E2E::Mail;
use E2E::Rig;
use IO::Socket::INET;
use IO::Socket::UNIX;
use JSON::PP ();
use POSIX ();
use Time::HiRes qw(sleep time);

# protocol => 'smtp' or 'lmtp'; lines => 1 keeps a line of each message in place of the whole (see `lines`); at => 'unix:/path' or 'inet:port@127.0.0.1' (default: a free port)
sub new {
    my ($class, $rig, $name, %with) = @_;
    my $self = bless {rig => $rig, name => $name, protocol => $with{protocol} // 'smtp', lines => $with{lines}, at => $with{at}}, $class;
    $self->{at} //= 'inet:' . E2E::Rig::free_port() . '@127.0.0.1';
    $self->{store} = $rig->make_dir("sink-$name");
    $self->{script} = $rig->make_dir("sink-$name/script");
    $self->up if !$with{down};
    return $self;
}

sub at   { my ($self) = @_; return $self->{at} }
sub port { my ($self) = @_; return $self->{at} =~ /^inet:(\d+)/ ? $1 : undef }

sub up {
    my ($self) = @_;
    my $rig = $self->{rig};
    my $name = "sink-$self->{name}";
    $rig->started($name, $rig->fork_as($name, sub { $self->serve }));
    $rig->wait_for_socket($name, $self->{at});
    return;
}

sub down { my ($self) = @_; $self->{rig}->stop("sink-$self->{name}"); return }

# Ends all connections there are, and returns when they are; new ones are welcome.
sub hang_up {
    my ($self) = @_;
    my $pid = $self->{rig}->pid("sink-$self->{name}");
    my $children = "/proc/$pid/task/$pid/children";
    kill 'USR1', $pid;
    E2E::Rig::eventually(5, sub { !-e $children || E2E::Rig::slurp($children) !~ /\d/ });
    return;
}

sub script { my ($self, $step, $text) = @_; $self->{rig}->write_file("$self->{script}/$step", $text); return }

sub once {
    my ($self, $step, $text) = @_;
    $self->{rig}->write_file(sprintf('%s/%s.once.%06d', $self->{script}, $step, ++$self->{onces}), $text);
    return;
}

sub behave { my ($self, @steps) = @_; unlink glob("$self->{script}/" . (@steps ? "{" . join(',', @steps) . "}*" : '*')); return }

# All messages kept so far, oldest first, each an E2E::Mail with {envelope}.
sub messages {
    my ($self) = @_;
    my @found;
    for my $file (sort glob "$self->{store}/*.json") {
        (my $bytes = $file) =~ s/json$/eml/;
        $self->{read}{$file} //= do {
            my $mail = E2E::Mail->parse(E2E::Rig::slurp($bytes));
            $mail->{envelope} = JSON::PP::decode_json(E2E::Rig::slurp($file));
            $mail->{file} = $bytes;
            $mail;
        };
        push @found, $self->{read}{$file};
    }
    return @found;
}

# What is kept of a message where there are a hundred thousand: {id, to, answers, thread, acknowledge, level, digest, time}
my @KEPT = qw(id to answers thread acknowledge level digest time);
sub line {
    my ($now, $mail, $bytes) = @_;
    my ($answers) = ($mail->field('In-Reply-To') // '') =~ /<([^>]*)>/;
    my @is = ($mail->id, join(',', @{$now->{to}}), $answers, (map { scalar $mail->field("Earshot-$_") } qw(Thread Acknowledge Level)), Digest::MD5::md5_hex($bytes), $now->{time});
    return join("\t", map { ($_ // '') =~ s/[\t\r\n]/ /gr } @is) . "\n";
}

sub lines {
    my ($self) = @_;
    my @found;
    for my $file (glob "$self->{store}/lines.*") {
        for (split /\n/, E2E::Rig::slurp($file)) { my %is; @is{@KEPT} = split /\t/, $_, -1; push @found, \%is }
    }
    return @found;
}

sub count { my ($self) = @_; return scalar(() = glob "$self->{store}/*.json") }

# Those for which the code, given the mail as $_, returns true; waits at most so many seconds for the first.
sub wait_where {
    my ($self, $seconds, $code) = @_;
    my @found;
    E2E::Rig::eventually($seconds, sub { @found = grep { $code->($_) } $self->messages; scalar @found });
    return wantarray ? @found : $found[0];
}

# ---- the server process ---------------------------------------------------------------------------------------------

sub serve {
    my ($self) = @_;
    my $server = $self->{at} =~ /^unix:(.*)/ ? do { unlink $1; my $s = IO::Socket::UNIX->new(Local => $1, Listen => 128); chmod 0666, $1; $s }
        : $self->{at} =~ /^inet:(\d+)\@(.*)/ ? IO::Socket::INET->new(LocalAddr => $2, LocalPort => $1, Listen => 128, ReuseAddr => 1) : undef;
    die "cannot listen on $self->{at}: $!\n" if !$server;
    my $parent = $$;
    my %child;
    $SIG{TERM} = sub { kill 'TERM', keys %child if $$ == $parent; POSIX::_exit(0) };
    $SIG{USR1} = sub { kill 'TERM', keys %child if $$ == $parent };
    $SIG{CHLD} = sub { while ((my $pid = waitpid -1, POSIX::WNOHANG()) > 0) { delete $child{$pid} } };
    while (1) {
        my $client = $server->accept or next;
        my $pid = fork // next;
        if ($pid == 0) {
            $SIG{TERM} = 'DEFAULT';
            close $server;
            eval { $self->talk($client) };
            POSIX::_exit(0);
        }
        $child{$pid} = 1;
        close $client;
    }
}

# What the script says about a step: (reply, keep or not). Dies when the connection is to be dropped.
sub step {
    my ($self, $step, $reply, $store) = @_;
    my $said = '';
    for my $once (sort glob "$self->{script}/$step.once.*") {
        my $text = eval { E2E::Rig::slurp($once) } // next;
        if (unlink $once) { $said = $text; last }
    }
    $said = eval { E2E::Rig::slurp("$self->{script}/$step") } // '' if $said eq '';
    my ($drop, $keep, $lose);
    for my $word (split m{\s+/\s+}, $said =~ s/\s+$//r) {
        if    ($word =~ /^sleep\s+(\S+)/)   { sleep $1 }
        elsif ($word =~ /^(slowly|lines)\s+(\S+)/)        { $self->{manner}{$1} = $2 }
        elsif ($word =~ /^(?:garbage|endless|never)$/) { $self->{manner}{$word} = 1 }
        elsif ($word eq 'lose')             { $lose = 1 }
        elsif ($word =~ /^note\s+(\S+)/)    { open my $f, '>', $1; close $f }
        elsif ($word eq 'drop')             { $drop = 1 }
        elsif ($word eq 'keep')             { $keep = 1 }
        elsif ($word =~ /^[2345]\d\d/)      { $reply = $word }
    }
    $store->() if $store && !$lose && ($keep || !$drop && $reply =~ /^2/);
    die "dropped\n" if $drop;
    return $reply;
}

# Writes a reply in the manner that the script asked for, once.
sub utter {
    my ($self, $client, $text) = @_;
    my %how = %{delete $self->{manner} // {}};
    my $put = sub { print {$client} @_ or die "gone\n"; $client->flush or die "gone\n" };
    sleep 3600 if $how{never};
    while ($how{endless}) { $put->('250-' . 'x' x 65536) }
    $put->(join '', map { chr int rand 256 } 1 .. 3000) if $how{garbage};
    if ($how{lines}) { my ($code) = $text =~ /^(\d\d\d)/; my $some = "$code-and more\r\n" x 1000; $put->($some) for 1 .. $how{lines} / 1000 }
    if ($how{slowly}) { for my $byte (split //, $text) { $put->($byte); sleep $how{slowly} } }
    else              { $put->($text) }
    return;
}

sub talk {
    my ($self, $client) = @_;
    my $say = sub { $self->utter($client, join '', map {"$_\r\n"} @_) };
    my %now;
    $say->($self->step(banner => '220 sink.example.test ready'));
    while (defined(my $line = <$client>)) {
        $line =~ s/\r?\n$//;
        if ($line =~ /^(EHLO|LHLO|HELO)\b\s*(.*)/i) {
            %now = (hello => $2);
            my $reply = $self->step(hello => '250');
            if ($reply eq '250') { $say->('250-sink.example.test', '250-8BITMIME', '250-DSN', '250-PIPELINING', '250-ENHANCEDSTATUSCODES', '250 SIZE 0') }
            else                 { $say->($reply) }
        } elsif ($line =~ /^MAIL FROM:\s*<([^>]*)>\s*(.*)/i) {
            my ($from, $params) = ($1, $2);
            my $reply = $self->step(mail => '250 2.1.0 ok');
            %now = (hello => $now{hello}, from => $from, from_parameters => $params, to => [], to_parameters => []) if $reply =~ /^2/;
            $say->($reply);
        } elsif ($line =~ /^RCPT TO:\s*<([^>]*)>\s*(.*)/i) {
            my ($to, $params) = ($1, $2);
            my $reply = $self->step(rcpt => '250 2.1.5 ok');
            if ($reply =~ /^2/) { push @{$now{to}}, $to; push @{$now{to_parameters}}, $params }
            $say->($reply);
        } elsif ($line =~ /^DATA/i) {
            my $reply = $self->step(data => '354 go on');
            $say->($reply);
            next if $reply !~ /^3/;
            my ($bytes, $whole) = ('', 0);
            while (!$whole && defined(my $part = <$client>)) {
                $whole = $part eq ".\r\n";
                $part =~ s/^\.//;
                $bytes .= $part if !$whole;
            }
            return if !$whole; # the client died before its final dot: no message
            $now{time} = time;
            $reply = $self->step(dot => '250 2.0.0 kept', sub { $self->keep(\%now, $bytes) });
            $say->(($reply) x ($self->{protocol} eq 'lmtp' ? @{$now{to}} : 1));
        } elsif ($line =~ /^RSET/i) { %now = (hello => $now{hello}); $say->('250 2.0.0 ok') }
        elsif ($line =~ /^QUIT/i)   { $say->('221 2.0.0 bye'); return }
        else                        { $say->($line =~ /^(NOOP|VRFY)/i ? '250 2.0.0 ok' : '500 5.5.2 what?') }
    }
    return;
}

sub keep {
    my ($self, $now, $bytes) = @_;
    if ($self->{lines}) {
        open my $out, '>>', "$self->{store}/lines.$$" or die "lines: $!\n";
        print {$out} line($now, E2E::Mail->parse($bytes), $bytes);
        close $out;
        return;
    }
    my $base = sprintf '%s/%.6f-%d', $self->{store}, $now->{time}, $$;
    $self->{rig}->write_file("$base.eml", $bytes);
    $self->{rig}->write_file("$base.json", JSON::PP::encode_json($now));
    return;
}

1;
