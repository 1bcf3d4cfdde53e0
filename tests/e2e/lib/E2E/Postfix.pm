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
use Time::HiRes ();

my $DAEMONS = '/usr/lib/postfix/sbin';

sub need { plan(skip_all => 'Postfix is not installed (tests/support/install postfix)') if !-x "$DAEMONS/master"; return }

# rig, deliver => E2E::Sink that plays the next hop, milters => ["unix:/path" or "inet:host:port", ...], receipt_domain,
# receipt_socket => "unix:/path" or "inet:port@host", or a list of the latter: each receipt goes to one of them by chance, and to the others when
# that does not take it; also => [{port, milters}, ...]: more ports, with milters of their own; settings => {main.cf lines that differ}; non_smtpd => 1 puts the milters also before
# mail of sendmail(1); submission => {user => password, ...} opens a second port where nobody writes who has not logged in (Cyrus SASL,
# with a sasldb of the test's own)
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
        $self->{non_smtpd} ? (non_smtpd_milters => '$smtpd_milters') : (),
        $self->{submission} ? (cyrus_sasl_config_path => "$self->{config}/sasl", smtpd_sasl_local_domain => 'example.test') : (),
        $self->{receipt_socket} && $self->{receipt_domain} ? (transport_maps => $self->receipt_route) : (),
        %{$self->{settings} // {}},
    );
    return %set;
}

sub receipt_route {
    my ($self) = @_;
    return "inline:{ {$self->{receipt_domain} = lmtp:" . milter_name($self->{receipt_socket}) . '} }' if !ref $self->{receipt_socket};
    my @to = map { /^inet:(\d+)\@(.*)/ ? "[$2]:$1" : die "$_: no list of such\n" } @{$self->{receipt_socket}}; # `unix:` and `inet:` may stand before one alone
    my @turns = map { my $first = $_; "{turn$first = lmtp:" . join(',', @to[$first .. $#to, 0 .. $first - 1]) . '}' } 0 .. $#to;
    return "pipemap:{inline:{ {$self->{receipt_domain} = any} }, randmap:{" . join(',', map {"turn$_"} 0 .. $#to) . "}, inline:{ @turns }}";
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
    $master .= "127.0.0.1:$_->{port} inet n - n - - smtpd -o smtpd_milters=" . join(',', map { milter_name($_) } @{$_->{milters}}) . "\n" for @{$self->{also} // []};
    $master .= $self->submission if $self->{submission};
    $self->{rig}->write_file("$self->{config}/master.cf", $master);
    return;
}

sub saslpasswd2 { my ($found) = grep { -x } E2E::Rig::top() . '/build/sasl/root/usr/sbin/saslpasswd2', '/usr/sbin/saslpasswd2'; return $found }
sub need_sasl { plan(skip_all => 'saslpasswd2 is not here (tests/support/install postfix)') if !saslpasswd2(); return }

# The users and the line of the service
sub submission {
    my ($self) = @_;
    my ($rig, $dir) = ($self->{rig}, "$self->{config}/sasl");
    $self->{submission_port} //= E2E::Rig::free_port();
    $rig->make_dir('postfix/sasl', 0750, 'root', 'postfix');
    $rig->write_file("$dir/smtpd.conf", "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN\nsasldb_path: $dir/sasldb2\n");
    for my $user (sort keys %{$self->{submission}}) {
        my $password = $rig->write_file("$dir/password", $self->{submission}{$user}, 0600);
        my ($status, $out, $err) = $rig->run({stdin => $password}, saslpasswd2(), '-p', '-c', '-f', "$dir/sasldb2", '-u', 'example.test', $user);
        die "saslpasswd2 $user: $out$err\n" if $status;
        unlink $password;
    }
    chown 0, scalar getgrnam 'postfix', "$dir/sasldb2";
    chmod 0640, "$dir/sasldb2";
    my $only = 'permit_sasl_authenticated,reject';
    return "127.0.0.1:$self->{submission_port} inet n - n - - smtpd -o syslog_name=submission -o smtpd_sasl_auth_enable=yes"
        . " -o smtpd_client_restrictions=$only -o smtpd_relay_restrictions=$only\n";
}

sub start {
    my ($self) = @_;
    my $rig = $self->{rig};
    $self->write_config;
    my ($status, $out, $err) = $rig->run('/usr/sbin/postfix', '-c', $self->{config}, 'check');
    die "postfix check: $out$err" . $rig->log_text('postfix') if $status;
    $rig->spawn('master', "$DAEMONS/master", '-c', $self->{config}, '-d');
    $rig->wait_for_socket('master', "inet:$_\@127.0.0.1") for $self->{port}, map { $_->{port} } @{$self->{also} // []};
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

# One message over a connection of its own; the arguments of E2E::Client::send, at (of E2E::Client::new), login => [user, password] for the
# submission port, and command => 1 for the instance's sendmail(1) in place of a connection.
sub submit {
    my ($self, %is) = @_;
    return $self->command(%is) if $is{command};
    my $client = $self->client($is{at} ? (at => $is{at}) : (), $is{login} ? (port => $self->{submission_port}) : ());
    if ($is{login}) {
        my ($code, $text) = $client->login(@{$is{login}});
        return {step => 'login', code => $code, text => $text} if $code != 235;
    }
    my $said = $client->send(%is);
    $client->quit if $said->{code};
    return $said;
}

sub command {
    my ($self, %is) = @_;
    my $file = $self->{rig}->write_file('sendmail.eml', $is{data} =~ s/\r\n/\n/gr);
    my @to = ref $is{to} ? @{$is{to}} : $is{to};
    my ($status, $out, $err) = $self->{rig}->run({stdin => $file}, '/usr/sbin/sendmail', '-C', $self->{config}, '-i', '-f', $is{from}, '--', @to);
    return {step => 'command', code => $status ? 451 : 250, text => "$out$err", time => Time::HiRes::time()};
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
