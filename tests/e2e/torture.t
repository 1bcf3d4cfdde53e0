# Messages made to break readers: all of ../shared/data/mime, and monsters of up to 50 MB made here. The program must read each without a crash
# or a sanitizer's word, find the text up to its limits, and never work long: what is measured is processor time, with a margin of 100 and more.
use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use File::Find;
use JSON::PP ();
use Test::More;

E2E::Rig::need_programs('earshot');
my $rig = E2E::Rig->new('torture');
my $SECONDS = 10;

# The usual configuration but for the size, so that nothing is cut before it is read.
my $config = $rig->write_file('earshot.conf', <<"END");
[earshot]
hostname = mx.example.test
socket = unix:@{[$rig->dir('milter.sock')]}
store = lmdb:@{[$rig->dir('no-store')]}
key-file = @{[$rig->dir('no-key')]}
mode = answer
max-size = 100M

[receipt]
when = inspected

[relay]
url = smtp://127.0.0.1:9

[mailbox support]
addresses = support\@example.test
display-name = Example Support
languages = en, de
time-zone = Europe/Berlin
hours = Mon-Fri 09:00-17:00
first-reply = 4h
pm = lead

[pm lead]
address = lead\@example.test
END

# file => what was said of it, and the processor time it took.
sub hear {
    my ($name, $directory) = @_;
    my (undef, undef, $user, $system) = times;
    my ($status, $out, $err) = $rig->run({within => 300}, E2E::Earshot::program('earshot'), '-c', $config, qw(explain --json --batch), $directory);
    my (undef, undef, $user_after, $system_after) = times;
    is $status, 0, "$name: read to the end" or diag substr $err, 0, 2000;
    unlike $err, qr/runtime error|Sanitizer|CRITICAL|WARNING/, "$name: nothing to complain of";
    my %found = map { my $said = JSON::PP->new->utf8->decode($_); ($said->{file} => $said) } split /\n/, $out;
    return (\%found, $user_after + $system_after - $user - $system);
}

