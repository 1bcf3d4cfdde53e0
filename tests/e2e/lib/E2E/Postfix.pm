package E2E::Postfix;

# A real Postfix of the test's own: its configuration, queue, data and log lie below the test's directory, it listens on a free port of
# the loopback alone, and neither reads nor writes anything of an installed Postfix but its programs. The wiring is that of
# contrib/postfix, with other paths. Whatever is not for the receipt domain goes to an SMTP sink, where a test reads the message as it
# was delivered.

use strict;
use warnings;
use E2E::Client;
use E2E::Rig;
use JSON::PP ();
use Test::More import => [qw(plan)];

my $DAEMONS = '/usr/lib/postfix/sbin';

sub need { plan(skip_all => 'Postfix is not installed (tests/support/install postfix)') if !-x "$DAEMONS/master"; return }

# rig, deliver => E2E::Sink that plays the next hop, milters => ["unix:/path" or "inet:host:port", ...], receipt_domain,
# receipt_socket => "unix:/path" or "inet:port@host", settings => {main.cf lines that differ}
sub new {
    my ($class, $rig, %with) = @_;
    my $self = bless {rig => $rig, %with, port => E2E::Rig::free_port()}, $class;
    $self->{config} = $rig->make_dir('postfix');
    $self->{queue} = $rig->make_dir('queue');
    $rig->make_dir('postfix-data', 0755, 'postfix');
    # Where our sockets belong: Debian's Postfix is chrooted to its queue directory. Group and set-gid let its user reach them.
    $self->{sockets} = $rig->make_dir('queue/earshot', 02775, 'root', 'postfix');
    return $self;
}

# As a sink has it: what relays mail to this server asks for its port.
sub port { my ($self) = @_; return $self->{port} }

sub socket_dir { my ($self) = @_; return $self->{sockets} }

# "inet:port@host" of Earshot's configuration as Postfix writes it, "inet:host:port"
sub milter_name { my ($where) = @_; return $where =~ /^inet:(\d+)\@(.*)/ ? "inet:$2:$1" : $where }

sub settings {
    my ($self) = @_;
    my $receipt = milter_name($self->{receipt_socket} // '');
    my $sink = 'smtp:[127.0.0.1]:' . $self->{deliver}->port;
    my %set = (
        compatibility_level => '3.6', queue_directory => $self->{queue}, data_directory => $self->{rig}->dir('postfix-data'),
        daemon_directory => $DAEMONS, command_directory => '/usr/sbin', mail_owner => 'postfix', setgid_group => 'postdrop',
        maillog_file => $self->{rig}->log_file('postfix'), maillog_file_prefixes => '/',
        myhostname => 'mx.example.test', mydestination => '', local_recipient_maps => '', alias_maps => '', alias_database => '',
        inet_interfaces => '127.0.0.1', inet_protocols => 'ipv4', mynetworks => '127.0.0.0/8', smtp_dns_support_level => 'disabled', smtp_host_lookup => 'native',
        relay_domains => 'example.test', default_transport => $sink, relay_transport => $sink,
        smtpd_relay_restrictions => 'permit_mynetworks, reject', smtpd_client_connection_count_limit => 0, smtpd_peername_lookup => 'no',
        queue_run_delay => '3s', minimal_backoff_time => '3s', maximal_backoff_time => '3s', message_size_limit => 50_000_000,
        smtpd_milters => join(', ', map { milter_name($_) } @{$self->{milters} // []}),
        milter_default_action => 'accept', milter_connect_timeout => '10s', milter_protocol => 6,
        smtp_destination_concurrency_limit => 20, notify_classes => '',
        $receipt && $self->{receipt_domain} ? (transport_maps => "inline:{ {$self->{receipt_domain} = lmtp:$receipt} }") : (),
        %{$self->{settings} // {}},
    );
    return %set;
}

sub write_config {
    my ($self) = @_;
    my %set = $self->settings;
    $self->{rig}->write_file("$self->{config}/main.cf", join '', map {"$_ = $set{$_}\n"} sort keys %set);
    my $master = <<"END";
127.0.0.1:$self->{port} inet n - n - - smtpd
pickup    unix  n  -  n  60  1  pickup
cleanup   unix  n  -  n  -   0  cleanup
qmgr      unix  n  -  n  1   1  qmgr
rewrite   unix  -  -  n  -   -  trivial-rewrite
bounce    unix  -  -  n  -   0  bounce
defer     unix  -  -  n  -   0  bounce
trace     unix  -  -  n  -   0  bounce
verify    unix  -  -  n  -   1  verify
flush     unix  n  -  n  1000? 0 flush
proxymap  unix  -  -  n  -   -  proxymap
proxywrite unix -  -  n  -   1  proxymap
smtp      unix  -  -  n  -   -  smtp
relay     unix  -  -  n  -   -  smtp
lmtp      unix  -  -  n  -   -  lmtp
showq     unix  n  -  n  -   -  showq
error     unix  -  -  n  -   -  error
retry     unix  -  -  n  -   -  error
discard   unix  -  -  n  -   -  discard
anvil     unix  -  -  n  -   1  anvil
scache    unix  -  -  n  -   1  scache
postlog   unix-dgram n - n - 1 postlogd
END
    $self->{rig}->write_file("$self->{config}/master.cf", $master);
    return;
}

sub start {
    my ($self) = @_;
    my $rig = $self->{rig};
    $self->write_config;
    my ($status, $out, $err) = $rig->run('/usr/sbin/postfix', '-c', $self->{config}, 'check');
    die "postfix check: $out$err" . $rig->log_text('postfix') if $status;
    $rig->spawn('master', "$DAEMONS/master", '-c', $self->{config}, '-d');
    $rig->wait_for_socket('master', "inet:$self->{port}\@127.0.0.1");
    return $self;
}

sub stop { my ($self) = @_; $self->{rig}->stop('master'); return }

# As power loss would: master and all it started are killed at once.
sub crash {
    my ($self) = @_;
    my $master = $self->{rig}->pid('master');
    my @children = map { m{/(\d+)/} } grep { (eval { E2E::Rig::slurp($_) } // '') =~ /\) \S $master / } glob '/proc/[0-9]*/stat';
    kill 'KILL', $master, @children;
    $self->{rig}->stop('master', signal => 'KILL');
    return;
}

sub client { my ($self, %with) = @_; return E2E::Client->new(port => $self->{port}, %with) }

# One message over a connection of its own; the arguments of E2E::Client::send.
sub submit {
    my ($self, %is) = @_;
    my $client = $self->client;
    my $said = $client->send(%is);
    $client->quit if $said->{code};
    return $said;
}

# The queue as Postfix tells it: a list of {queue_id, queue_name, sender, recipients => [{address}]}
sub queue {
    my ($self) = @_;
    my ($status, $out) = $self->{rig}->run('/usr/sbin/postqueue', '-c', $self->{config}, '-j');
    return map { JSON::PP::decode_json($_) } split /\n/, $out;
}

sub flush { my ($self) = @_; $self->{rig}->run('/usr/sbin/postqueue', '-c', $self->{config}, '-f'); return }
sub log_text { my ($self) = @_; return $self->{rig}->log_text('postfix') }

1;
