package E2E::Traces;

# Messages full of words that occur nowhere else, and the search for them in whatever form they may have been written down.

use strict;
use utf8;
use warnings;
use E2E::Rig;
use Encode ();
use File::Find ();
use MIME::Base64 ();
use MIME::QuotedPrint ();

# Each stands for a kind of thing.
my %SECRET = (
    'local part' => 'zebulonquist', 'domain' => 'quaggafarm.test', 'name' => 'Zebulon Quist', 'subject' => 'perihelion', 'text' => 'marzipanriot', 'German text' => 'Öltankerflöte',
    'message id' => 'idqx77', 'complaint' => 'switching to your competitor', 'phrase' => 'unbearable',
);
sub kinds { return [sort keys %SECRET] }
sub word { my ($what) = @_; return $SECRET{$what} }

# Three that are answered, and a fourth that is unread, unanswered and waiting, since the relay is closed by then.
sub leave {
    my ($stage) = @_;
    my @sent = map {
        $stage->send(from => 'Zebulon Quist <zebulonquist@quaggafarm.test>', id => "idqx77.$_\@quaggafarm.test", subject => "perihelion broke again ($_)",
            body => "The marzipanriot report is broken again, this is unbearable. We are switching to your competitor.\nÖltankerflöte.\n\nZebulon Quist\n")
    } 1 .. 3;
    my $answer = $stage->wait_answer($sent[0], 20);
    $stage->outgoing->script(banner => '421 4.3.2 closed');
    push @sent, $stage->send(from => 'Zebulon Quist <zebulonquist@quaggafarm.test>', id => 'idqx77.9@quaggafarm.test', subject => 'perihelion, new matter');
    $stage->delivered($sent[-1]);
    return $answer;
}

# A word as it may stand in a file, in small letters: in UTF-8, UTF-16, hexadecimal, quoted-printable, and base64, which depends on where the word
# begins; its middle does in three ways.
sub forms {
    my ($word) = @_;
    my @bytes = map { Encode::encode($_, $word) } qw(UTF-8 UTF-16LE UTF-16BE);
    my @coded = map { my $bytes = $_; map { my $code = MIME::Base64::encode('x' x $_ . $bytes, ''); substr $code, 4, length($code) - 8 } 0 .. 2 } @bytes;
    return map {lc} @bytes, (map { unpack 'H*', $_ } @bytes), MIME::QuotedPrint::encode($bytes[0], ''), grep { length >= 8 } @coded;
}

my %KIND_OF = map { my $what = $_; map { $_ => $what } forms($SECRET{$what}) } keys %SECRET;
my $ANY = join '|', map {quotemeta} sort { length $b <=> length $a } keys %KIND_OF;

# {kind => 1} of what is found in bytes
sub found_in { my ($bytes) = @_; my %found; $bytes = lc $bytes; $found{$KIND_OF{$1}} = 1 while $bytes =~ /($ANY)/go; return \%found }

# ({kind => [files]}, how many files there are) of what is found in the files below a directory
sub found_below {
    my ($directory) = @_;
    my (%found, $files);
    File::Find::find({no_chdir => 1, wanted => sub {
        my $file = $_;
        return if !-f $file;
        my $bytes = eval { E2E::Rig::slurp($file) } // return; # it may have gone meanwhile
        $files++;
        push @{$found{$_}}, $file for sort keys %{found_in($bytes)};
    }}, $directory);
    return (\%found, $files // 0);
}

1;