# What the contract promises of every text: clean, ending in words, its evidence at its place.
sub unsound {
    my ($said) = @_;
    my $text = $said->{text};
    return 'control characters' if $text =~ /[^\P{Cc}\n\t]/;
    return 'blank lines at its end' if $text =~ /\n[ \t]*\z/;
    for my $signal (values %{$said->{signals}}) {
        return 'a score beyond 0 to 1' if $signal->{score} < 0 || $signal->{score} > 1;
        for my $one (grep { ($_->{in} // '') ne 'subject' } @{$signal->{evidence}}) {
            return 'evidence elsewhere' if substr($text, $one->{start}, $one->{end} - $one->{start}) ne $one->{text};
        }
    }
    return;
}

# ---- public torture ------------------------------------------------------------------------------------------------------

# What a person reads in them; each was opened and read. Paths as below ../shared/data/mime.
my $python = 'cpython-test_email/Lib/test/test_email/data';
my $mikel = 'mikel-mail/spec/fixtures/emails';
my %reads = (
    "$python/msg_01.txt" => qr/\AHi,\n\nDo you like this message\?\n\n-Me\z/,
    "$python/msg_10.txt" => qr/\A(?=.*7bit encoded)(?=.*¡This is a Quoted Printable encoded message!)(?=.*This is a Base64 encoded message\.)/s,
    "$python/msg_12.txt" => qr/\A\z/,                                         # empty parts alone
    "$python/msg_25.txt" => qr/\AThe original message was received/,          # its boundary is cut off in its header
    "$python/msg_31.txt" => qr/\Amessage 1\s+message 2\z/,                    # names no boundary
    "$python/msg_33.txt" => qr/\Apart 1\s+part 2\z/,                          # boundary by RFC 2231
    "$python/msg_38.txt" => qr/\AUnlike the test/,                            # nine multiparts
    'enmime/testdata/low-quality/incorrect-charset.raw' => qr/∮ E⋅da = Q/,
    'enmime/testdata/low-quality/html-only-inline.raw' => qr/\ATest of HTML section\z/,
    'enmime/testdata/low-quality/unk-charset-html-only.raw' => qr/\AHello World!\z/,
    'enmime/testdata/mail/mime-bad-content-transfer-encoding.raw' => qr/\Aploozdect  nispplul swunkglap/, # called base64, and is not
    'enmime/testdata/mail/non-mime-html-charset-header-only.raw' => qr/\ATest Müller\z/,
    'enmime/testdata/parts/multialtern.raw' => qr/\AA text section\z/,
    'enmime/testdata/parts/nestedmulti.raw' => qr/\AA text section\z/,
    "$mikel/multi_charset/japanese_iso_2022.eml" => qr/\Aすみません。\z/,
    "$mikel/multi_charset/japanese_shift_jis.eml" => qr/\Aあいうえお\n/,
    "$mikel/multi_charset/ks_c_5601-1987.eml" => qr/\A스티해\z/,
    "$mikel/error_emails/content_transfer_encoding_x_uuencode.eml" => qr/\AAttached are the comments of the Public Generating Pool\.\z/,
    "$mikel/error_emails/content_transfer_encoding_with_8bits.eml" => qr/\A(?!.*<!E?VR>)December 04, 2001/s,
    "$mikel/error_emails/content_transfer_encoding_empty.eml" => qr/\A(?!.*06f630fe)/s, # its words against filters are white on white
    "$mikel/mime_emails/raw_email_with_nested_attachment.eml" => qr/\AHere is a test of an attachment via email\.\n\n- Jamis\z/,
    "$mikel/mime_emails/email_with_similar_boundaries.eml" => qr/\ATest\z/,
    "$mikel/plain_emails/raw_email.eml" => qr/\A대부분의 마찬가지로/,
);

subtest 'all of the public torture' => sub {

    my $data = E2E::Rig::top() . '/../shared/data/mime';
    plan skip_all => '../shared/data is absent' if !-d $data;
    my @files;
    find({no_chdir => 1, wanted => sub { push @files, substr $_, length($data) + 1 if -f }}, $data);
    my ($found, $seconds) = hear('mime', $data);
    is scalar keys %$found, scalar @files, 'one line for each file';
    cmp_ok scalar @files, '>=', 250, 'there are enough of them';
    cmp_ok $seconds, '<', $SECONDS, 'in no time';
    my @unsound = grep { !$found->{$_}{error} && unsound($found->{$_}) } sort keys %$found;
    is_deeply [map {"$_: " . unsound($found->{$_})} @unsound], [], 'every text is sound';

    # A file with a field at its start is a message; pictures and fragments are not.
    my @wrong = grep {
        my $bytes = E2E::Rig::slurp("$data/$_");
        my $fields = $bytes =~ /\A\s*(?:>?From [^\n]*\n)?[!-9;-~]+[ \t]*:/ && $bytes !~ /\A\s*--/;
        $fields == !!$found->{$_}{error};
    } sort keys %$found;
    is_deeply \@wrong, [], 'what is a message is read as one, and nothing else';
    for my $file (sort keys %reads) {
        like $found->{$file}{text}, $reads{$file}, $file;
    }
};

# ---- monsters --------------------------------------------------------------------------------------------------------------

my $text = 'The export fails again.';
my $head = "From: Ann <ann\@customer.example>\nTo: support\@example.test\nDate: Mon, 23 Nov 2026 09:00:00 +0000\n"
    . "Message-ID: <monster\@customer.example>\nMIME-Version: 1.0\nSubject: monster\n";

# name => [the bytes, and what must be found at the start or, as a pattern, in the text]
my %monsters = (
    'parts' => sub {
        my $part = "--b\nContent-Type: text/plain; name=x\nContent-Disposition: attachment\n\n" . 'x' x 420 . "\n";
        return $head . "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n$text\n" . $part x 100_000 . "--b--\n";
    },
    'nested' => sub {
        return $head . join '', (map {"Content-Type: multipart/mixed; boundary=b$_\n\n--b$_\n\n$text\n--b$_\n"} 1 .. 10_000), "\n\nend\n";
    },
    'enclosed' => sub { return $head . "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n$text\n--b\n" . "Content-Type: message/rfc822\n\n" x 50_000 },
    'header'  => sub { return $head . 'X-Long: ' . 'word ' x 200_000 . "\n\n$text\n" },
    'fields'  => sub { return $head . "X-Long: word\n" x 80_000 . "\n$text\n" },
    'subject' => sub { return "From: a\@customer.example\nSubject: " . '=?utf-8?q?a?= ' x 60_000 . "\n\n$text\n" },
    'addresses' => sub { return "From: a\@customer.example\nTo: " . 'a:(b) <c@d.example>, ' x 40_000 . "\n\n$text\n" },
    'html-nested' => sub { return $head . "Content-Type: text/html\n\n" . '<div>' x 100_000 . $text . '</div>' x 100_000 },
    'html-tables' => sub { return $head . "Content-Type: text/html\n\n" . '<table><tr><td><p>' x 25_000 . $text },
    'html-attributes' => sub { return $head . "Content-Type: text/html\n\n<p " . join(' ', map {qq(a$_="b")} 1 .. 40_000) . ">$text" },
    'html-quotes' => sub { return $head . "Content-Type: text/html\n\n<p>$text</p>" . '<blockquote>' x 100_000 . 'old' },
    'html-picture' => sub { return $head . "Content-Type: text/html\n\n<p>$text</p><img src=\"data:image/png;base64," . 'A' x 20_000_000 . '">' },
    'picture-first' => sub { return $head . "Content-Type: text/html\n\n<img src=\"data:image/png;base64," . 'A' x 6_000_000 . "\"><p>$text</p>" },
    'html-endless' => sub { return $head . "Content-Type: text/html\n\n<p>$text</p>" . '<b></b>&' x 5_000_000 },
    'html-lone' => sub { return $head . "Content-Type: text/html\n\n<p>$text</p>" . '<' x 200_000 . 'x' x 7_000_000 . '>' },
    'html-stray' => sub { return $head . "Content-Type: text/html\n\n<p>$text</p>" . '<x1>' x 500 . '</zz>' x 1_000_000 },
    'returns' => sub { return $head . "\n$text\r\n" . "\r" x 20_000_000 },
    'plain'  => sub { return $head . "\n" . "$text\n" x 2_100_000 },
    'line'   => sub { return $head . "\n$text " . 'a ' x 5_000_000 },
    'quotes' => sub { return $head . "\n$text\n\n" . "On Monday, Ann <a\@b.example> wrote:\n" x 200_000 . "> x\n" x 1_000_000 },
    'depth'  => sub { return $head . "\n$text\n\n" . '> ' x 3_000_000 . "x\n" },
    'flowed' => sub { return $head . "Content-Type: text/plain; format=flowed; delsp=yes\n\n$text\n\n" . "> word \n" x 1_000_000 },
    'base64' => sub { return $head . "Content-Transfer-Encoding: base64\n\n" . "VGhlIGV4cG9ydCBmYWlscyBhZ2Fpbi4K\n" x 700_000 },
    'files'  => sub { return $head . "\n$text\n" . "begin 644 x\n#86)C\n" x 1_000_000 },
);

subtest 'monsters' => sub {
    for my $name (sort keys %monsters) {
        my $directory = $rig->make_dir("monster-$name");
        my $bytes = $monsters{$name}->();
        $rig->write_file("monster-$name/m.eml", $bytes);
        my ($found, $seconds) = hear($name, $directory);
        my $said = $found->{'m.eml'};
        is index($said->{text} // '', $text), 0, "$name: its text is found" or diag shortly($said);
        is unsound($said), undef, "$name: its text is sound";
        is $said->{text}, $text, "$name: and nothing else" if $name =~ /\A(?:depth|picture-first|returns)\z/;
        cmp_ok $seconds, '<', $SECONDS, "$name: " . length($bytes) . ' octets in no time';
        unlink "$directory/m.eml";
    }
};

# What nobody can write must not look like an answer, above all not a part of one.
subtest 'an answer that cannot be written' => sub {
    plan skip_all => 'no /dev/full' if !-w '/dev/full';
    $rig->make_dir('unwritten');
    my $file = $rig->write_file('unwritten/m.eml', $head . "\n$text\n");
    for my $arguments ("explain $file", "explain --json $file", 'explain --json --batch ' . $rig->dir('unwritten')) {
        my ($status, undef, $err) = $rig->run('sh', '-c', E2E::Earshot::program('earshot') . " -c $config $arguments >/dev/full");
        is $status, 74, "$arguments: its status";
        like $err, qr/cannot be written/, "$arguments: and it is told";
    }
};

sub shortly { my ($said) = @_; return substr JSON::PP->new->canonical->encode($said), 0, 300 }

done_testing;
