# What people newly wrote in public replies, against what their collectors (or, where those say nothing, a careful reader) would keep.
#
# Three sets of ../shared/data: email_reply_trimmer gives the wanted text beside each mail; talon and email_reply_parser give it in test files
# that are not there, so it stands below, from reading each mail. Each pair is judged as an answer ("Re:"), since that is what they are, and
# again as a mail that begins a conversation. A pair that we want otherwise stands in a table with the reason; any other difference fails.
use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use Encode qw(decode);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use JSON::PP ();
use Test::More;

my $data = E2E::Rig::top() . '/../shared/data';
plan skip_all => '../shared/data is absent' if !-d "$data/reply-trimming" || !-d "$data/reply-talon" || !-d "$data/reply-email_reply_parser";
E2E::Rig::need_programs('earshot');
binmode $_, ':encoding(UTF-8)' for Test::More->builder->output, Test::More->builder->failure_output, Test::More->builder->todo_output;
my $rig = E2E::Rig->new('trimming');

# ---- what we want otherwise --------------------------------------------------------------------------------------------

# Where email_reply_trimmer's wanted text is not ours: as what it is judged, why, and what a reader keeps instead.
my %argued = (
    'quote_and_text.txt' => {
        as => 'answer', keeps => 'And this is some text.',
        why => 'it keeps "> This is a quote." above the text; VERDICT.md: quoted history is not theirs. In a new mail, where there is nothing to'
            . ' quote, the line is kept as pasted',
    },
);

# ---- what a reader keeps, where the collectors' tests are not given -----------------------------------------------------

my $riak_answer = <<'END';
You can list the keys for the bucket and call delete for each. Or if you
put the keys (and kept track of them in your test) you can delete them
one at a time (without incurring the cost of calling list first.)

Something like:

        String bucket = "my_bucket";
        BucketResponse bucketResponse = riakClient.listBucket(bucket);
        RiakBucketInfo bucketInfo = bucketResponse.getBucketInfo();

        for(String key : bucketInfo.getKeys()) {
            riakClient.delete(bucket, key);
        }


would do it.

See also

http://wiki.basho.com/REST-API.html#Bucket-operations

which says

"At the moment there is no straightforward way to delete an entire
Bucket. There is, however, an open ticket for the feature. To delete all
the keys in a bucket, you’ll need to delete them all individually."
END
my $riak_question = <<'END';
What is the best way to clear a Riak bucket of all key, values after
running a test?
I am currently using the Java HTTP API.
END
my $lorem = <<'END';
Lorem ipsum dolor sit amet, consectetur adipiscing elit. Fusce nec est enim. Vestibulum vel enim urna, sed facilisis augue. Vestibulum dui nibh, pulvinar id adipiscing id, congue id turpis.
Suspendisse non posuere erat. Ut porta luctus augue, laoreet accumsan sem auctor quis. Fusce feugiat elit et dolor tempor lobortis. Lorem ipsum dolor sit amet, consectetur adipiscing elit.
Sed molestie gravida mi, id faucibus risus tempus vel. Mauris dictum enim nec lectus iaculis ac eleifend libero vestibulum. Morbi imperdiet lobortis erat non molestie. Sed non aliquam lacus.
END

my %parser = (
    'correct_sig.txt' => 'this is an email with a correct -- signature.',
    'email_1_1.txt' => "Hi folks\n\n$riak_question",
    'email_1_2.txt' => "Hi,\n\n$riak_answer", # its own test keeps the quotes between the words, here and in email_1_8
    'email_1_3.txt' => "Oh thanks.\n\nHaving the function would be great.",
    'email_1_4.txt' => "Awesome! I haven't had another problem with it.",
    'email_1_5.txt' => undef, # nothing but text: all of it
    'email_1_6.txt' => 'I get proper rendering as well.',
    'email_1_7.txt' => ':+1:',
    'email_1_8.txt' => "I will reply under this one\n\nand under this.",
    'email_2_1.txt' => 'Outlook with a reply',
    'email_2_2.txt' => 'Outlook with a reply directly above line',
    'email_2_3.txt' => 'Outlook with a reply directly above line',
    'email_BlackBerry.txt' => 'Here is another email',
    'email_bullets.txt' => "test 2 this should list second\n\nand have spaces\n\nand retain this formatting\n\n\n   - how about bullets\n   - and another",
    'email_iPhone.txt' => 'Here is another email',
    'email_long_quote.txt' => undef, # lines of 750 KB, ">>>>..." and "A>>>>...": judged by how it begins
    'email_multi_word_sent_from_my_mobile_device.txt' => 'Here is another email',
    'email_one_is_not_on.txt' =>
        "Thank, this is really helpful.\n\nOne outstanding question I had:\n\nLocally (on development), when I run...",
    'email_sent_from_my_not_signature.txt' => undef,
    'email_sig_delimiter_in_middle_of_line.txt' => undef,
    'greedy_on.txt' => "On your remote host you can run:\n\n     telnet 127.0.0.1 52698\n\nThis should connect to TextMate (on your Mac, via the tunnel)."
        . " If that\nfails, the tunnel is not working.",
    'pathological.txt' => "I think you're onto something. I will try to fix the problem as soon as I\nget back to a computer.",
);

