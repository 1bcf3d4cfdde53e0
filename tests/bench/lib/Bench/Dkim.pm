package Bench::Dkim;

# Messages that OpenDKIM verifies without asking anybody: signed here with a key of this run (RFC 6376, relaxed/relaxed, rsa-sha256, 2048
# bits), whose public half is in a file. Signed before the clock starts, and sent verbatim, since whatever makes a send unlike the others
# would break its signature; a verifier remembers nothing, so it is all the same to it.

use strict;
use warnings;
use Bench::Files;
use Digest::SHA qw(sha256);
use MIME::Base64 qw(encode_base64);

my ($domain, $selector) = ('customer.example', 'bench');
my @signed = qw(From To Date Message-ID Subject MIME-Version Content-Type);

# Below a directory that is there: makes the key, `messages/` (signed) from the files of a directory, and `public` for TestPublicKeys.
sub prepare {
    my ($dir, $plain) = @_;
    system("openssl genrsa -out $dir/private 2048 2>/dev/null") == 0 or die "openssl genrsa failed\n";
    chmod 0600, "$dir/private";
    my $public = join '', grep { !/^-/ } split /\n/, `openssl rsa -in $dir/private -pubout 2>/dev/null`;
    write_file("$dir/public", "$selector._domainkey.$domain v=DKIM1; k=rsa; p=$public\n");
    mkdir "$dir/messages" or die "$dir/messages: $!\n";
    for my $file (glob "$plain/*") {
        (my $name = $file) =~ s{.*/}{};
        write_file("$dir/messages/$name", sign($dir, read_file($file)));
    }
    return "$dir/messages";
}

sub relaxed_header {
    my ($name, $value) = @_;
    $value =~ s/\r?\n//g;
    $value =~ s/[ \t]+/ /g;
    $value =~ s/^ | $//g;
    return lc($name) . ":$value";
}

sub relaxed_body {
    my ($body) = @_;
    $body =~ s/\r?\n/\n/g;
    $body =~ s/[ \t]+$//mg;
    $body =~ s/[ \t]+/ /g;
    $body =~ s/\n*\z/\n/;
    return $body eq "\n" ? '' : $body =~ s/\n/\r\n/gr;
}

sub rsa {
    my ($dir, $text) = @_;
    write_file("$dir/to-sign", $text);
    my $signature = `openssl dgst -sha256 -sign $dir/private $dir/to-sign 2>/dev/null`;
    return encode_base64($signature, '');
}

sub sign {
    my ($dir, $message) = @_;
    my ($head, $body) = split /\n\n/, $message, 2;
    my %field = map { /^([^:]+):(.*)/s ? (lc $1 => [$1, $2]) : () } split /\n(?![ \t])/, $head;
    my @names = grep { $field{lc $_} } @signed;
    my $own = " v=1; a=rsa-sha256; c=relaxed/relaxed; d=$domain; s=$selector;\n\th=" . join(':', @names) . ";\n\tbh="
        . encode_base64(sha256(relaxed_body($body)), '') . ";\n\tb=";
    my $text = join '', map { relaxed_header(@{$field{lc $_}}) . "\r\n" } @names;
    my $signature = rsa($dir, $text . relaxed_header('DKIM-Signature', $own));
    $signature =~ s/(.{72})(?=.)/$1\n\t /g;
    return "DKIM-Signature:$own$signature\n$message";
}

1;
