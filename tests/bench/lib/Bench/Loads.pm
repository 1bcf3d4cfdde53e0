package Bench::Loads;

# Messages a second and what a message costs, straight over the milter protocol.

use strict;
use warnings;
use Bench::Figures;
use Bench::Peers;
use JSON::PP;

sub measure {
    my (%run) = @_;
    my ($opt, $turn) = @run{qw(opt turn)};
    my %lacking = map { lc $_ => 1 } Bench::Peers::lacking();
    my @subjects = grep { !$lacking{$_->{peer} // ''} } @{$run{subjects}};
    my (%figures, @problems);
    my $text = '';
    for my $connections (split /,/, $opt->{connections}) {
        my @taking = grep { $connections <= 25 || $_->{crowd} || $opt->{only} } @subjects;
        my %rounds;
        for my $round (1 .. $opt->{rounds}) {
            for my $subject (@taking) {
                my $report = $turn->take($subject, $connections, $opt->{seconds});
                push @{$rounds{$subject->{key}}}, $report;
                push @problems, "$subject->{key}, $connections connections, round $round: "
                    . encode_json({map { $_ => $report->{$_} } qw(messages replies edits expected)}) if !$report->{whole};
                printf STDERR "%d connections, round %d/%d: %-17s %8.0f messages/s, %.3f ms CPU%s\n", $connections, $round, $opt->{rounds},
                    $subject->{key}, $report->{rate}, $report->{cpu}, $report->{whole} ? '' : '  NOT AS IT SHOULD BE';
            }
        }
        $figures{$connections} = {map { my $key = $_; $key => [map { $_->{rate} + 0 } @{$rounds{$key}}] } keys %rounds};
        $text .= "## $connections connections, $opt->{rounds} rounds of $opt->{seconds} s\n\n" . table(2, head(), map { row($_, \%rounds) } @taking) . "\n";
    }
    return {text => $text . notes(), figures => \%figures, problems => \@problems};
}

sub head {
    return ['subject', 'what it does', 'messages/s', 'spread', 'of null', 'of parse-share', 'eom p50 ms', 'eom p99 ms', 'content p50 ms', 'CPU ms', 'peak MB'];
}

sub row {
    my ($subject, $rounds) = @_;
    my $turns = $rounds->{$subject->{key}};
    my @rates = map { $_->{rate} } @$turns;
    my $of = sub { my ($floor) = @_; return number(median(ratios(\@rates, [map { $_->{rate} } @{$rounds->{$floor} // []}])), 2) };
    my $time = sub { my ($what, $which) = @_; return number(median(map { $_->{$what} ? $_->{$what}{$which} : undef } @$turns), 2) };
    return [$subject->{key}, $subject->{what}, number(median(@rates), 0), spread(0, @rates), $of->('null'), $of->('parse-share'),
        $time->('eom_ms', 'p50'), $time->('eom_ms', 'p99'), $time->('content_ms', 'p50'),
        number(median(map { $_->{cpu} } @$turns), 3), number(median(map { $_->{peak} } @$turns), 0)];
}

sub notes {
    return <<'END';
Each turn starts the filter on an empty store, warms it up and loads it over a unix socket; turns alternate within a
round. The load runs on the same cores as the filter. *of null* and *of parse-share* are medians of the ratios within each round. *eom* is the time
from sending end-of-message to the final reply, *content* from the first field (`-`: the filter took its leave before). *CPU* is that of the filter with
all its processes, per message. Each send has its own sender, Message-ID and text, and an Authentication-Results field that passes; OpenDKIM's are the
same messages, each with a signature that holds, sent verbatim. Rspamd's milter has one process, as Debian
configures it, and in a row of its own one for each core. Numbers are recorded only when in every turn
every message was treated as it should be (fields added, recipient added, signature verified, scanned, nothing asked of other mail).
END
}

1;
