# Public mail, judged whole: no machine of ../shared/data/automatic is answered, and people of ../shared/data/mail-spamassassin are.
#
# Who wrote a message is decided here, by reading (the lists below) and by plain header fields, never by the program's own rows: a row that is
# wrong must show as an exception. Each message is judged as if its sender were proven, on its own day: proof opens every door that
# backscatter rules would close, so what is left says whether machine and person are told apart.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Mail;
use E2E::Rig;
use File::Basename qw(dirname);
use File::Path qw(make_path);
use File::Find;
use JSON::PP ();
use Test::More;

my $data = E2E::Rig::top() . '/../shared/data';
plan skip_all => '../shared/data is absent' if !-d "$data/automatic" || !-d "$data/mail-spamassassin";
E2E::Rig::need_programs('earshot');
my $rig = E2E::Rig->new('corpora');

# ---- what a reader says -----------------------------------------------------------------------------------------------

# All of ../shared/data/automatic was read: bounces, delays, away notes, challenges and receipts, but for these.
my %not_automatic = (
    'flufl-bounce/flufl/bounce/tests/data/groupwise_03.txt' => 'a person: a hotel clerk answers a booking with Outlook, two earlier mails below',
    'bounceparser/t/corpus/spam-bogus-email-in-report.msg' => 'advertising, whose program claims to be a person; what a spam filter before us is for',
    'bounceparser/t/corpus/spam-with-image.msg' => 'advertising, the same',
);

# A machine's, and answered all the same when nothing but the message is known: a subject alone is a weight, since people begin one so too.
# Where it answers our mail, as away notes do, history makes it a refusal (tests/unit/test_history.c).
my %by_history = ('bounceparser/t/corpus/warning-6.msg' => 'an away note of Lotus Notes, known by its subject alone');

# Mail of the ham folders that bears no mark, and is no person's to a person: newsletters, advertisements, a blog's and a cron's notes.
my %not_ordinary = (
    'easy-ham-1/01308' => 'a blog program, as nobody@', 'easy-ham-2/01279' => 'output of a program, as mail@, no subject',
    'easy-ham-2/00664' => 'a newsletter (Viridian Note)', 'easy-ham-2/01324' => 'a newsletter (The Evil Gerald)',
    'hard-ham-1/00008' => 'a newsletter (Lindows)', 'hard-ham-1/00009' => 'a newsletter (jobfair24)',
    'hard-ham-1/00027' => 'a newsletter (CNET)', 'hard-ham-1/00038' => 'a newsletter (ZDNet)', 'hard-ham-1/00054' => 'a newsletter (ZDNet)',
    'hard-ham-1/00081' => 'a newsletter (ZDNet)', 'hard-ham-1/00092' => 'a daily picture (Dilbert)', 'hard-ham-1/00131' => 'a daily picture (Dilbert)',
    'hard-ham-1/00184' => 'a newsletter (iSilo)', 'hard-ham-1/00219' => 'a subscription confirmed by a program', 'hard-ham-1/00221' => 'advertising (Handango)',
    'hard-ham-1/00242' => 'advertising (GlobalSCAPE)',
);

# ---- messages -----------------------------------------------------------------------------------------------------------

sub files_below {
    my ($directory) = @_;
    my @found;
    find({no_chdir => 1, wanted => sub { push @found, substr $_, length($directory) + 1 if -f && !/NOTE\.txt$/ }}, $directory);
    return sort @found;
}