# By the path below tests/fixtures. Bodies of the signature set are no messages; .html files are made one.
my $fine = "Hi. I am fine.\n\nThanks,\nAlex";
my %talon = (
    (map { ("standard_replies/$_.eml" => 'Hello') } qw(android aol apple_mail apple_mail_2 comcast gmail hotmail iphone outlook sparrow thunderbird yahoo)),
    (map { ("standard_replies/$_" => 'Hello') } qw(iphone_reply_text sparrow_reply_text)),
    'reply-quotations-share-block.eml' => "Hi Katharine.  Sounds great.  Are there and dietry restrictions or things your husband does/doesn't like to eat?"
        . "  Would you like to do a few hors d oeuvres and then a 3 or 4 course dinner?  Let me know what you think will work best and I will start"
        . " working on a menu and proposal.  Thanks so much and look forward to hearing from you soon.\n\nJoe XXX",
    'reply-separated-by-hr.html' => "Hi\nthere\nBob",
    'OLK_SRC_BODY_SECTION.html' => 'Reply',
    (map { ("html_replies/$_.html" => $fine) } qw(gmail hotmail mail_ru ms_outlook_2003 ms_outlook_2007 thunderbird windows_mail yandex_ru)),
    'html_replies/ms_outlook_2010.html' => "Hi. I am fine.\n\nThanks,\n\nAlex",
    'signature/emails/stripped/camel_case_body' => undef,
    'signature/emails/stripped/jeff_body' => undef, # "via mobile" below the name tells nothing; a name is theirs
    'signature/emails/stripped/long_body' => $lorem,
    'signature/emails/stripped/short_url_body' => undef, # "Thank you, Noam" is said to us
    'signature/emails/stripped/sparse_body' => $lorem,
    'signature/emails/P/johndoeexamplecom_body' => 'marked',
    'signature/emails/P/102682_R_S' => 'marked',
);
# Names of senders, and an answer's text and its signature each alone: nothing to trim.
my $no_mail = qr{(?:_sender|_signature|/tmp/\.gitignore|NOTE\.txt)$|/P/unicode_msg$|stripped/johndoeexamplecom_body$};

# ---- judging ------------------------------------------------------------------------------------------------------------

my %header = (
    answer => "From: Ann <ann\@kunde.example>\nTo: support\@example.test\nSubject: Re: a question\nIn-Reply-To: <1\@example.test>\n",
    new => "From: Ann <ann\@kunde.example>\nTo: support\@example.test\nSubject: a question\n",
);

sub message {
    my ($as, $path, $body) = @_;
    my $type = $path =~ /\.html$/ ? 'text/html' : 'text/plain';
    return "$header{$as}MIME-Version: 1.0\nContent-Type: $type; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n$body";
}

