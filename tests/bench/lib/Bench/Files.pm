package Bench::Files;

# Small things that all parts of the bench do with files and commands.

use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use File::Basename qw(dirname);

our @EXPORT = qw(top read_file write_file tail first_line ask_json);

my $top = abs_path(dirname(__FILE__) . '/../../../..');
sub top { return $top }

sub read_file { my ($path) = @_; open my $file, '<', $path or return ''; local $/; return scalar(<$file>) // '' }
sub write_file { my ($path, $text) = @_; open my $file, '>', $path or die "$path: $!\n"; print $file $text; close $file or die "$path: $!\n"; return $path }
sub tail { my @lines = split /^/, read_file($_[0]); return join '', map { "  $_" } @lines > 15 ? @lines[-15 .. -1] : @lines }
sub first_line { my ($out) = split /\n/, `$_[0] 2>/dev/null`; return $out // '' }

# What a program says on stdout, and whether it ended well.
sub ask_json {
    my (@argv) = @_;
    open my $pipe, '-|', @argv or die "$argv[0]: $!\n";
    my $said = do { local $/; <$pipe> };
    my $well = close $pipe;
    return ($well, eval { JSON::PP::decode_json($said // '') });
}

1;
