package Bench::Subjects;

# What takes its turn, and how it shows that it did its work: a filter that let mail pass unheard would look splendid otherwise. `start` gets
# a fresh directory and the socket's address and answers a command line; `whole` looks at the load's report; `crowd` has a turn with many connections
# too.

use strict;
use warnings;
use Bench::Dkim;
use Bench::Files;
use Bench::Peers;
use File::Temp qw(tempdir);

our $support = 'support@example.test';

# build => where the programs are, tools => where the filters of the bench are, turn => Bench::Turn
sub all {
    my (%with) = @_;
    my $filter = sub { my ($name, @words) = @_; return sub { ("$with{tools}/$name", @words, $_[1]) } };
    my $parse = sub { my @words = @_; return sub { mkdir "$_[0]/store"; ("$with{tools}/parse_filter", @words, "$_[0]/store", $_[1]) } };
    my $earshot = sub { my @how = @_; return sub { earshot($with{build}, $_[0], $_[1], @how) } };
    my $continued = sub { ended($_[0], 'continue@eom') };
    return (
        { key => 'null', crowd => 1, what => 'does nothing, asks for no replies', start => $filter->('null_filter', '--no-replies'), whole => $continued },
        { key => 'null-replies', what => 'does nothing, replies to every step', start => $filter->('null_filter'), whole => $continued },
        { key => 'parse', what => 'only parses, commits each message', start => $parse->(), whole => $continued },
        { key => 'parse-share', crowd => 1, what => 'only parses, shares commits', start => $parse->('--share'), whole => $continued },
        { key => 'opendkim', what => 'OpenDKIM, verifies a signature each', peer => 'opendkim', expect => 'dkim=pass', outside => 1,
          start => sub { Bench::Peers::opendkim($_[0], $_[1], signed(%with) . '/public') },
          mail => sub { ('--verbatim', '--from', 'kim@customer.example', '--dir', signed(%with) . '/messages') },
          whole => sub { taken($_[0]) && $_[0]{expected} == $_[0]{messages} } },
        { key => 'rspamd', what => 'Rspamd, scans in the milter, no network, one process', rspamd(1) },
        { key => 'rspamd-cores', what => 'the same with a process for each core', rspamd(first_line('nproc')) },
        { key => 'other', crowd => 1, what => 'Earshot, mail to no support mailbox', rcpt => 'someone.else@example.test', earshot => 1,
          start => $earshot->('tag', 'inspected'), whole => sub { ended($_[0], 'accept@data') && !%{$_[0]{edits}} } },
        { key => 'tag', crowd => 1, what => 'Earshot, support mail, mode tag', earshot => 1, start => $earshot->('tag', 'inspected'), whole => \&tagged },
        { key => 'answer-inspected', what => 'Earshot, support mail, mode answer, when = inspected', earshot => 1,
          start => $earshot->('answer', 'inspected'), whole => \&tagged },
        { key => 'answer-accepted', crowd => 1, what => 'Earshot, support mail, mode answer, when = accepted', earshot => 1,
          start => $earshot->('answer', 'accepted'), whole => sub { tagged($_[0]) && total($_[0]{edits}, 'add-rcpt') >= $_[0]{messages} } },
    );
}

sub rspamd {
    my ($processes) = @_;
    return (
        peer => 'rspamd', expect => 'MIME_TRACE', outside => 1, once => 1, start => sub { Bench::Peers::rspamd($_[0], $_[1], $processes) },
        settle => \&Bench::Peers::rspamd_settle, whole => sub { taken($_[0]) && $_[0]{expected} == $_[0]{messages} },
    );
}

# The signed messages, made when they are first needed.
sub signed {
    my (%with) = @_;
    my $turn = $with{turn};
    $turn->{signed} //= do {
        my $dir = tempdir('signed-XXXXXX', DIR => $turn->sockets);
        mkdir "$dir/plain";
        my @mail = $turn->{mail} ? ('--dir', $turn->{mail}) : ();
        system("$turn->{tools}/load", '--quiet', '--from', 'kim@customer.example', @mail, '--write', "$dir/plain") == 0 or die "no messages to sign\n";
        Bench::Dkim::prepare($dir, "$dir/plain");
        $dir;
    };
    return $turn->{signed};
}

sub earshot {
    my ($build, $dir, $socket, $mode, $when, %more) = @_;
    write_file("$dir/earshot.conf", config($dir, $socket, $mode, $when, %more));
    if (!-e "$dir/key") {
        system("$build/earshot -c $dir/earshot.conf key init >$dir/key.log 2>&1") == 0 or die "earshot key init failed:\n" . tail("$dir/key.log");
    }
    return ("$build/earshot-milter", '-c', "$dir/earshot.conf", '--log=stderr');
}

# No limits: every sender of the load is one person who writes once, but all are of one domain. `earshot` => further lines of that section,
# `store` => its URL, where it is not in the directory.
sub config {
    my ($dir, $socket, $mode, $when, %more) = @_;
    my $receipt = $socket =~ s{[^/]*$}{receipt.sock}r;
    my $lines = join '', map {"$_\n"} @{$more{earshot} // []}, $more{store} ? "state = $dir/store" : ();
    my $store = $more{store} // "lmdb:$dir/store";
    return <<"END";
[earshot]
hostname = mx.example.test
socket = $socket
store = $store
key-file = $dir/key
mode = $mode
$lines
[receipt]
when = $when
hold = 1h
domain = receipt.example.test
socket = $receipt

[relay]
url = smtp://127.0.0.1:9

[trust]
authserv-ids = mx.example.test

[limits]
per-sender = none
per-domain = none
per-mailbox = none
global = none

[mailbox support]
addresses = $support
display-name = Example Support
languages = en, de
time-zone = Europe/Berlin
hours = Mon-Fri 09:00-17:00
first-reply = 4h
pm = lead

[pm lead]
address = lead\@example.test
END
}

sub total { my ($counts, @names) = @_; my $sum = 0; $sum += $counts->{$_} // 0 for @names; return $sum }
sub ended { my ($report, @ways) = @_; return $report->{messages} > 0 && total($report->{replies}, @ways) == $report->{messages} }
sub taken { return ended($_[0], 'continue@eom', 'accept@eom') }
sub tagged { return taken($_[0]) && total($_[0]{edits}, 'add-header', 'ins-header') >= $_[0]{messages} }

1;
