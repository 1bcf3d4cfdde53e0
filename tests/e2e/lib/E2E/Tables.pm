package E2E::Tables;

# What the programs say of themselves (contrib/man/tables), and whether what people read agrees with it. Each check takes texts and
# returns what is wrong, a line each, so that a test can plant faults in the texts and see them found.

use strict;
use warnings;
use E2E::Rig;

# Reads the lines of contrib/man/tables.
sub new {
    my ($class, $text) = @_;
    my $self = bless {rows => {}, commands => {}, verbs => {}, options => {}}, $class;
    for my $line (split /\n/, $text) {
        my ($kind, @columns) = split /\t/, $line, -1;
        push @{$self->{rows}{$kind}}, [@columns];
    }
    $self->{commands}{$_} = 1 for $self->column('command', 0), 'manual'; # this one is for programs, and not in the tables
    $self->{usage}{$_->[0]} = $_->[1] for $self->rows('usage');
    push @{$self->{options}{$_->[0]}}, [@$_[1, 2]] for $self->rows('option');
    push @{$self->{start}{$_->[0]}}, [@$_[1, 2]] for $self->rows('start');
    for my $command (keys %{$self->{commands}}) {
        my ($family, $verb) = split / /, $command;
        push @{$self->{verbs}{$family}}, $verb if defined $verb;
    }
    return $self;
}

sub rows    { my ($self, $kind) = @_; return @{$self->{rows}{$kind} || []} }
sub column  { my ($self, $kind, $at) = @_; return map { $_->[$at] } $self->rows($kind) }
sub words   { my ($self, $kind) = @_; return map { $_->[1] } grep { $_->[0] eq $kind } $self->rows('word') }
sub leaves  { my ($self) = @_; return $self->column('usage', 0) }
sub tops    { my ($self) = @_; return grep { !/ / } $self->column('command', 0) }
sub verbs   { my ($self, $family) = @_; return @{$self->{verbs}{$family} || []} }

# "--json", "-n", ...: what a command or a daemon takes, with what all take.
sub options {
    my ($self, $of) = @_;
    my @own = $of =~ /^earshot(?:-\w+)?$/ ? @{$self->{start}{$of} || []} : (@{$self->{options}{$of} || []}, map { [@$_[0, 1]] } $self->rows('common'));
    return map { ("--$_->[0]", $_->[1] eq '' ? () : "-$_->[1]") } @own;
}

# What is in one list and not in the other.
sub differ {
    my ($what, $wanted, $found) = @_;
    my (%wanted, %found);
    @wanted{@$wanted} = ();
    @found{@$found} = ();
    return ((map {"$what: $_ is missing"} grep { !exists $found{$_} } sort keys %wanted), map {"$what: $_ is not in the tables"} grep { !exists $wanted{$_} } sort keys %found);
}

# ---- command lines in texts -------------------------------------------------------------------------------------------

