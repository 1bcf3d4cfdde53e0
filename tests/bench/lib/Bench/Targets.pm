package Bench::Targets;

# The numbers to reach: one row for each promise about speed and size, what was reached and whether that is enough. The rows of one run stand
# side by side; each names the commit that was measured, so that one of an older run is seen to be that.

use strict;
use warnings;
use Bench::Figures;

# ratio => [part, within it, mine, floor]: at least; value => code on the figures of a part: at most
my @rows = (
    (map { {what => "mail for no support mailbox against a filter that does nothing and asks for no replies, $_ connections", ratio => ['loads', $_, 'other', 'null'], least => 0.95} } 10, 100),
    (map { my $c = $_; map { {what => "support mail ($_) against a filter that only parses and shares commits, $c connections", ratio => ['loads', $c, $_, 'parse-share'], least => 0.7} } qw(tag answer-accepted) } 10, 100),
    (map { {what => "support mail ($_) against Rspamd's milter", ratio => ['loads', 10, $_, 'rspamd'], least => 6} } qw(tag answer-accepted)),
    (map { {what => "support mail ($_) against Rspamd with a process for each core", ratio => ['loads', 10, $_, 'rspamd-cores']} } qw(tag answer-accepted)),
    (map { {what => "support mail ($_) against OpenDKIM verifying", ratio => ['loads', 10, $_, 'opendkim'], least => 2} } qw(tag answer-accepted)),
    {what => 'what only parses and shares commits (the floor of support mail) against OpenDKIM verifying', ratio => ['loads', 10, 'parse-share', 'opendkim']},
    {what => "the same floor against Rspamd's milter", ratio => ['loads', 10, 'parse-share', 'rspamd']},
    (map { {what => "through Postfix, 10 clients, with $_->[1], against no milter", ratio => ['postfix', 'accepted', $_->[0], 'none'], least => $_->[2]} }
        ['null-replies', 'a filter that does nothing'], ['null', 'the same without replies'], ['rspamd', 'Rspamd'],
        ['tag', 'Earshot, mode tag', 0.6], ['answer-accepted', 'Earshot, mode answer with its receipts', 0.6]),
    {what => 'time added at end of message, median, typical message, ms', part => 'scale', value => sub { $_[0]{added}{1000} }, most => 2},
    {what => 'the same with 1,000,000 threads against 1,000', part => 'scale', value => sub { [ratios($_[0]{added}{1000000}, $_[0]{added}{1000})] }, most => 1.5},
    {what => 'acknowledgement handed to the relay after the MTA took the message, p99, ms', part => 'answers', value => sub { [$_[0]{p99_ms}{'accepted, relay 0 ms'}] }, most => 1000},
    {what => 'resident memory at 100 connections with 10 MB messages, MB', part => 'memory', value => sub { [grep { defined } @{$_[0]{100} // []}] }, most => 200},
    {what => 'start with 1,000,000 threads, s', part => 'scale', value => sub { $_[0]{start}{1000000} }, most => 1},
);

sub values_of {
    my ($row, $parts) = @_;
    if ($row->{ratio}) {
        my ($part, $within, $mine, $floor) = @{$row->{ratio}};
        my $figures = $parts->{$part}{figures}{$within} // return;
        return ratios($figures->{$mine}, $figures->{$floor});
    }
    return if !$parts->{$row->{part}};
    return grep { defined } @{$row->{value}->($parts->{$row->{part}}{figures}) // []};
}

sub verdict {
    my ($row, $reached) = @_;
    return '-' if !defined $reached;
    return 'for comparison' if !defined($row->{least} // $row->{most});
    return (defined $row->{least} ? $reached >= $row->{least} : $reached <= $row->{most}) ? 'met' : 'NOT MET';
}

sub table_of {
    my ($parts) = @_;
    my @lines;
    for my $row (@rows) {
        my @values = values_of($row, $parts);
        my $reached = median(@values);
        my $places = defined $reached && $reached >= 20 ? 0 : 2;
        my $target = defined $row->{least} ? "at least $row->{least}" : defined $row->{most} ? "at most $row->{most}" : '';
        my $part = $row->{ratio} ? $row->{ratio}[0] : $row->{part};
        push @lines, [$row->{what}, verdict($row, $reached), $parts->{$part}{commit} // '-', $target, number($reached, $places), spread($places, @values)];
    }
    return "## The numbers to reach\n\n" . table(3, ['what', 'verdict', 'commit', 'target', 'reached', 'spread'], @lines)
        . "\nRatios are medians of those within each round; their spread is over the rounds; what stands without a target is there for comparison.\n";
}

1;
