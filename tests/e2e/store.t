# Who steals the disk reads nothing: no address, name, subject or word of any message is found in the files of the store.
use strict;
use utf8;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Encode ();
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use File::Find;
use MIME::Base64 ();
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('store');
my $stage = E2E::Stage->new($rig);

# Words that occur nowhere else; each stands for a kind of thing.
my %secret = (
    'local part' => 'zebulonquist', 'domain' => 'quaggafarm.test', 'name' => 'Zebulon Quist', 'subject' => 'perihelion', 'text' => 'marzipanriot', 'German text' => 'Öltankerflöte',
    'message id' => 'idqx77', 'complaint' => 'switching to your competitor', 'phrase' => 'unbearable',
);
my @sent = map {
    $stage->send(from => 'Zebulon Quist <zebulonquist@quaggafarm.test>', id => "idqx77.$_\@quaggafarm.test", subject => "perihelion broke again ($_)",
        body => "The marzipanriot report is broken again, this is unbearable. We are switching to your competitor.\nÖltankerflöte.\n\nZebulon Quist\n")
} 1 .. 3;
# One more that is unread, unanswered and waiting while we look
$stage->outgoing->script(banner => '421 4.3.2 closed');
push @sent, $stage->send(from => 'Zebulon Quist <zebulonquist@quaggafarm.test>', id => 'idqx77.9@quaggafarm.test', subject => 'perihelion, new matter');
ok $stage->wait_answer($sent[0]), 'a complaint is answered';
$stage->delivered($sent[-1]);

sub hits_below {
    my ($directory) = @_;
    my (%hits, $files);
    find({no_chdir => 1, wanted => sub {
        return if !-f $_;
        $files++;
        my $bytes = E2E::Rig::slurp($_);
        for my $what (keys %secret) {
            my $utf8 = Encode::encode('UTF-8', $secret{$what});
            my $wide = Encode::encode('UTF-16LE', $secret{$what});
            # base64 of a word depends on where it begins; the middle of it does in three ways
            my @coded = map { my $shift = $_; my $code = MIME::Base64::encode('x' x $shift . $utf8, ''); substr($code, 4, length($code) - 8) } 0 .. 2;
            for my $form ($utf8, $wide, grep { length >= 8 } @coded) {
                push @{$hits{$what}}, $_ if $bytes =~ /\Q$form\E/i;
            }
        }
    }}, $directory);
    return (\%hits, $files // 0);
}

for my $when ('while all runs', 'after a stop') {
    $stage->earshot->stop if $when eq 'after a stop';
    my ($hits, $files) = hits_below($stage->earshot->{store});
    cmp_ok $files, '>', 0, "$when: there are files to look at";
    is_deeply $hits, {}, "$when: nothing of the messages is found in them";
}
my ($control) = hits_below($rig->dir('sink-inbox'));
is_deeply [sort keys %$control], [sort keys %secret], 'the same search finds all of it in the delivered mail';

my ($status, $out) = $stage->earshot->cli(qw(thread list --json));
like $out, qr/quaggafarm|zebulon/i, 'with the key, the store can be read';
my @open = grep { (stat $_)[2] & 0077 } glob($stage->earshot->{store} . '/*');
is_deeply \@open, [], 'no file of the store is open to others';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