# Why no such command can be given; '' when it can. Verbs may be written as alternatives, "list|show".
sub wrong_line {
    my ($self, $program, @words) = @_;
    my %takes = map { $_ => 1 } $self->options($program);
    my ($at, $command) = ($program, '');
    while (defined(my $word = shift @words)) {
        last if $word =~ /^(?:#|;|\||\|\||&&|&|[<>].*|\.\.\.)$/; # the shell's
        $word =~ s/^[\['"(]+//;
        if ($word =~ /^(--?[a-z][\w-]*)/i) {
            return "$at takes no $1" if !$takes{$1} && !$takes{substr $1, 0, 2};
            shift @words if $word =~ /^-c$/ || $word eq '--config';
            next;
        }
        next if $program ne 'earshot' || $command =~ / / || ($command ne '' && !$self->verbs($command));
        for my $one (split /[|,]/, $word =~ s/[;:.,)]+$//r) {
            my $named = $command eq '' ? $one : "$command $one";
            return "there is no command '$named'" if !$self->{commands}{$named};
        }
        last if $word =~ /[|,]/;
        $word =~ s/[;:.,)]+$//;
        $command = $command eq '' ? $word : "$command $word";
        $at = "earshot $command";
        last if $command eq 'help';
        %takes = map { $_ => 1 } $self->options($command), '--help', '-h';
    }
    return '';
}

# The command lines of ours in a text: [line number, program, words...]. In Markdown they stand in `spans` and fences, in a manual page
# behind .Ql and .Dl and in literal displays.
sub command_lines {
    my ($text) = @_;
    my ($number, $code, @found) = (0, 0);
    for my $line (split /\n/, $text) {
        $number++;
        $code = !$code, next if $line =~ /^\s*```/;
        $code = 1, next if $line =~ /^\.Bd -literal/;
        $code = 0, next if $line =~ /^\.Ed/;
        my @spans = $code ? ($line) : $line =~ /^\.(?:Ql|Dl) (.*)/ ? ($1 =~ s/ [.,;]$//r) : $line =~ /`([^`]+)`/g;
        for my $span (map { split /&&|;/ } @spans) {
            $span =~ s/\s+#.*//;
            $span =~ s/^(?:\@\w+|(?:[\d*\/,-]+\s+){4}[\d*\/,-]+)\s+\w+\s+(?=\S*earshot )//; # a crontab's
            $span =~ s/^\s*(?:[\$#]\s+)?(?:[A-Z_]+=\S+\s+)*(?:if\s+)?(?:sudo\s+(?:-u\s+\S+\s+)?|runuser\s+-u\s+\S+\s+--\s+|setpriv(?:\s+--\S+)+\s+|watch\s+)?//;
            push @found, [$number, $1, split ' ', $2] if $span =~ m{^(?:build/|/usr/s?bin/)?(earshot(?:-milter|-courier)?)(?:\s+(.*))?$} && defined $2;
        }
    }
    return @found;
}

sub wrong_lines {
    my ($self, $name, $text) = @_;
    return map { my ($number, @words) = @$_; my $why = $self->wrong_line(@words); $why eq '' ? () : "$name:$number: $why: @words" } command_lines($text);
}

# In a message of a program: "earshot thread phase %s" or 'earshot verify names ...'; what follows a command may be plain words.
sub wrong_advice {
    my ($self, $text) = @_;
    my @wrong;
    while ($text =~ /(?<![\w\/-])earshot ([a-z][a-z-]+)(?: ([a-z][a-z-]+))?/g) {
        my ($command, $verb) = ($1, $2);
        push @wrong, "there is no command '$command'" if !$self->{commands}{$command};
        push @wrong, "there is no command '$command $verb'" if defined $verb && $self->verbs($command) && !$self->{commands}{"$command $verb"};
    }
    return @wrong;
}

# ---- README --------------------------------------------------------------------------------------------------------------

# Its list "The tools": each line is right, and each command and verb stands in it.
sub wrong_tools {
    my ($self, $readme) = @_;
    my ($list) = $readme =~ /^## The tools\n\n```\n(.*?)^```/ms or return 'README: there is no list under "The tools"';
    my (@wrong, %told);
    for my $line (split /\n/, $list) {
        my ($words, $about) = $line =~ /^earshot (.*?)\s{2,}(\S.*)$/ or do { push @wrong, "README: not 'earshot COMMAND  what it does': $line"; next };
        push @wrong, "README: wider than 120 columns: $line" if length $line > 120;
        my $why = $self->wrong_line('earshot', split ' ', $words);
        push @wrong, "README: $why: $line" if $why ne '';
        my ($command, $verbs) = $words =~ /^(\S+)(?: ([^\s\[<-]\S*))?/;
        $told{$command} = 1;
        # Further verbs may stand in the text of a family: "list, show KEY|ADDRESS".
        $told{"$command $_"} = 1 for grep { $self->{commands}{"$command $_"} } split(/[|,]/, $verbs // ''), $about =~ /[\w-]+/g;
    }
    return (@wrong, map {"README: 'earshot $_' is not among the tools"} grep { !$told{$_} } $self->column('command', 0));
}

# ---- the configuration ---------------------------------------------------------------------------------------------------

# conf/earshot.conf: all keys and no others, each with its default.
sub wrong_config {
    my ($self, $text) = @_;
    my (%shown, $section, @wrong);
    for my $line (split /\n/, $text) {
        $section = $1 =~ s/^(mailbox|pm|account) .*/$1 NAME/r if $line =~ /^#?\[(.+)\]$/;
        $shown{"$section $1"} = $2 if $line =~ /^#?([a-z][a-z.-]*) = (.*)$/;
    }
    push @wrong, differ('earshot.conf', [map {"$_->[0] $_->[1]"} $self->rows('config')], [keys %shown]);
    for my $row ($self->rows('config')) {
        my ($at, $initial) = ("$row->[0] $row->[1]", $row->[3]);
        push @wrong, "earshot.conf: $at is shown as '$shown{$at}', the default is '$initial'" if defined $shown{$at} && $initial ne '' && $shown{$at} ne $initial;
    }
    return @wrong;
}

# Configurations shown in a text, in fences or literal displays that begin with a section: each key there is, in its section.
sub wrong_keys {
    my ($self, $name, $text) = @_;
    my (%known, %sections, $section, $inside, @wrong);
    ($known{"$_->[0] $_->[1]"}, $sections{$_->[0]}) = (1, 1) for $self->rows('config');
    my $number = 0;
    for my $line (split /\n/, $text) {
        $number++;
        if ($line =~ /^\s*(?:```|\.Bd|\.Ed)/) { $inside = $line !~ /\.Ed/; undef $section; next }
        ($section) = grep {/^$1(?: NAME)?$/} sort keys %sections if $inside && $line =~ /^#?\[([a-z]+)(?: \w+)?\]$/; # none: of another program
        push @wrong, "$name:$number: there is no key '$1' in [$section]" if defined $section && $line =~ /^#?([a-z][a-z.-]*) = / && !$known{"$section $1"};
    }
    return @wrong;
}

# ---- manual pages, as they are shown in plain characters -------------------------------------------------------------------

# The text of a section or of a heading within it.
sub section {
    my ($page, $name) = @_;
    my ($text) = $page =~ /^\Q$name\E\n(.*?)(?=^\S|\z)/ms;
    return $text // '';
}

# What stands at the head of list items in a text, at so many blanks.
sub heads {
    my ($text, $indent) = @_;
    return $text =~ /^ {$indent}(\S.*?)(?= {2,}|$)/mg;
}

# earshot(1): each command and its options, and no others.
sub wrong_commands {
    my ($self, $page) = @_;
    my (%found, $command, @wrong);
    my ($groups) = section($page, 'COMMANDS') =~ /^( {3}\S.*)/ms or return 'earshot(1): there are no groups of commands';
    for my $line (split /\n/, $groups) {
        if ($line =~ /^ {5}(\S.*)/) {
            my $head = $1;
            ($command) = grep { $head =~ /^\Q$_\E(?: |$)/ } sort { length $b <=> length $a } $self->leaves;
            $found{$command} = [] if defined $command;
            push @wrong, "earshot(1): this is no command: $head" if !defined $command;
        }
        push @{$found{$command}}, $line =~ /(?:^ {13}|, )(--?[a-z][\w-]*)/gi if defined $command && $line =~ /^ {13}--?[a-z]/i;
    }
    push @wrong, differ('earshot(1)', [$self->leaves], [keys %found]);
    for my $leaf (grep { $found{$_} } $self->leaves) {
        my @own = map { ("--$_->[0]", $_->[1] eq '' ? () : "-$_->[1]") } @{$self->{options}{$leaf} || []};
        push @wrong, differ("earshot(1), $leaf", \@own, $found{$leaf});
    }
    return @wrong;
}

# The options of a page's section OPTIONS, or of --help.
sub options_of_page { my ($page) = @_; return section($page, 'OPTIONS') =~ /^ {5}(?:(-\w), )?(--[\w-]+)/mg }
sub options_of_help { my ($help) = @_; return $help =~ /^  (?:(-\w), )?(--[\w-]+)/mg }

sub wrong_options {
    my ($self, $program, $page, $help) = @_;
    my @page = grep { defined } options_of_page($page);
    my @help = grep { defined } options_of_help($help);
    return (differ("$program, page", [$self->options($program)], \@page), differ("$program --help", [$self->options($program)], \@help));
}

# earshot.conf(5): each key with its default.
sub wrong_conf_page {
    my ($self, $page) = @_;
    my (%told, $section, @wrong);
    for my $part (split /^(?= {3}Section )/m, section($page, 'SECTIONS AND KEYS')) {
        my ($name) = $part =~ /^ {3}Section (.*)/ or next;
        $told{"$name $1"} = $2 while $part =~ /^ {5}([a-z][a-z.-]*) = .*\n((?: {13}.*\n|\n)*)/mg;
    }
    push @wrong, differ('earshot.conf(5)', [map {"$_->[0] $_->[1]"} $self->rows('config')], [keys %told]);
    for my $row ($self->rows('config')) {
        my $text = ($told{"$row->[0] $row->[1]"} // next) =~ s/\s+/ /gr;
        my $default = $row->[3] eq '' ? 'no default' : "The default is `$row->[3]'";
        push @wrong, "earshot.conf(5): $row->[0] $row->[1] does not say: $default" if index($text, $default) < 0;
    }
    return @wrong;
}

1;
