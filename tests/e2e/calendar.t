# Days off: `earshot calendar import` makes the list that `holidays` of a mailbox reads, from calendars as they come; hostile ones
# end in time, with the right status, and leave no process and no file behind.
use strict;
use warnings;
use utf8;
use Encode qw(decode);
use FindBin;
use JSON::PP ();
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use Test::More;
use Time::HiRes qw(time);

binmode $_, ':encoding(UTF-8)' for map { Test::More->builder->$_ } qw(output failure_output todo_output);
E2E::Rig::need_programs(qw(earshot));
my $rig = E2E::Rig->new('calendar', quiet => 0);
my $program = E2E::Earshot::program('earshot');
my $public = "$FindBin::Bin/../unit/data/holidays/public.ics"; # as public calendars are: CRLF, folded, a zone, alarms

sub run_import {
    my (@words) = @_;
    my ($status, $out, $err) = $rig->run({within => 30}, $program, qw(calendar import), @words);
    return ($status, decode('UTF-8', $out), decode('UTF-8', $err));
}
sub ics { my ($name, @events) = @_; return $rig->write_file($name, join "\n", 'BEGIN:VCALENDAR', (map { ('BEGIN:VEVENT', @$_, 'END:VEVENT') } @events), "END:VCALENDAR\n") }
sub days { my ($text) = @_; return join '|', grep { !/^#/ } split /\n/, $text }

my $wanted = join '|', '2026-01-01 New Year\'s Day', '2026-04-03 Good Friday', '2026-04-06 Easter Monday', '2026-07-03 Independence Day (observed)',
    '2026-11-26 Thanksgiving', map({"2026-12-$_ Christmas, all of it"} 24 .. 26), '2027-01-01 New Year\'s Day', '2027-11-25 Thanksgiving',
    map({"2027-12-$_ Christmas, all of it"} 24 .. 26);

# To standard output, to a file, as JSON
my @years = (qw(--from 2026 --years 2));
my ($status, $out, $err) = run_import($public, @years);
is $status, 0, 'a public calendar is read' or diag $err;
is days($out), $wanted, 'its days off, in order, each once';
like $out, qr/\A# .*\bpublic\.ics, 2026 to 2027\b/, 'the list says where it comes from, and for which years';
like $err, qr/\b2 events left out\b/, 'what has a time of day or is cancelled is told of, not taken';

my $list = $rig->dir('holidays');
my ($wrote, $said) = run_import($public, @years, '--output', $list);
is $wrote, 0, 'written to a file';
like $said, qr/^\Q$list\E: 13 days off from 2026 to 2027\n\z/, 'and says so';
is decode('UTF-8', E2E::Rig::slurp($list)), $out, 'the same list';
is +(run_import($public, qw(--from 2026 --years 1), '--output', $list))[0], 0, 'an import may replace what an import wrote';
like E2E::Rig::slurp($list), qr/2026 to 2026/, 'with the new list';
my $object = JSON::PP->new->decode((run_import($public, @years, '--json'))[1]);
is join('|', map {"$_->{date} $_->{name}"} @{$object->{days}}), $wanted, 'the same days as JSON';
is_deeply [@$object{qw(from to skipped)}], [2026, 2027, 2], 'with the years and what was left out';

my $year = (localtime)[5] + 1900;
my ($plain, $default) = run_import(ics('yearly.ics', ['DTSTART;VALUE=DATE:20000501', 'RRULE:FREQ=YEARLY']));
is $plain, 0, 'without --from and --years';
is days($default), join('|', map { "${\($year + $_)}-05-01" } 0 .. 2), 'three years from this one on';

# The list is what a mailbox reads.
my $conf = $rig->write_file('earshot.conf', <<"END");
[earshot]
hostname = mx.example.test
mode = tag
socket = unix:@{[$rig->dir('milter.sock')]}
store = lmdb:@{[$rig->make_dir('store', 0700)]}
key-file = @{[$rig->dir('earshot.key')]}
[mailbox support]
addresses = support\@example.test
time-zone = Europe/Berlin
hours = Mon-Fri 09:00-12:00 13:00-17:00, Sun 02:30-04:00
holidays = $list
[mailbox other]
addresses = other\@example.test
time-zone = UTC
hours = 24x7
END
is +($rig->run({within => 20}, $program, '-c', $conf, qw(key init)))[0], 0, 'a configuration whose mailbox names the list';
my ($checked, @told) = $rig->run({within => 20}, $program, '-c', $conf, 'check');
is $checked, 0, 'earshot check accepts it' or diag @told;
my $written = E2E::Rig::slurp($list);
$rig->write_file($list, "${written}2026-13-01 Never\n");
($checked, @told) = $rig->run({within => 20}, $program, '-c', $conf, 'check');
is $checked, 78, 'and reads it: a line that is wrong is found';
like join('', @told), qr/\Q$list\E:\d+: no date/, 'by file and line';
$rig->write_file($list, $written);

# What a mailbox makes of it, day by day, as the clocks will count.
sub show { my @shown = $rig->run({within => 20}, $program, '-c', $conf, qw(calendar show), @_); return @shown }
($status, $out, $err) = show(qw(--as-of 2026-12-23T12:00:00Z --days 6));
is $status, 0, 'open hours are shown' or diag $err;
is join('|', map {s/ +/ /gr =~ s/ \z//r} split /\n/, $out), join('|', 'DATE DAY OPEN DAY OFF', '2026-12-23 Wed 09:00-12:00 13:00-17:00',
    (map {"2026-12-2$_->[0] $_->[1] closed Christmas, all of it"} [4, 'Thu'], [5, 'Fri'], [6, 'Sat']), '2026-12-27 Sun 02:30-04:00',
    '2026-12-28 Mon 09:00-12:00 13:00-17:00'), 'with breaks and days off';
my $sunday = JSON::PP->new->utf8->decode((show(qw(--as-of 2026-03-29 --days 1 --json)))[1]);
is_deeply $sunday, [{date => '2026-03-29', weekday => 'Sun', open => ['03:00-04:00'], holiday => undef}], 'an hour that the clocks skip is not shown open';
my $evening = JSON::PP->new->utf8->decode((show(qw(--as-of 2026-12-23T23:30:00Z --days 1 --json)))[1]);
is $evening->[0]{date}, '2026-12-24', 'days are those of the mailbox\'s zone';
like +(show(qw(--mailbox other --as-of 2026-12-25 --days 1)))[1], qr/^2026-12-25 Fri 00:00-24:00 *$/m, 'another mailbox has its own';
is +(show(qw(--mailbox nobody)))[0], 65, 'a mailbox that is not there';
is +(show(@$_))[0], 64, "usage: @$_" for ['all'], [qw(--days 0)], [qw(--days 401)], [qw(--as-of soon)];

# What people wrote themselves stays.
for my $case (['a list by hand', "2026-12-24 Christmas Eve\n"], ['a file of another kind', "[earshot]\nhostname = x\n"], ['bytes', "# Days \0\xff"]) {
    my ($what, $text) = @$case;
    my $file = $rig->write_file('mine', $text);
    my ($refused, $none, $why) = run_import($public, '--output', $file);
    is $refused, 65, "$what is not replaced";
    like $why, qr/^\Q$file\E: .*--force/m, 'it says how to';
    is E2E::Rig::slurp($file), $text, 'nothing has changed';
}
is +(run_import($public, @years, '--force', '--output', $rig->dir('mine')))[0], 0, 'with --force it is';
is days(decode('UTF-8', E2E::Rig::slurp($rig->dir('mine')))), $wanted, 'by the list';
symlink $list, $rig->dir('link') or die "link: $!\n";
$rig->write_file($list, '');
is +(run_import($public, @years, '--output', $rig->dir('link')))[0], 0, 'through a link, to an empty file';
ok -l $rig->dir('link') && -s $list, 'the link stays one, its target is written';
my ($device, undef, $why) = run_import($public, '--force', '--output', '/dev/null');
is $device, 65, 'what is no file is not replaced, --force or not';
is +(run_import($public, '--output', $rig->dir('absent/list')))[0], 75, 'a directory that is not there';
my ($full) = $rig->run({within => 30}, 'sh', '-c', "'$program' calendar import '$public' >/dev/full");
is $full, 75, 'a full disk behind standard output is no success';

# Usage
my %usage = ('no file' => [], 'two files' => [$public, $public], 'no years' => [$public, qw(--years 0)], 'too many years' => [$public, qw(--years 21)],
    'years that are no number' => [$public, qw(--years x)], 'a year of no kind' => [$public, qw(--from 26)], 'JSON into a file' => [$public, '--json', '--output', $list],
    'an unknown option' => ['--frobnicate', $public]);
for my $what (sort keys %usage) {
    my ($failed, $none, $complaint) = run_import(@{$usage{$what}});
    is_deeply [$failed, $none], [64, ''], "$what ends with 64";
    isnt $complaint, '', 'and says why';
}
is +($rig->run({within => 10}, $program, 'calendar', 'frobnicate'))[0], 64, 'an unknown verb ends with 64';

# Files that are no calendar of days off. Each is refused in a second or so, by file and reason, and what --output names stays away.
my $output = $rig->dir('never');
my $bare = ['DTSTART;VALUE=DATE:20260101', 'SUMMARY:Odd'];
my %refused = (
    'a file that is not there' => [$rig->dir('absent.ics'), qr/No such file/],
    'a directory' => [$rig->dir, qr/no regular file/],
    'a device without end' => ['/dev/zero', qr/no regular file/],
    'a web page' => [$rig->write_file('page.ics', "<html>Please log in</html>\n"), qr/BEGIN:VCALENDAR/],
    'more than 4 MB' => [$rig->write_file('large.ics', "BEGIN:VCALENDAR\n" . ("X-A:b\n" x 800_000) . "END:VCALENDAR\n"), qr/larger than/],
    'a NUL' => [$rig->write_file('nul.ics', "BEGIN:VCALENDAR\n\0\nEND:VCALENDAR\n"), qr/NUL/],
    'half a download' => [$rig->write_file('half.ics', "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\n"), qr/ends before/],
    'no event' => [ics('empty.ics'), qr/no day off/],
    'only events with a time' => [ics('timed.ics', ['DTSTART:20260101T090000Z']), qr/no day off.*time of day.*\(1\)/],
    'only past years' => [ics('past.ics', ['DTSTART;VALUE=DATE:19990101']), qr/out of date/],
    'each second' => [ics('second.ics', [@$bare, 'RRULE:FREQ=SECONDLY']), qr/'Odd' of 2026-01-01: .*more often than daily/],
    'each minute of a year' => [ics('minute.ics', [@$bare, 'RRULE:FREQ=MINUTELY;UNTIL=99991231T235959Z;BYSETPOS=1']), qr/more often than daily/],
    'each hour, many times' => [ics('hour.ics', [@$bare, 'RRULE:FREQ=HOURLY;COUNT=999999999']), qr/more often than daily/],
    'a position that no set has' => [ics('setpos.ics', [@$bare, 'RRULE:FREQ=YEARLY;BYMONTHDAY=1;BYSETPOS=366']), qr/gives no day/],
    'a day that never comes' => [ics('february.ics', [@$bare, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31']), qr/gives no day/],
    'thousands of rules' => [ics('rules.ics', [@$bare, ('RRULE:FREQ=DAILY;UNTIL=99991231') x 5000]), qr/more than 2000 rules/],
    'every day since the year 1, often' => [ics('ancient.ics', (['DTSTART;VALUE=DATE:00010101', 'RRULE:FREQ=DAILY;COUNT=999999999']) x 1000), qr/more work/],
    'every day, for a year each' => [ics('overlap.ics', [@$bare, 'DURATION:P52W', 'RRULE:FREQ=DAILY']), qr/more than 10,000 days/],
    'events within events' => [$rig->write_file('deep.ics', "BEGIN:VCALENDAR\n" . "BEGIN:VEVENT\n" x 300_000), qr/nested/],
    'dates without end' => [ics('rdate.ics', [@$bare, 'RDATE;VALUE=DATE:' . join ',', ('20260102') x 100_000]), qr/RDATE is too long/],
    'a line without end' => [$rig->write_file('line.ics', "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:" . ("\n " . 'x' x 70) x 50_000), qr/DTSTART is too long/],
);
for my $what (sort keys %refused) {
    my ($file, $reason) = @{$refused{$what}};
    my ($failed, $none, $complaint) = run_import($file, '--from', 2026, '--output', $output);
    is_deeply [$failed, $none], [65, ''], "$what ends with 65";
    like $complaint, qr/^\Q$file\E:.*$reason/, 'and says why';
    ok !-e $output, 'nothing was written';
}

# Names of all kinds are one line each.
my ($named, $names) = run_import(ics('names.ics', ['DTSTART;VALUE=DATE:20260101', "SUMMARY:A\\n2026-01-05 B\\, \e[31mred\x07"],
    ['DTSTART;VALUE=DATE:20260102', 'SUMMARY:' . 'long ' x 20_000], ['DTSTART;VALUE=DATE:20260103', "SUMMARY:\xff\xfe"]), qw(--from 2026 --years 1));
is $named, 0, 'names with line ends, colours, 100 KB and no UTF-8';
my @names = grep { !/^#/ } split /\n/, $names;
is scalar @names, 3, 'are a line each';
is $names[0], '2026-01-01 A 2026-01-05 B, [31mred', 'clean';
cmp_ok length $names[1], '<', 150, 'and short';

# Rules that are followed for ever: the child is ended, and told apart from a file that is wrong.
my $hard = ics('hard.ics', [@$bare, ('RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30') x 1500]);
my $started = time;
my ($exhausted, $none, $complaint) = run_import($hard, '--from', 2026, '--output', $output);
is_deeply [$exhausted, $none], [75, ''], 'rules that find no day and search for minutes end with 75';
like $complaint, qr/^\Q$hard\E: the rules ask for more work than /, 'and it says why';
cmp_ok time - $started, '<', 15, 'in time';
ok !-e $output, 'nothing was written';

# Nor does the child outlive a parent that is killed.
sub children { my ($pid) = @_; return split ' ', E2E::Rig::slurp("/proc/$pid/task/$pid/children") }
$rig->spawn('import', $program, qw(calendar import), $hard);
my ($child) = @{E2E::Rig::eventually(5, sub { my @found = children($rig->pid('import')); @found && [@found] }) || []};
SKIP: {
    ok $child, 'a child reads the file' or skip 'no child', 1;
    $rig->kill9('import');
    # Well before its own limits end it; whoever inherits it may not have waited for it yet.
    my $ended = sub { my $stat = -e "/proc/$child/stat" ? E2E::Rig::slurp("/proc/$child/stat") : ''; return $stat eq '' || $stat =~ /\) Z / };
    ok E2E::Rig::eventually(2, $ended), 'it ends when its parent is killed';
}
is_deeply [glob "$output*"], [], 'no temporary file is left';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
