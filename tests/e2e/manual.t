# Manual pages, --help, completions, the comments of the configuration and README say the same as the tables that the programs parse
# with. What compares them is shown to find planted faults first.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use E2E::Shells;
use E2E::Tables;
use Test::More;

E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
my $rig = E2E::Rig->new('manual');
my $top = E2E::Rig::top();
my @PAGES = qw(earshot.1 earshot-milter.8 earshot-courier.8 earshot.conf.5 earshot-templates.5 earshot-protocol.7);

sub is_fine { my ($name, @wrong) = @_; return ok(!@wrong, $name) || diag map {"$_\n"} @wrong }
sub finds { my ($name, $like, @wrong) = @_; return ok(scalar(grep { $_ =~ $like } @wrong), "planted: $name") || diag 'found only: ', join "\n", @wrong }
sub read_top { my ($path) = @_; return E2E::Rig::slurp("$top/$path") }

# ---- made as `make manual` makes them -------------------------------------------------------------------------------------

my ($status, $lines, $err) = $rig->run("$top/contrib/man/tables", E2E::Rig::build());
is $status, 0, 'the programs tell their tables' or BAIL_OUT($err);
my ($again, $same) = $rig->run("$top/contrib/man/tables", E2E::Rig::build());
is $same, $lines, 'always the same';
my $tables = E2E::Tables->new($lines);
my $file = $rig->write_file('tables', $lines);
my $has_mandoc = !system('command -v mandoc >/dev/null 2>&1');
my (%source, %page);
for my $name (@PAGES) {
    my ($made, $text, $why) = $rig->run("$top/contrib/man/fill", $file, "$top/contrib/man/$name.in");
    is "$made$why", 0, "$name is made";
    $source{$name} = $text;
    $rig->write_file($name, $text);
}
# A page in plain characters, so many columns wide.
sub shown { my ($name, $width) = @_; my (undef, $text) = $rig->run('mandoc', '-T', 'ascii', '-O', "width=$width", $rig->dir($name)); return $text =~ s/.\x08//gr }
if ($has_mandoc) { $page{$_} = shown($_, 250) for @PAGES }

# ---- help -----------------------------------------------------------------------------------------------------------------

my %help;
my $earshot = E2E::Earshot::program('earshot');
my @known = ($tables->column('command', 0), '');
for my $command (@known) {
    my ($ended, $text, $said) = $rig->run({within => 10}, $earshot, (split / /, $command), '--help');
    fail("earshot $command --help ends with $ended: $said") if $ended != 0 || $said ne '';
    $help{$command} = $text;
}
# What --help of each command says, against the tables.
sub wrong_help {
    my (%said) = @_;
    my @wrong = map { my $command = $_; map { length > 80 ? "earshot $command --help: wider than 80 columns: $_" : () } split /\n/, $said{$command} } sort keys %said;
    for my $leaf ($tables->leaves) {
        my @found = grep { defined } E2E::Tables::options_of_help($said{$leaf});
        push @wrong, E2E::Tables::differ("earshot $leaf --help", [$tables->options($leaf)], \@found);
    }
    push @wrong, E2E::Tables::differ('earshot --help', [$tables->tops], [grep { $_ ne 'earshot' } $said{''} =~ /^  ([a-z][a-z-]*) /mg]);
    for my $family (grep { $tables->verbs($_) } $tables->tops) {
        push @wrong, E2E::Tables::differ("earshot $family --help", [$tables->verbs($family)], [$said{$family} =~ /^  earshot \Q$family\E (\S+)/mg]);
    }
    return @wrong;
}
is_fine 'each command and verb is in --help with its options, in 80 columns', wrong_help(%help);
finds 'an option that --help lacks', qr/report --help: --since is missing/, wrong_help(%help, report => $help{report} =~ s/^  --since.*\n//mr);
finds 'a command that --help lacks', qr/earshot --help: verify is missing/, wrong_help(%help, '' => $help{''} =~ s/^  verify .*\n//mr);
finds 'a line that is too wide', qr/wider than 80/, wrong_help(%help, check => 'x' x 81 . "\n$help{check}");
my ($refused, undef, $usage) = $rig->run($earshot, qw(thread show));
is $refused, 64, 'a command without what it needs is a matter of usage';
is $usage =~ s/^usage: earshot \[-c FILE\] (.*)\n.*\n\z/$1/sr =~ s/\s+/ /gr, "thread show $tables->{usage}{'thread show'}", 'which is told as the tables have it';
ok !(grep { length > 80 } split /\n/, $usage), 'in 80 columns';
my (undef, $helped) = $rig->run($earshot, qw(help thread list));
is $helped, $help{'thread list'}, '`earshot help thread list` is the same';

# ---- pages ----------------------------------------------------------------------------------------------------------------

SKIP: {
    skip 'mandoc is not here: tests/support/install manual', 1 if !$has_mandoc;
    is_fine 'earshot(1) has each command, verb and option', $tables->wrong_commands($page{'earshot.1'});
    finds 'an option that earshot(1) lacks', qr/: --resend is missing/, $tables->wrong_commands($page{'earshot.1'} =~ s/^ {13}--resend.*\n//mr);
    finds 'a verb that is none', qr/this is no command: outbox burn/, $tables->wrong_commands($page{'earshot.1'} =~ s/^ {5}outbox drop/     outbox burn/mr);
    is_fine 'earshot.conf(5) has each key with its default', $tables->wrong_conf_page($page{'earshot.conf.5'});
    finds 'another default', qr/time-budget does not say/, $tables->wrong_conf_page($page{'earshot.conf.5'} =~ s/`2s'/`3s'/r);
    for my $name ('earshot', 'earshot-milter', 'earshot-courier') {
        my (undef, $said) = $rig->run(E2E::Earshot::program($name), '--help');
        my ($of) = grep {/^\Q$name\E\.\d$/} @PAGES;
        is_fine "$name: page, --help and table have the same options", $tables->wrong_options($name, $page{$of}, $said);
        finds "$name: an option that the page lacks", qr/page: --log is missing/, $tables->wrong_options($name, $page{$of} =~ s/^ {5}--log.*\n//mr, $said);
        ok !(grep { length > 80 } split /\n/, $said), "$name --help fits 80 columns";
    }
    for my $name (@PAGES) {
        my @wide = grep { length > 80 } split /\n/, shown($name, 80);
        is_fine "$name fits 80 columns", @wide;
        is_fine "$name: mandoc -T lint has nothing to say", lint($name);
    }
    $rig->write_file('planted.1', $source{'earshot.1'} =~ s/^\.Sh OPTIONS/.Zz nothing\n.Sh OPTIONS/mr);
    finds 'a macro that is none', qr/unknown macro/, lint('planted.1');
}

# What mandoc finds. That our pages are not installed here is no fault of theirs: they must be among those made.
sub lint {
    my ($name) = @_;
    my (undef, $out, $more) = $rig->run('mandoc', '-T', 'lint', '-W', 'all', $rig->dir($name));
    my %ours = map {/^(.*)\.(\d)$/ ? ("$1 $2" => 1) : ()} @PAGES;
    my %others = map { $_ => 1 } 'postconf 5', 'transport 5', 'sd_notify 3', 'systemd.socket 5', 'systemd.service 5';
    return grep { !/mandoc\.db/ && !(/referenced manual not found: Xr (\S+ \d)/ && ($ours{$1} || $others{$1})) } split /\n/, "$out$more";
}

# ---- names that scripts rely on ---------------------------------------------------------------------------------------------

my $protocol = $source{'earshot-protocol.7'};
my ($reasons) = $protocol =~ /^\.Sh REASONS NOT TO ANSWER\n(.*?)^\.Sh/ms;
is_deeply [$reasons =~ /^\.It Cm (\S+)/mg], [$tables->column('reason', 0)], 'reasons not to answer, in their order';
for my $kind (qw(level signal request missing phase outbox-kind outreach)) {
    my $want = join " ,\n", map {".Cm $_"} $tables->words($kind);
    like $protocol, qr/^\Q$want\E \.$/m, "names: $kind";
}
my @fields = map {"Earshot-$_"} read_top('lib/tags.c') =~ /add\(hearing, "(\w+)"/g;
my ($headers) = $protocol =~ /^\.Sh HEADER FIELDS\n(.*?)^\.Sh/ms;
is_fine 'header fields', E2E::Tables::differ('earshot-protocol(7)', \@fields, [$headers =~ /^\.It Cm (Earshot-\w+)/mg]);
is_fine 'commands by reply', map { $protocol =~ /^\Q$_->[1]\E$/m ? () : "earshot-protocol(7): $_->[1] is missing" } $tables->rows('order');
is_fine 'counters', E2E::Tables::differ('earshot-protocol(7)', [$tables->column('vital', 0)], [($protocol =~ /^\.Sh COUNTERS\n(.*?)^\.Sh/ms)[0] =~ /^\.It Cm (\S+)/mg]);

# The words of a page behind .It Cm, which may be several with commas.
sub items { my ($text) = @_; return map { grep { $_ ne ',' } split ' ', $_ } $text =~ /^\.It Cm (.*)$/mg }
sub part { my ($text, $from) = @_; my ($part) = $text =~ /^\.Sh \Q$from\E\n(.*?)(?=^\.Sh|\z)/ms; return $part // '' }

my $templates = $source{'earshot-templates.5'};
for my $pair (['acknowledge', 'VALUES OF ACKNOWLEDGEMENTS'], ['outreach', 'VALUES OF OUTREACH']) {
    my ($form, $heading) = @$pair;
    my @names = map { $_->[1] } grep { $_->[0] eq $form } $tables->rows('value');
    is_fine "values of $form", E2E::Tables::differ('earshot-templates(5)', \@names, [items(part($templates, $heading))]);
}

# Events of the log: contrib/docs/logs.md, which log.t holds to the code.
sub wrong_events {
    my ($logs, %pages) = @_;
    return map {
        my $of = $_;
        my @told = map { $_->[0] } grep { $_->[1] =~ /^(?:$of|both)$/ } map { [/^\| `([a-z-]+)` \| (\w+) \|/] } $logs =~ /^(\| `[a-z-]+` \| (?:milter|courier|both) \|)/mg;
        E2E::Tables::differ("earshot-$of(8)", \@told, [map {/^event=(.*)/} items(part($pages{$of}, 'DIAGNOSTICS'))])
    } qw(milter courier);
}
my $logs = read_top('contrib/docs/logs.md');
my %daemons = (milter => $source{'earshot-milter.8'}, courier => $source{'earshot-courier.8'});
is_fine 'each event of the log is told in the page of a daemon', wrong_events($logs, %daemons);
finds 'an event that no page tells', qr/milter\(8\): struck is missing/, wrong_events("$logs| `struck` | both | x | |\n", %daemons);
finds 'an event that is none', qr/courier\(8\): dreamt is not in/, wrong_events($logs, %daemons, courier => "$daemons{courier}.Sh DIAGNOSTICS\n" =~ s/^\.Sh DIAGNOSTICS\n/$&.It Cm event=dreamt\n/mr);

# Findings of `earshot status`.
my $judge = read_top('milter/status_judge.c');
my @findings = map {/"([a-z-]+)"/g} grep {defined} $judge =~ /(?:CODES\[STATUS_DAEMONS\] = \{([^}]*)\}|find\(\s*status, STATUS_\w+,\s*([^,]+),)/g;
my ($diagnostics) = part($source{'earshot.1'}, 'DIAGNOSTICS');
my %seen;
is_fine 'findings of `earshot status` and checks of `earshot doctor`', E2E::Tables::differ('earshot(1)', [(grep { !$seen{$_}++ } @findings), $tables->column('check', 0)], [items($diagnostics)]);

# ---- texts ------------------------------------------------------------------------------------------------------------------

my $conf = read_top('conf/earshot.conf');
is_fine 'conf/earshot.conf has each key with its default', $tables->wrong_config($conf);
finds 'another default', qr/hold is shown as '6s'/, $tables->wrong_config($conf =~ s/^#hold = 5s/#hold = 6s/mr);
finds 'a key that is none', qr/colour is not in the tables/, $tables->wrong_config("$conf#colour = blue\n");

my $readme = read_top('README.md');
is_fine 'README has each command and verb among the tools', $tables->wrong_tools($readme);
finds 'a tool that is none', qr/no command 'outbox fry'/, $tables->wrong_tools($readme =~ s/^earshot outbox list/earshot outbox fry/mr);
finds 'a command that README lacks', qr/'earshot verify' is not among/, $tables->wrong_tools($readme =~ s/^earshot verify .*\n//mr);

my @texts = map {s{^\Q$top\E/}{}r} grep { !m{/train/} } "$top/README.md", glob("$top/contrib/*.md $top/contrib/*/*.md $top/contrib/man/*.in $top/conf/earshot.conf $top/contrib/debian/*.md");
my @given = map { E2E::Tables::command_lines(read_top($_)) } @texts;
cmp_ok scalar @given, '>', 50, 'command lines are found in ' . @texts . ' texts';
is_fine 'each of them can be given', map { $tables->wrong_lines($_, read_top($_)) } @texts;
my @scripts = map {s{^\Q$top\E/}{}r} grep {-f} glob("$top/contrib/debian/earshot.* $top/contrib/init/* $top/contrib/systemd/*.service $top/contrib/debian/tests/*");
is_fine 'and each that a script of the package gives', map { $tables->wrong_lines($_, "```\n" . read_top($_)) } @scripts;
finds 'a verb that is none', qr/x:1: there is no command 'thread lsit'/, $tables->wrong_lines('x', 'as `earshot thread lsit` has it');
finds 'an option that is none', qr/x:2: earshot report takes no --hmtl/, $tables->wrong_lines('x', "```\n\$ sudo -u earshot earshot report --since 2026-11-01 --hmtl x\n```\n");
# What programs say to do: the words of a command in their own messages, as far as they are written out.
my @said = map { my $path = $_; map { [$path =~ s{.*/}{}r, $_] } E2E::Rig::slurp($path) =~ s/"\s*\n?\s*"//gr =~ /"((?:[^"\\\n]|\\.)*)"/g } glob("$top/milter/*.c $top/lib/*.c");
cmp_ok scalar(grep { $_->[1] =~ /\bearshot [a-z]/ } @said), '>', 30, 'advice is found in the sources';
is_fine 'what programs say to do can be done', map { my ($path, $text) = @$_; map {"$path: $_: $text"} $tables->wrong_advice($text) } @said;
finds 'advice that nobody can follow', qr/no command 'key make'/, $tables->wrong_advice('it is gone; earshot key make FILE');
finds 'a line of a crontab', qr/x:2: earshot metrics takes no --text/, $tables->wrong_lines('x', "```\n* 3 * * 1-5  root  earshot metrics --text x\n```\n");
finds 'an option of a daemon', qr/x:1: earshot-milter takes no --speed/, $tables->wrong_lines('x', '`earshot-milter --speed`');

is_fine 'each key of a configuration in a text is one', map { $tables->wrong_keys($_, read_top($_)) } @texts;
finds 'a key of another section', qr/x:3: there is no key 'domain' in \[relay\]/, $tables->wrong_keys('x', "```\n[relay]\ndomain = receipt.example.com\n```\n");

# ---- completions --------------------------------------------------------------------------------------------------------------

my $offers = $rig->make_dir('completions');
($status, undef, $err) = $rig->run("$top/contrib/completions/make", $file, $offers);
is "$status$err", 0, 'completions are made';
$rig->write_file("$offers/letter.eml", '');
my %want = (
    'earshot ' => [$tables->tops],
    'earshot th' => ['thread'],
    (map { ("earshot $_ " => [$tables->verbs($_)]) } grep { $tables->verbs($_) } $tables->tops),
    (map { ("earshot $_ --" => [grep {/^--/} $tables->options($_)]) } $tables->leaves),
    'earshot-milter --' => [grep {/^--/} $tables->options('earshot-milter')],
    'earshot-courier --' => [grep {/^--/} $tables->options('earshot-courier')],
    'earshot --log=' => [qw(syslog stderr)],
    'earshot-milter --log=st' => ['stderr'],
    'earshot explain --color=a' => [qw(auto always)],
    'earshot learn --level ' => [$tables->words('level')],
    'earshot thread phase 1 ' => [$tables->words('phase')],
    "earshot -c $file thread li" => ['list'],
    "earshot --log=stderr thread li" => ['list'],
    'earshot help thread sp' => ['split'],
    "earshot explain $offers/lett" => ["$offers/letter.eml"],
    "earshot explain --json $offers/lett" => ["$offers/letter.eml"],
    "earshot report --since 2026-11-01 --html $offers/lett" => ["$offers/letter.eml"],
);
for my $shell (qw(bash zsh fish)) {
  SKIP: {
        skip "$shell is not here: tests/support/install manual", 1 if system("command -v $shell >/dev/null 2>&1");
        my @asked = sort keys %want;
        my ($said, $how) = E2E::Shells->can($shell)->($rig, $offers, @asked);
        my @wrong;
        for my $line (@asked) {
            my %once = map { ($shell eq 'zsh' && m{^/|letter} ? $_ =~ s{.*/}{}r : $_) => 1 } @{$said->{$line} || []};
            my @right = sort map { $shell eq 'zsh' && m{^/} ? s{.*/}{}r : $_ } @{$want{$line}};
            push @wrong, "'$line' offers '@{[sort keys %once]}' and not '@right'" if "@{[sort keys %once]}" ne "@right";
        }
        is_fine "$shell offers " . @asked . ' times what the tables have', @wrong, @wrong ? $how : ();
    }
}
($status, undef, $err) = $rig->run("$top/contrib/completions/make", $rig->write_file('less', $lines =~ s/^command\tverify\t.*\n//mr), $rig->make_dir('less-completions'));
my ($less) = E2E::Shells::bash($rig, $rig->dir('less-completions'), 'earshot ver');
is_deeply $less->{'earshot ver'}, [], 'planted: a command that the tables do not have is not offered';

done_testing;
