package E2E::Client;

# A small SMTP client that does what it is told, decent or not: null senders, DSN parameters, raw bytes, vanishing after the dot.

use strict;
use warnings;
use IO::Socket::INET;
use MIME::Base64 ();
use Time::HiRes qw(time);

# over => a connected handle, or port => a port on 127.0.0.1; at => the address of the loopback net to come from; greeting => 'LHLO' for LMTP
sub new {
    my ($class, %with) = @_;
    my $handle = $with{over} // IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $with{port}, Timeout => 10, $with{at} ? (LocalAddr => $with{at}) : ())
        // die "no connection to port $with{port}: $!\n";
    my $self = bless {handle => $handle, hello => $with{hello} // 'client.customer.test', greeting => $with{greeting} // 'EHLO'}, $class;
    $self->{banner} = $self->answer;
    return $self;
}

# (code, whole text) of the next reply; code 0 when the connection is gone or silent for a minute.
sub answer {
    my ($self) = @_;
    my ($code, $text) = (0, '');
    my $alive = eval {
        local $SIG{ALRM} = sub { die "silent\n" };
        alarm 60;
        while (defined(my $line = readline $self->{handle})) {
            $line =~ s/\r?\n$//;
            $text .= "$line\n";
            if ($line =~ /^(\d\d\d)(?: |$)/) { $code = $1; last }
        }
        alarm 0;
        1;
    };
    alarm 0;
    chomp $text;
    return wantarray ? ($alive ? $code : 0, $text) : $text;
}

sub say {
    my ($self, $line) = @_;
    print {$self->{handle}} "$line\r\n";
    $self->{handle}->flush;
    return $self->answer;
}

# AUTH PLAIN; the code and text of the reply.
sub login {
    my ($self, $user, $password) = @_;
    $self->say("EHLO $self->{hello}");
    $self->{greeted} = 1;
    return $self->say('AUTH PLAIN ' . MIME::Base64::encode_base64("\0$user\0$password", ''));
}

# One transaction. from, from_parameters, to (one or a list), notify, data (bytes with CRLF), vanish (close right after the dot).
# Returns {code, text, step, dot => time the dot was sent, time => time of the last reply}; `code` is that of the step that ended it.
sub send {
    my ($self, %is) = @_;
    my $ended = sub { my ($step, $code, $text) = @_; return {step => $step, code => $code, text => $text, time => time, @_ > 3 ? (dot => $_[3]) : ()} };
    my ($code, $text);
    if (!$self->{greeted}) {
        ($code, $text) = $self->say("$self->{greeting} $self->{hello}");
        return $ended->('hello', $code, $text) if $code != 250;
        $self->{greeted} = 1;
    }
    ($code, $text) = $self->say("MAIL FROM:<$is{from}>" . ($is{from_parameters} ? " $is{from_parameters}" : ' BODY=8BITMIME'));
    return $ended->('mail', $code, $text) if $code != 250;
    for my $to (ref $is{to} ? @{$is{to}} : $is{to}) {
        ($code, $text) = $self->say("RCPT TO:<$to>" . ($is{notify} ? " NOTIFY=$is{notify}" : ''));
        if ($code !~ /^2/) { $self->say('RSET'); return $ended->('rcpt', $code, $text) }
    }
    ($code, $text) = $self->say('DATA');
    if ($code != 354) { $self->say('RSET') if $code; return $ended->('data', $code, $text) }
    my $data = $is{data};
    $data =~ s/^\./../mg;
    $data .= "\r\n" if $data !~ /\r\n\z/;
    my $handle = $self->{handle};
    print {$handle} $data;
    my $dot = time;
    print {$handle} ".\r\n";
    $handle->flush;
    if ($is{vanish}) { close $handle; return $ended->('dot', 0, 'vanished', $dot) }
    ($code, $text) = $self->answer;
    return $ended->('dot', $code, $text, $dot);
}

sub quit { my ($self) = @_; $self->say('QUIT'); close $self->{handle}; return }

1;
