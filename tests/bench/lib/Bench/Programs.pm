package Bench::Programs;

# Parts that are programs of their own, since a real Postfix takes part or no milter does; here each is a section more.

use strict;
use warnings;
use Bench::Files;
use File::Path qw(remove_tree);
use Time::HiRes qw(time);

sub postfix {
    my (%run) = @_;
    my $opt = $run{opt};
    my @only = $opt->{only} ? ('--only', $opt->{only}) : ();
    my ($well, $said) = ask_json(top() . '/tests/bench/postfix', '--json', '--build', $opt->{build}, '--tools', $opt->{tools}, '--rounds', $opt->{rounds},
        '--seconds', $opt->{seconds} + 2, @only);
    return {text => '', problems => ['nothing measured']} if !$said;
    return {text => $said->{text}, figures => $said->{figures}, problems => [@{$said->{problems}}, $well ? () : 'it failed']};
}

my $answer_notes = <<'END';
From the 250 that the client gets of a real Postfix behind its final dot to the relay's 250 for the acknowledgement. Each message is of a new,
proven sender; they arrive at random (Poisson), whether those before are through or not. The relay takes everything, in the rows that say so after
a pause, as one with a disk or a way of its own would. Lost, twice and refused must be 0.
END

sub answers {
    my (%run) = @_;
    my $opt = $run{opt};
    my ($well, $said) = ask_json(top() . '/tests/bench/answers', '--json', '--build', $opt->{build}, '--relay-time', '0,10', '--seconds', $opt->{quick} ? 10 : 20);
    return {text => '', problems => ['nothing measured']} if !$said;
    my %p99 = map { ("$_->{when}, relay $_->{relay_time} ms" => $_->{p99}) } @{$said->{rows}};
    return {
        text => "## Time to the acknowledgement, $said->{head}\n\n$said->{table}\n$answer_notes", figures => {p99_ms => \%p99},
        problems => [$well ? () : 'some were lost, doubled or refused; see its table'],
    };
}

sub threads { my ($opt) = @_; my ($most) = sort { $b <=> $a } split /,/, $opt->{threads}; return $most }

# A store full of threads with three running clocks each.
sub clocks {
    my (%run) = @_;
    my ($opt, $dir, $threads) = ($run{opt}, $run{turn}->work . '/clocks', threads($run{opt}));
    my @problems;
    my $said = `$opt->{tools}/clocks $threads $dir`;
    push @problems, 'it failed' if $?;
    my $begun = time;
    system("$opt->{build}/earshot -c $dir/earshot.conf thread list >/dev/null") == 0 or push @problems, 'thread list failed';
    $said .= sprintf "%-48s %.0f ms (under 200)\n", 'earshot thread list, a process of its own', (time - $begun) * 1000;
    remove_tree($dir) if !$opt->{keep};
    return {text => "## Clocks of $threads conversations\n\n```\n$said```\n", problems => \@problems};
}

# Likewise; 2,000 of the conversations are open.
sub digest {
    my (%run) = @_;
    my ($opt, $dir, $threads) = ($run{opt}, $run{turn}->work . '/digest', threads($run{opt}));
    my $open = $threads < 4000 ? int($threads / 2) : 2000;
    my $said = `$opt->{tools}/digest $threads $open $dir`;
    my @problems = $? ? 'it failed' : ();
    remove_tree($dir) if !$opt->{keep};
    return {text => "## A digest over $threads conversations\n\n```\n$said```\n", problems => \@problems};
}

1;
