package E2E::Sendmail;

# A real Sendmail, unpacked below build/sendmail/root and never installed: `sendmail -bs` speaks SMTP on a pair of sockets, one process
# a connection, with a configuration made by m4 from its own macros. The wiring is that of contrib/sendmail, with other paths. What a test
# calls is the same as of E2E::Postfix.

use strict;
use warnings;
use E2E::Client;
use E2E::Rig;
use IO::Handle;
use POSIX ();
use Socket;
use Test::More import => [qw(plan)];

sub root   { return E2E::Rig::top() . '/build/sendmail/root' }
sub binary { return root() . '/usr/libexec/sendmail/sendmail' }
sub need   { plan(skip_all => 'Sendmail is not unpacked (tests/support/install sendmail)') if !-x binary() || !-x '/usr/bin/m4'; return }

# The same arguments as E2E::Postfix, settings apart.
sub new {
    my ($class, $rig, %with) = @_;
    my $self = bless {rig => $rig, %with}, $class;
    $self->{config} = $rig->make_dir('sendmail');
    $self->{queue} = $rig->make_dir('mqueue', 0700);
    $self->{sockets} = $rig->make_dir('sockets');
    return $self;
}

sub socket_dir { my ($self) = @_; return $self->{sockets} }

# Sendmail's macros with our feature among them, as an admin copies it there.
sub macros {
    my ($self) = @_;
    my $cf = $self->{rig}->dir('cf');
    system('cp', '-r', root() . '/usr/share/sendmail/cf', $cf) if !-d $cf;
    system('cp', E2E::Rig::top() . '/contrib/sendmail/feature/earshot.m4', "$cf/feature/");
    return "$cf/";
}

# Ours is the first of the filters. FEATURE takes a socket file and a port alike.
sub filter_lines {
    my ($self) = @_;
    my ($ours, @others) = @{$self->{milters} // []};
    my $receipt = $self->{receipt_socket} && $self->{receipt_domain} ? ", `$self->{receipt_domain}', `$self->{receipt_socket}'" : '';
    my $lines = $ours ? "FEATURE(`earshot', `S=$ours, F=, T=C:10s;S:30s;R:30s;E:1m'$receipt)dnl\n" : '';
    my $number = 0;
    return $lines . join '', map { "INPUT_MAIL_FILTER(`filter" . ++$number . "', `S=$_, F=, T=C:10s;S:30s;R:30s;E:1m')dnl\n" } @others;
}

# What tests of other things need not think of
sub policy_lines { return "FEATURE(`promiscuous_relay')dnl\n" }

sub start {
    my ($self) = @_;
    my $rig = $self->{rig};
    my $sink = $self->{deliver}->port;
    $rig->write_file("$self->{config}/service.switch", "hosts files\naliases files\n");
    my $cf_dir = $self->macros;
    my $mc = <<"END" . $self->policy_lines . $self->filter_lines . "MAILER(smtp)dnl\n";
include(`${cf_dir}m4/cf.m4')dnl
OSTYPE(`linux')dnl
define(`confDOMAIN_NAME', `mx.example.test')dnl
define(`QUEUE_DIR', `$self->{queue}')dnl
define(`STATUS_FILE', `$self->{config}/statistics')dnl
define(`confPID_FILE', `$self->{config}/pid')dnl
define(`ALIAS_FILE', `')dnl
define(`confSERVICE_SWITCH_FILE', `$self->{config}/service.switch')dnl
define(`confDONT_PROBE_INTERFACES', `True')dnl
define(`confDONT_BLAME_SENDMAIL', `TrustStickyBit,GroupWritableDirPathSafe')dnl
define(`confTO_IDENT', `0')dnl
define(`confQUEUE_LA', `1000')dnl
define(`confREFUSE_LA', `1000')dnl
define(`confDEF_USER_ID', `65534:65534')dnl
define(`SMART_HOST', `esmtp:[127.0.0.1]')dnl
define(`ESMTP_MAILER_ARGS', `TCP \$h $sink')dnl
FEATURE(`nocanonify')dnl
FEATURE(`accept_unresolvable_domains')dnl
FEATURE(`accept_unqualified_senders')dnl
END
    my $file = $rig->write_file("$self->{config}/sendmail.mc", $mc);
    my ($status, $cf, $err) = $rig->run('m4', "-D_CF_DIR_=$cf_dir", $file);
    die "m4: $err\n" if $status;
    $rig->write_file("$self->{config}/sendmail.cf", $cf);
    return $self;
}

sub command { my ($self, @more) = @_; return (binary(), '-C', "$self->{config}/sendmail.cf", '-X', $self->{rig}->log_file('sendmail-traffic'), @more) }

sub client {
    my ($self, %with) = @_;
    my $named = E2E::Rig::support('hostname.so', qw(-shared -fPIC));
    socketpair(my $ours, my $theirs, AF_UNIX, SOCK_STREAM, PF_UNSPEC) or die "socketpair: $!\n";
    my $pid = fork // die "fork: $!\n";
    if ($pid == 0) {
        $SIG{$_} = 'DEFAULT' for qw(INT TERM HUP PIPE);
        close $ours;
        open STDIN,  '<&', $theirs;
        open STDOUT, '>&', $theirs;
        open STDERR, '>>', $self->{rig}->log_file('sendmail');
        $ENV{LD_PRELOAD} = $named;
        exec $self->command('-bs') or POSIX::_exit(127);
    }
    close $theirs;
    push @{$self->{servers}}, $pid;
    return E2E::Client->new(over => $ours, %with);
}

sub submit {
    my ($self, %is) = @_;
    my $client = $self->client;
    my $said = $client->send(%is);
    $client->quit if $said->{code};
    waitpid pop @{$self->{servers}}, 0;
    return $said;
}

sub flush {
    my ($self) = @_;
    local $ENV{LD_PRELOAD} = E2E::Rig::support('hostname.so', qw(-shared -fPIC));
    $self->{rig}->run($self->command('-q'));
    return;
}

sub queue { my ($self) = @_; return map { {queue_id => m{/qf([^/]+)$}} } glob "$self->{queue}/qf*" }
sub stop     { my ($self) = @_; return }
sub log_text { my ($self) = @_; return $self->{rig}->log_text('sendmail') }

1;
