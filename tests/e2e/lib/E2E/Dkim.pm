package E2E::Dkim;

# OpenDKIM, signing and verifying, with a key and a socket of the test's own. The key a verifier would ask the DNS for is in a file, so
# nothing asks anybody. It is unpacked below build/ and never installed (tests/support/install opendkim).

use strict;
use warnings;
use E2E::Rig;
use Test::More import => [qw(plan)];

my $SELECTOR = 'test';

sub program { return E2E::Rig::top() . '/build/opendkim/root/usr/sbin/opendkim' }
sub need { plan(skip_all => 'OpenDKIM is not unpacked (tests/support/install opendkim)') if !-x program(); return }

# A key for each domain, 2048 bits of RSA.
sub new {
    my ($class, $rig, @domains) = @_;
    my $self = bless {rig => $rig, dir => $rig->make_dir('dkim', 0700)}, $class;
    my ($keys, $signs, $public) = ('', '', '');
    for my $domain (@domains) {
        my $file = "$self->{dir}/$domain.key";
        my ($status, undef, $err) = $rig->run('openssl', 'genrsa', '-out', $file, '2048');
        die "openssl genrsa: $err\n" if $status;
        chmod 0600, $file;
        ($status, my $der, $err) = $rig->run('openssl', 'rsa', '-in', $file, '-pubout', '-outform', 'PEM');
        die "openssl rsa: $err\n" if $status;
        my $text = join '', grep { !/^-/ } split /\n/, $der;
        my $name = "$SELECTOR._domainkey.$domain";
        $keys .= "$name $domain:$SELECTOR:$file\n";
        $signs .= "*\@$domain $name\n";
        $public .= "$name v=DKIM1; k=rsa; p=$text\n";
    }
    $rig->write_file("$self->{dir}/$_->[0]", $_->[1], 0600) for ['keys', $keys], ['signs', $signs], ['public', $public];
    $rig->write_file("$self->{dir}/nobody", "192.0.2.1\n", 0600);
    return $self;
}

# Simple canonicalization and more fields than is usual: the strictest, which a blank or a fold that anybody changes breaks. Only in the
# tests may keys lie below /tmp.
sub config {
    my ($self, $name, @lines) = @_;
    return $self->{rig}->write_file("$self->{dir}/$name.conf", join("\n", 'Syslog no', 'Background no', 'RequireSafeKeys no', 'Canonicalization simple/simple', 'LogWhy no', @lines, ''), 0600);
}

# Starts a filter under a name at "unix:/path"; what it writes goes to its log.
sub filter {
    my ($self, $name, $socket, @lines) = @_;
    my $config = $self->config($name, "Socket $socket", 'UMask 000', @lines);
    $self->{rig}->spawn($name, program(), '-f', '-x', $config);
    $self->{rig}->wait_for_socket($name, $socket);
    return $socket;
}

sub signer {
    my ($self, $name, $socket) = @_;
    return $self->filter($name, $socket, 'Mode s', "KeyTable $self->{dir}/keys", "SigningTable refile:$self->{dir}/signs", 'OversignHeaders From',
        'SignHeaders *,+message-id,+mime-version,+content-type,+auto-submitted,+x-auto-response-suppress,+earshot-loop,+content-language');
}

# Writes Authentication-Results under that id, also for what comes from the loopback.
sub verifier {
    my ($self, $name, $socket, $id) = @_;
    return $self->filter($name, $socket, 'Mode v', "AuthservID $id", 'AlwaysAddARHeader yes', "TestPublicKeys $self->{dir}/public", "InternalHosts file:$self->{dir}/nobody");
}

# What the verifier says of a message in a file: (1, words) when its signature holds.
sub verify {
    my ($self, $file) = @_;
    $self->{verify} //= $self->config('verify', 'Mode v', "TestPublicKeys $self->{dir}/public");
    my ($status, $out, $err) = $self->{rig}->run(program(), '-x', $self->{verify}, '-t', $file);
    return ($status == 0 && "$out$err" =~ /verification \(s=\S+,? d=\S+,.*\) succeeded/ ? 1 : 0, "$out$err");
}

1;