# Without the line that a mailbox file puts before each message.
sub message { my ($file) = @_; return E2E::Rig::slurp($file) =~ s/\A>?From [^\n]*\n//r }

sub domain_of { my ($value) = @_; return ($value // '') =~ /\@([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)/ ? lc $1 : undef }

# As our verifier would have said on top of it, had the sender's domain had policies.
sub proven {
    my ($bytes) = @_;
    my $mail = E2E::Mail->parse($bytes);
    my ($from, $path) = map { domain_of($mail->field($_)) } qw(From Return-Path);
    my $said = join '; ', defined $from ? "dmarc=pass header.from=$from" : 'dmarc=none', defined $path ? "spf=pass smtp.mailfrom=$path" : ();
    my $end = $bytes =~ /\A[^\n]*\r\n/ ? "\r\n" : "\n";
    return "Authentication-Results: mx.example.test; $said$end$bytes";
}

sub head { my ($bytes) = @_; my ($head) = split /\r?\n\r?\n/, $bytes, 2; return ($head // '') =~ s/\r?\n[ \t]+/ /gr }

# Marks that list software, mass mailers and programs leave; and what tells of a list though no field says so.
my $LIST = qr/^(?:List-[\w-]+|Mailing-List|X-Mailing-List|X-BeenThere|X-Mailman-[\w-]+|X-Egroups-[\w-]+|X-List[\w-]*|X-Loop|X-Original-Date|X-Pyzor|X-Mailer-List):/mi;
my $BULK = qr/^(?:X-)?Precedence:\s*(?:bulk|junk|list)/mi;
my $AUTO = qr/^(?:Auto-Submitted|X-Auto[\w-]*|X-Loop):/mi;
my $PATH = qr/^(?:Return-Path|Sender|Errors-To):.*(?:-admin|-request|-owner|owner-|bounce|-errors|-return|sentto)/mi;
# Programs that write as themselves: news feeds, a robot, a news site's digest, bounces, and commits that a hook sent in their author's name.
my $FEED = qr/^From:.*\brssfeeds?\@/mi;
my $PROGRAM = qr/^From:.*(?:\brobot\@|-robot\@|\bpudge\@perl\.org|\bMAILER-DAEMON\@)|^Subject: \[SACVS\] CVS: /mi;

# The owners of this mail fetched it from their MX days later. Our gateway stands at the MX, so what came on top after that is taken off.
sub at_the_gateway {
    my ($bytes) = @_;
    my ($head, $body) = $bytes =~ /\A(.*?\n)(\r?\n.*)\z/s or return $bytes;
    my @fields = $head =~ /^([^\n]*\n(?:[ \t][^\n]*\n)*)/mg;
    my ($last) = grep { $fields[$_] =~ /^Received:.*\(fetchmail-/is } reverse 0 .. $#fields;
    return $bytes if !defined $last;
    return join('', grep({ !/^(?:Received|Delivered-To):/i } @fields[0 .. $last]), @fields[$last + 1 .. $#fields]) . $body;
}

# The message as its writer sent it: without what the list and its way added (some lists held mail for days), the writer as envelope sender.
sub before_the_list {
    my ($bytes) = @_;
    my ($head, $body) = $bytes =~ /\A(.*?\n)(\r?\n.*)\z/s or return;
    my $from = E2E::Mail->parse($bytes)->field('From') // return;
    my ($address) = $from =~ /<([^<>\s]+\@[^<>\s]+)>/ ? $1 : $from =~ /([^\s<>()"]+\@[^\s<>()"]+)/ ? $1 : return;
    my @kept;
    for my $field ($head =~ /^([^\n]*\n(?:[ \t][^\n]*\n)*)/mg) {
        next if $field =~ $LIST || $field =~ $BULK || $field =~ /^(?:Sender|Errors-To|Return-Path|Reply-To|Received|Delivered-To|Delivery-Date):/i;
        push @kept, $field;
    }
    return join('', "Return-Path: <$address>\n", @kept) . $body;
}

# ---- the judge ----------------------------------------------------------------------------------------------------------

# They are not addressed to our mailbox; everything else is as it comes.
my $config = $rig->write_file('earshot.conf', <<"END");
[earshot]
hostname = mx.example.test
socket = unix:@{[$rig->dir('milter.sock')]}
store = lmdb:@{[$rig->dir('no-store')]}
key-file = @{[$rig->dir('no-key')]}
mode = answer

[receipt]
when = inspected

[relay]
url = smtp://127.0.0.1:9

[trust]
authserv-ids = mx.example.test

[acknowledge]
not-addressed = yes

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

# Judges messages, path => bytes; returns path => what was decided. Two of our own are among them, so that a judge that answers all or none is found out.
sub judge {
    my ($name, %message) = @_;
    my $directory = $rig->make_dir($name);
    $message{'control/person'} = E2E::Mail::compose(dmarc => undef, to => 'somebody@example.net');
    $message{'control/machine'} = E2E::Mail::compose(dmarc => undef, to => 'somebody@example.net', fields => ['Auto-Submitted: auto-replied']);
    for my $path (keys %message) {
        make_path(dirname("$directory/$path"));
        $rig->write_file("$name/$path", proven($message{$path}));
    }
    my ($status, $out, $err) = $rig->run({within => 300}, E2E::Earshot::program('earshot'), '-c', $config, qw(explain --json --batch), $directory);
    is $status, 0, "$name: judged" or diag substr $err, 0, 2000;
    my %found = map { my $said = JSON::PP->new->utf8->decode($_); ($said->{file} => $said) } split /\n/, $out;
    is_deeply [sort keys %found], [sort keys %message], "$name: each of them";
    is +(delete $found{'control/person'})->{acknowledge}{decision}, 'send', "$name: a person among them is answered";
    is +(delete $found{'control/machine'})->{acknowledge}{decision}, 'suppress', "$name: a machine among them is not";
    return \%found;
}

sub answered { my ($said) = @_; return !$said->{error} && $said->{acknowledge}{decision} eq 'send' }

sub why {
    my ($said) = @_;
    return "no message: $said->{error}" if $said->{error};
    my @seen = @{$said->{machine}{reasons} // []};
    return answered($said) ? 'answered' . (@seen ? " though @seen" : '') : "not answered: @{$said->{acknowledge}{reasons}}";
}

sub share { my ($part, $all) = @_; return sprintf '%d of %d (%.1f %%)', $part, $all, $all ? 100 * $part / $all : 0 }

# ---- the two questions ----------------------------------------------------------------------------------------------------

subtest 'automatic mail' => sub {
    my %message = map { $_ => message("$data/automatic/$_") } files_below("$data/automatic");
    is_deeply [grep { !$message{$_} } sort keys %not_automatic], [], 'the files named by hand are there';
    my $found = judge(automatic => %message);
    my @machines = grep { !$not_automatic{$_} } sort keys %$found;
    cmp_ok scalar @machines, '>=', 200, 'there are enough of them to say something';
    my @answered = grep { answered($found->{$_}) } @machines;
    my @wrong = map {"$_: " . why($found->{$_}) . " (subject: $found->{$_}{subject})"} grep { !$by_history{$_} } @answered;
    diag 'automatic: answered ' . share(scalar @answered, scalar @machines) . ' that no person wrote';
    diag "  $_" for @wrong;
    diag "  left to history: $_ ($by_history{$_}): " . why($found->{$_}) for sort keys %by_history;
    like why($found->{$_}), qr/away-subject/, 'what is left to history is marked' for sort keys %by_history;
    diag "  by hand not automatic: $_ ($not_automatic{$_}): " . why($found->{$_}) for sort keys %not_automatic;
    is_deeply \@wrong, [], 'no other is answered that a person did not write';
};

# At least 199 of 200; an exception is named, whatever the share.
sub people_are_answered {
    my ($name, $what, %message) = @_;
    my $found = judge($name => %message);
    my @all = sort keys %$found;
    my @not = grep { !answered($found->{$_}) } @all;
    diag "$what: would be answered when proven: " . share(@all - @not, scalar @all);
    diag "  $_: " . why($found->{$_}) . " (from $found->{$_}{from}; subject: $found->{$_}{subject})" for @not;
    ok @all && @not <= 0.005 * @all, "$what: at least 99.5 %";
    return;
}

subtest 'ordinary mail' => sub {
    my $top = "$data/mail-spamassassin";
    my (%plain, %list, %other);
    for my $path (grep {/ham/} files_below($top)) {
        my $bytes = at_the_gateway(message("$top/$path"));
        my $head = head($bytes);
        my ($short) = $path =~ m{^([^/]+/\d+)};
        if    ($head =~ $FEED) { $other{"program's, unmarked (news feeds)"}{$path} = $bytes }
        elsif ($head =~ $PROGRAM) { $other{"programs', to a list or to nobody"}{$path} = $bytes }
        elsif ($not_ordinary{$short}) { $other{"newsletters and programs', unmarked"}{$path} = $bytes }
        elsif ($head !~ $LIST && $head !~ $BULK && $head !~ $AUTO && $head !~ $PATH) { $plain{$path} = $bytes }
        elsif ($path =~ /easy-ham/) { $list{$path} = before_the_list($bytes) // next }
    }
    diag sprintf 'ham: %d from a person to a person, %d from a person to a list, left out: %s', scalar keys %plain, scalar keys %list,
        join ', ', map { scalar(keys %{$other{$_}}) . " $_" } sort keys %other;
    cmp_ok keys(%plain), '>', 10, 'there is mail from person to person';
    people_are_answered('ordinary', 'from a person to a person, as it came', %plain);
    # That is little, since this corpus is mostly lists: the same people as they would have written to us.
    cmp_ok keys(%list), '>', 200, 'there are people who write to lists';
    people_are_answered('before-lists', 'from a person to a list, what the list added taken off', %list);
};
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
