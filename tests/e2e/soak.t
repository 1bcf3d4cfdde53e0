# Real and odd raw messages, through `explain --batch` and through the milter: no crash, no sanitizer report, no message refused.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Encode ();
use E2E::Earshot;
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use File::Find;
use JSON::PP ();
use Test::More;
use Time::HiRes qw(time);

my $data = E2E::Rig::top() . '/../shared/data';
plan skip_all => '../shared/data is absent' if !-d $data;
E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('soak');

sub files_below {
    my ($directory) = @_;
    my @found;
    find({no_chdir => 1, wanted => sub { push @found, $_ if -f $_ }}, $directory);
    return sort @found;
}

my @folders = grep { -d "$data/$_" } qw(mail-spamassassin mime automatic);
for my $folder (@folders) {
    subtest "explain --batch $folder" => sub {
        my @files = files_below("$data/$folder");
        my $begin = time;
        my ($status, $out, $err) = $rig->run({within => 300}, E2E::Earshot::program('earshot'), qw(explain --json --batch), "$data/$folder");
        is $status, 0, 'ends with 0' or diag substr $err, 0, 2000;
        my @objects = map { eval { JSON::PP->new->utf8->decode($_) } // {bad => $_} } split /\n/, $out;
        is scalar @objects, scalar @files, 'one object a file';
        is scalar(grep { $_->{bad} } @objects), 0, 'each is JSON';
        is_deeply [map { Encode::encode('UTF-8', $_->{file} // 'none') } @objects], [map { substr $_, length("$data/$folder/") } @files], 'in byte order of their paths';
        my @broken;
        for my $object (grep { !$_->{error} && !$_->{bad} } @objects) {
            for my $signal (values %{$object->{signals}}) {
                for my $evidence (@{$signal->{evidence} // []}) {
                    my $in = ($evidence->{in} // '') eq 'subject' ? $object->{subject} : $object->{text};
                    push @broken, $object->{file} if substr($in, $evidence->{start}, $evidence->{end} - $evidence->{start}) ne $evidence->{text};
                }
            }
        }
        is_deeply \@broken, [], 'the evidence stands where its offsets say';
        unlike $err, qr/Sanitizer|runtime error|CRITICAL|assert/i, 'nothing complains';
        diag sprintf '%s: %d files in %.1f s, %d are no message', $folder, scalar @files, time - $begin, scalar grep { $_->{error} } @objects;
    };
}

subtest 'through the milter' => sub {
    my $stage = E2E::Stage->new($rig, mta_settings => {smtpd_soft_error_limit => 1000, smtpd_hard_error_limit => 2000});
    my $milter = $rig->pid('milter');
    my ($client, %code, @refused);
    my $taken = 0;
    for my $file (map { files_below("$data/$_") } @folders) {
        my $bytes = E2E::Rig::slurp($file);
        $bytes =~ s/\r?\n/\r\n/g;
        # Half of them come with proof of their sender, so that answers are formed for real mail too.
        if ($bytes =~ /^From:[^\r]*\@([A-Za-z0-9.-]+)/mi && ++$code{proof} % 2) { $bytes = "Authentication-Results: mx.example.test; dmarc=pass header.from=$1\r\n$bytes" }
        $client //= $stage->mta->client;
        my $said = $client->send(from => 'soak@customer.test', to => 'support@example.test', data => $bytes);
        if ($said->{code} == 250) { $taken++ } else { push @refused, "$file: $said->{code} $said->{text}"; undef $client }
    }
    is_deeply \@refused, [], "none of the messages is refused";
    my $heard = E2E::Rig::eventually(60, sub { $stage->inbox->count >= $taken });
    is $stage->inbox->count, $taken, 'all are delivered';
    is $rig->pid('milter'), $milter, 'the milter is the same process';
    ok $rig->alive('milter') && $rig->alive('courier'), 'both daemons live';
    my $unheard = grep { !$_->field('Earshot-Thread') } $stage->inbox->messages;
    is $unheard, 0, 'all were heard';
    ok $stage->settle(60), 'and answers still go out';
    diag sprintf '%d messages taken, %d mails sent in answer', $taken, $stage->outgoing->count;
    is_deeply [$stage->earshot->stop], [0, 0], 'both end by themselves';
};
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
