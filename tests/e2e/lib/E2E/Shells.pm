package E2E::Shells;

# What the shells themselves offer behind the beginning of a line, with our completions: bash, zsh in a terminal of its own, and fish.
# Each takes the directory of the completions and lines, and returns a list of words for each line.

use strict;
use warnings;
use E2E::Rig;

# COMP_WORDS as bash parts a line: at blanks and at "=".
sub bash {
    my ($rig, $dir, @lines) = @_;
    my $script = $rig->write_file('complete.bash', <<'END');
. "$1"
while IFS= read -r line; do
    COMP_WORDS=()
    for word in $line; do
        while [[ $word == *=* ]]; do
            COMP_WORDS+=("${word%%=*}" '=')
            word=${word#*=}
        done
        [[ -n $word ]] && COMP_WORDS+=("$word")
    done
    [[ $line == *[\ =] ]] && COMP_WORDS+=('')
    [[ $line == *= ]] && unset 'COMP_WORDS[-1]'
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _earshot
    printf '= %s\n' "$line"
    printf '%s\n' "${COMPREPLY[@]}"
done
END
    my $asked = $rig->write_file('lines', join '', map {"$_\n"} @lines);
    return blocks($rig->run({within => 20, stdin => $asked}, 'bash', '--norc', $script, "$dir/bash/earshot"));
}

# zsh completes only in a terminal: one of zsh/zpty. What is offered is written down on its way to the screen.
sub zsh {
    my ($rig, $dir, @lines) = @_;
    my $hits = $rig->dir('hits');
    my $setup = $rig->write_file('setup.zsh', <<"END");
fpath=($dir/zsh \$fpath)
autoload -Uz compinit
compinit -D -u
compadd() {
    [[ \${\@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]] && { builtin compadd "\$\@"; return; }
    local -a found
    builtin compadd -A found "\$\@"
    print -rl -- \$found >>$hits
    builtin compadd "\$\@"
}
finished() { print DO''NE }
told() { comppostfuncs=(finished) }
again() { compprefuncs=(told); zle kill-whole-line }
compprefuncs=(told)
zle -N again
bindkey '^I' complete-word
bindkey '^U' again
stty rows 500 columns 200
PS1=READY
END
    my $drive = $rig->write_file('drive.zsh', <<"END");
zmodload zsh/zpty || exit
zpty shell zsh -f -i
zpty -w shell ". $setup"
zpty -r shell seen '*READY*'
while IFS= read -r line; do
    : >$hits
    zpty -w -n shell "\$line"\$'\\t'
    zpty -r shell seen '*DONE*'
    print -r -- "= \$line"
    sort -u $hits
    zpty -w -n shell \$'\\x15'
done
zpty -d shell
END
    my $asked = $rig->write_file('lines', join '', map {"$_\n"} @lines);
    return blocks($rig->run({within => 30, stdin => $asked}, 'env', 'TERM=dumb', 'zsh', '-f', $drive));
}

sub fish {
    my ($rig, $dir, @lines) = @_;
    my $asked = $rig->write_file('lines', join '', map {"$_\n"} @lines);
    my $script = $rig->write_file('complete.fish', <<"END");
source $dir/fish/earshot.fish
source $dir/fish/earshot-milter.fish
source $dir/fish/earshot-courier.fish
while read -l line
    echo "= \$line"
    complete -C "\$line"
end < $asked
END
    my $home = $rig->make_dir('home');
    return blocks($rig->run({within => 20}, 'env', "HOME=$home", "XDG_CONFIG_HOME=$home", 'fish', '--no-config', $script));
}

# line => its words, sorted; what fish says of a word and what a word of an option begins with ("--log=") is left out.
sub blocks {
    my ($status, $out, $err) = @_;
    my (%words, $line);
    for my $said (split /\n/, $out) {
        if ($said =~ /^= (.*)/) { $line = $1; $words{$line} = []; next }
        next if $said eq '' || !defined $line;
        $said =~ s/\t.*//;
        $said =~ s/^--[\w-]+=(?=.)//;
        $said =~ s/=$//;
        push @{$words{$line}}, $said;
    }
    $_ = [sort @$_] for values %words;
    return (\%words, "status $status\n$err");
}

1;