# Trailing blanks and blank lines at both ends are nobody's words.
sub tidy {
    my ($text) = @_;
    my @lines = map { s/[ \t\r\x{a0}]+$//r } split /\n/, $text;
    shift @lines while @lines && $lines[0] eq '';
    pop @lines while @lines && $lines[-1] eq '';
    return join "\n", @lines;
}

# path => bytes to path => text.
sub heard {
    my ($name, %bytes) = @_;
    my $directory = $rig->make_dir($name);
    for my $path (keys %bytes) {
        make_path(dirname("$directory/$path"));
        $rig->write_file("$name/$path", $bytes{$path});
    }
    my ($status, $out, $err) = $rig->run({within => 300}, E2E::Earshot::program('earshot'), qw(explain --json --batch), $directory);
    is $status, 0, "$name: judged" or diag substr $err, 0, 2000;
    my %found = map { my $said = JSON::PP->new->utf8->decode($_); ($said->{file} => $said->{text} // "error: $said->{error}") } split /\n/, $out;
    is_deeply [sort keys %found], [sort keys %bytes], "$name: each of them";
    return \%found;
}

# Whether a text is the wanted one. Beyond 256 KB none is read. How blocks of HTML part lines is not judged here, as in talon's own tests.
sub same {
    my ($path, $found, $wanted) = map { tidy($_) } @_;
    return substr($found, 0, 90) eq substr $wanted, 0, 90 if length $wanted > 256 * 1024;
    return $found =~ s/\s+/ /gr eq $wanted =~ s/\s+/ /gr if $path =~ /\.html$/;
    return $found eq $wanted;
}

# Compares all; `wanted` is path => text.
sub compare {
    my ($name, $found, %wanted) = @_;
    my @wrong = grep { !same($_, $found->{$_}, $wanted{$_}) } sort keys %wanted;
    diag sprintf '%s: %d of %d right', $name, keys(%wanted) - @wrong, scalar keys %wanted;
    is substr(tidy($found->{$_}), 0, 2000), substr(tidy($wanted{$_}), 0, 2000), "$name: $_" for @wrong;
    ok !@wrong, "$name: every one";
    return;
}

sub files_below {
    my ($directory) = @_;
    my @found;
    require File::Find;
    File::Find::find({no_chdir => 1, wanted => sub { push @found, substr $_, length($directory) + 1 if -f }}, $directory);
    return sort @found;
}

sub text_of { return decode('UTF-8', E2E::Rig::slurp($_[0])) }

for my $as (qw(answer new)) {
    subtest "email_reply_trimmer as $as" => sub {
        my $top = "$data/reply-trimming";
        my @files = files_below("$top/emails");
        is scalar @files, 33, 'all pairs are there';
        my $found = heard("trimming-$as", map { ($_ => message($as, $_, E2E::Rig::slurp("$top/emails/$_"))) } @files);
        my %wanted = map { ($_ => text_of("$top/trimmed/$_")) } @files;
        for my $file (grep { $argued{$_}{as} eq $as } sort keys %argued) {
            isnt tidy($wanted{$file}), tidy($argued{$file}{keeps}), "$file: there is something to argue";
            diag "email_reply_trimmer as $as: $file is argued: $argued{$file}{why}";
            $wanted{$file} = $argued{$file}{keeps};
        }
        compare("email_reply_trimmer as $as", $found, %wanted);
    };
    subtest "email_reply_parser as $as" => sub {
        my $top = "$data/reply-email_reply_parser/test/emails";
        my @files = files_below($top);
        is_deeply \@files, [sort keys %parser], 'each was read';
        my $found = heard("parser-$as", map { ($_ => message($as, $_, E2E::Rig::slurp("$top/$_"))) } @files);
        compare("email_reply_parser as $as", $found, map { ($_ => $parser{$_} // text_of("$top/$_")) } @files);
    };
}

# Whole messages, HTML bodies, and bodies whose lines their collectors marked as quote or signature.
subtest talon => sub {
    my $top = "$data/reply-talon/tests/fixtures";
    my @files = grep { !/$no_mail/ } files_below($top);
    is_deeply \@files, [sort keys %talon], 'each was read';
    my (%bytes, %wanted);
    for my $file (@files) {
        my $bytes = E2E::Rig::slurp("$top/$file");
        my $marked = ($talon{$file} // '') eq 'marked';
        my $body = $bytes =~ s/^From: .*?\n\n//sr;
        $wanted{$file} = $marked ? decode('UTF-8', $body =~ s/^#(?:sig|reply)#[^\n]*\n?//gmr) : $talon{$file} // decode('UTF-8', $bytes);
        $bytes{$file} = $file =~ /\.eml$/ ? $bytes : message('answer', $file, $marked ? $body =~ s/^#(?:sig|reply)#//gmr : $bytes);
    }
    compare('talon', heard(talon => %bytes), %wanted);
};
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
