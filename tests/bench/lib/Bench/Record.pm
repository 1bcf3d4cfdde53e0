package Bench::Record;

# RESULTS.md, written anew from what is kept of each part in results.json: a part that was not measured this time stays as it was, with its
# own day and commit.

use strict;
use warnings;
use Bench::Files;
use Bench::Machine;
use Bench::Targets;
use JSON::PP;
use POSIX qw(strftime);

my @order = qw(loads postfix scale memory answers clocks digest postgresql plans);

sub new {
    my ($class, $dir, %run) = @_;
    my $old = eval { decode_json(read_file("$dir/results.json")) } // {};
    return bless {dir => $dir, run => \%run, parts => $old}, $class;
}

sub add {
    my ($self, $part, $result) = @_;
    $self->{parts}{$part} = {text => $result->{text}, figures => $result->{figures} // {}, day => strftime('%Y-%m-%d', gmtime),
        commit => Bench::Machine::commit(), command => $self->{run}{command}, facts => $self->{run}{facts}};
    return;
}

# What the run that measured most said of its machine.
sub facts {
    my ($self) = @_;
    my ($part) = map { $self->{parts}{$_} // () } @order;
    return join '', map {"- $_->[0]: $_->[1]\n"} @{$part->{facts} // []};
}

sub text {
    my ($self, @parts) = @_;
    my %wanted = map { $_ => 1 } @parts;
    my @there = grep { $wanted{$_} && $self->{parts}{$_} } @order;
    my $text = Bench::Targets::table_of({map { $_ => $self->{parts}{$_} } @there});
    $text .= "\n$self->{parts}{$_}{text}" . stamp($self->{parts}{$_}) for @there;
    return $text . "\n" . $self->facts;
}

sub stamp { my ($part) = @_; return "\nMeasured on $part->{day}, commit $part->{commit}, by `$part->{command}`.\n" }

sub save {
    my ($self) = @_;
    my @there = grep { $self->{parts}{$_} } @order;
    write_file("$self->{dir}/results.json", JSON::PP->new->canonical->pretty->encode($self->{parts}));
    write_file("$self->{dir}/RESULTS.md", "# Bench\n\nWritten by `tests/bench/run --record`; what is measured how stands in README.md here.\n\n" . $self->facts
        . "\n" . $self->text(@there) =~ s/\n[^\n]*\z/\n/r);
    print "written to tests/bench/RESULTS.md\n";
    return;
}

1;
