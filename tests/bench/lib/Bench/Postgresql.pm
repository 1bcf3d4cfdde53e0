package Bench::Postgresql;

# The store in PostgreSQL: against LMDB in the same run, at several distances, by several gateways; how its statements are planned on a
# large store, and what a conversation takes up there. The server is a private cluster on the disk that is measured, with fsync as it is
# by default, on the same cores as all else.

use strict;
use warnings;
use Bench::Figures;
use Bench::Files;
use Bench::Subjects;
use Bench::Turn;
use E2E::Postgres;
use E2E::Rig;
use File::Path qw(make_path remove_tree);
use JSON::PP ();
use List::Util qw(sum0);

my @distances = (0, 500); # microseconds to the server and back
my $each = 10;            # connections to each of several gateways

sub new {
    my (%run) = @_;
    die "PostgreSQL is not here: tests/support/install postgresql\n" if !E2E::Postgres::bin();
    my $rig = E2E::Rig->new('bench', quiet => 1);
    my %settings = (shared_buffers => '512MB', max_wal_size => '4GB', max_connections => 200, shared_preload_libraries => 'pg_stat_statements', log_min_messages => 'warning');
    $ENV{EARSHOT_MODULES} = $run{opt}{build}; # for those beside which the module does not lie
    my $self = bless {%run, rig => $rig, server => E2E::Postgres->new($rig, settings => \%settings)->start, schemas => 0, problems => []}, __PACKAGE__;
    $self->{distance} = E2E::Rig::support('distance.so', qw(-D_GNU_SOURCE -shared -fPIC));
    $self->{server}->psql('CREATE EXTENSION pg_stat_statements', user => 'postgres');
    return $self;
}

sub measure {
    my $self = new(@_);
    my %figures = (loads => $self->loads, gateways => $self->gateways);
    my $text = "## The store in PostgreSQL\n\n" . $self->loads_text($figures{loads}) . $self->gateways_text($figures{gateways}) . notes();
    $self->{rig}->end(0);
    return {text => $text, figures => \%figures, problems => $self->{problems}};
}

# ---- gateways -------------------------------------------------------------------------------------------------------

sub new_url { my ($self) = @_; return $self->{server}->url(options => {search_path => 'bench' . ++$self->{schemas}}) }

# A subject of Bench::Turn: `url` undef is LMDB; `key` is the key file of another, when they share a store; `distance` to the server.
sub gateway {
    my ($self, %with) = @_;
    my $build = $self->{opt}{build};
    my $start = sub {
        my ($dir, $socket) = @_;
        make_path("$dir/store");
        system('cp', '-p', $with{key}, "$dir/key") == 0 or die "no key\n" if $with{key};
        my @command = Bench::Subjects::earshot($build, $dir, $socket, 'answer', 'accepted', $with{url} ? (store => $with{url}) : ());
        return @command if !$with{url};
        system("$build/earshot -c $dir/earshot.conf store init >$dir/init.log 2>&1") == 0 or die "earshot store init failed:\n" . tail("$dir/init.log") if !$with{key};
        write_file("$dir/rounds", pack 'Q', 0);
        return ('env', "LD_PRELOAD=$self->{distance}", "EARSHOT_TEST_DISTANCE=$with{distance}", "EARSHOT_TEST_ROUNDS=$dir/rounds", @command);
    };
    return {key => $with{name}, earshot => 1, start => $start};
}

# Several of one store, or one of its own; each {pid, socket, dir}.
sub start_all {
    my ($self, $count, %with) = @_;
    my @started;
    for my $number (1 .. $count) {
        my $subject = $self->gateway(name => "gateway $number", %with, @started ? (key => "$started[0]{dir}/key") : ());
        my ($pid, $socket, undef, $dir) = $self->{turn}->start($subject);
        push @started, {subject => $subject, pid => $pid, socket => $socket, dir => $dir};
    }
    return @started;
}

sub stop_all {
    my ($self, @started) = @_;
    $self->{turn}->stop($_->{pid}, 10), remove_tree($_->{dir}) for @started;
    return;
}

# All are loaded side by side; the reports of the load.
sub load_all {
    my ($self, $connections, $bound, @started) = @_;
    my @pipes = map {
        open my $pipe, '-|', "$self->{opt}{tools}/load", qw(--json --quiet --rcpt support@example.test --auth-results mx.example.test),
            $self->{opt}{mail} ? ('--dir', $self->{opt}{mail}) : ('--seed', ++$self->{loads}), '--connections', $connections, @$bound, "unix:$_->{socket}" or die "load: $!\n";
        $pipe;
    } @started;
    return map { my $said = do { local $/; readline $_ }; close $_ or die "a load failed:\n" . join '', map { tail("$_->{dir}/filter.log") } @started; JSON::PP::decode_json($said) } @pipes;
}

# ---- what the server did --------------------------------------------------------------------------------------------

sub ask { my ($self, $sql) = @_; return split /\|/, $self->{server}->psql($sql, user => 'postgres') }

my @kinds = (['get', 'SELECT version,%'], ['gets', 'SELECT key, version, value FROM t__ WHERE key = ANY%'], ['seek', 'SELECT key, version, value FROM t__ WHERE key >=%'],
    ['check', 'SELECT asked.number%'], ['put', 'INSERT INTO t%'], ['delete', 'DELETE FROM t%'], ['lock', 'SELECT commits FROM state FOR UPDATE%']);

sub counts {
    my ($self, $schema) = @_;
    my %is = (cpu => (Bench::Turn::usage($self->{server}->pid))[0]);
    @is{qw(statements time)} = $self->ask('SELECT sum(calls), sum(total_exec_time + total_plan_time) FROM pg_stat_statements');
    ($is{"of $_->[0]"}, $is{"rows of $_->[0]"}) = $self->ask("SELECT coalesce(sum(calls), 0), coalesce(sum(rows), 0) FROM pg_stat_statements WHERE query LIKE '$_->[1]'") for @kinds;
    ($is{commits}) = $self->ask("SELECT commits FROM $schema.state") if $schema;
    return \%is;
}

sub rounds_of { my ($dir) = @_; return unpack 'Q', read_file("$dir/rounds") || pack 'Q', 0 }

# One turn of so many gateways with a store of their own.
sub turn {
    my ($self, $gateways, $connections, %with) = @_;
    my $url = $with{lmdb} ? undef : $self->new_url;
    my $schema = $url ? "bench$self->{schemas}" : undef;
    my @started = $self->start_all($gateways, url => $url, distance => $with{distance} // 0);
    $self->load_all($connections, ['--messages', $connections > 25 ? 5 * $connections : 20 * $connections, '--seconds', 5], @started);
    my $before = $url ? $self->counts($schema) : {};
    my $rounds = sum0(map { rounds_of($_->{dir}) } @started);
    my @cpu = map { (Bench::Turn::usage($_->{pid}))[0] } @started;
    my @reports = $self->load_all($connections, ['--seconds', $self->{opt}{seconds}], @started);
    my $after = $url ? $self->counts($schema) : {};
    my $messages = sum0(map { $_->{messages} } @reports) || 1;
    my %seen = (
        messages => $messages, rate => sum0(map { $_->{rate} } @reports),
        (map { my $which = $_; $which => median(map { $_->{eom_ms}{$which} } @reports) } qw(p50 p99)),
        cpu => (sum0(map { (Bench::Turn::usage($_->{pid}))[0] } @started) - sum0(@cpu)) * 1000 / $messages,
    );
    if ($url) {
        $seen{rounds} = (sum0(map { rounds_of($_->{dir}) } @started) - $rounds) / $messages;
        my %more = map { $_ => $after->{$_} - $before->{$_} } keys %$after;
        $seen{server} = $more{cpu} * 1000 / $messages;
        $seen{statements} = $more{statements} / $messages;
        $seen{commits} = $more{commits} / ($self->{opt}{seconds} || 1);
        $seen{shared} = $messages / ($more{commits} || 1);
        $seen{changed} = $more{'rows of check'} / ($more{commits} || 1);
        $seen{$_->[0]} = $more{"of $_->[0]"} / $messages for @kinds;
    }
    for (@reports) { push @{$self->{problems}}, "not every message was treated as it should be" if !Bench::Subjects::tagged($_) }
    $self->stop_all(@started);
    return \%seen;
}

# ---- (a) against LMDB -----------------------------------------------------------------------------------------------

sub ways { return (['LMDB', lmdb => 1], map { [$_ ? sprintf('PostgreSQL, %.1f ms away', $_ / 1000) : 'PostgreSQL beside it', distance => $_] } @distances) }

# {connections}{way}: a turn for each round.
sub loads {
    my ($self) = @_;
    my %seen;
    for my $connections (1, split /,/, $self->{opt}{connections}) {
        for my $round (1 .. $self->{opt}{rounds}) {
            for my $way (ways()) {
                my ($name, @with) = @$way;
                my $turn = $self->turn(1, $connections, @with);
                push @{$seen{$connections}{$name}}, $turn;
                printf STDERR "%d connections, round %d/%d, %s: %.0f messages/s, end of message %.2f ms, p99 %.2f ms, %s round trips\n", $connections, $round,
                    $self->{opt}{rounds}, $name, @{$turn}{qw(rate p50 p99)}, number($turn->{rounds}, 1);
            }
        }
    }
    return \%seen;
}

sub over { my ($turns, $what) = @_; return median(map { $_->{$what} } @$turns) }

sub loads_text {
    my ($self, $seen) = @_;
    my @rows = (['connections', 'store', 'messages/s', 'spread', 'of LMDB', 'eom p50 ms', 'eom p99 ms', 'CPU ms', "server's CPU ms", 'round trips', 'statements', 'messages a commit']);
    for my $connections (sort { $a <=> $b } keys %$seen) {
        for my $name (map { $_->[0] } ways()) {
            my $turns = $seen->{$connections}{$name};
            my @rates = map { $_->{rate} } @$turns;
            push @rows, [$connections, $name, number(median(@rates), 0), spread(0, @rates), number(median(ratios(\@rates, [map { $_->{rate} } @{$seen->{$connections}{LMDB}}])), 2),
                map({ number(over($turns, $_), 2) } qw(p50 p99 cpu server rounds statements)), number(over($turns, 'shared'), 1)];
        }
    }
    return "### Against LMDB, $self->{opt}{rounds} rounds of $self->{opt}{seconds} s\n\n" . table(2, @rows) . "\n";
}

# ---- (b) many gateways ----------------------------------------------------------------------------------------------

sub gateways {
    my ($self) = @_;
    my %seen;
    for my $round (1 .. $self->{opt}{rounds}) {
        for my $distance (@distances) {
            for my $count (1, 2, 4) {
                my $turn = $self->turn($count, $each, distance => $distance);
                push @{$seen{$distance}{$count}}, $turn;
                printf STDERR "%d gateways %d us away, round %d/%d: %.0f messages/s, %.0f commits/s, end of message %.2f ms\n", $count, $distance, $round,
                    $self->{opt}{rounds}, @{$turn}{qw(rate commits p50)};
            }
        }
    }
    return \%seen;
}

sub gateways_text {
    my ($self, $seen) = @_;
    my @rows = (['away ms', 'gateways', 'messages/s', 'spread', 'commits/s', 'messages a commit', 'changed rows a commit', 'eom p50 ms', 'eom p99 ms', 'round trips', 'statements', map({ $_->[0] } @kinds),
        'CPU ms', "server's CPU ms"]);
    for my $distance (sort { $a <=> $b } keys %$seen) {
        for my $count (sort { $a <=> $b } keys %{$seen->{$distance}}) {
            my $turns = $seen->{$distance}{$count};
            push @rows, [number($distance / 1000, 1), $count, number(over($turns, 'rate'), 0), spread(0, map { $_->{rate} } @$turns), number(over($turns, 'commits'), 0),
                number(over($turns, 'shared'), 1), number(over($turns, 'changed'), 1), map({ number(over($turns, $_), 2) } qw(p50 p99 rounds statements), map({ $_->[0] } @kinds), qw(cpu server))];
        }
    }
    return "### Several gateways with one database, $each connections each\n\n" . table(2, @rows) . "\n";
}

# ---- (c) a large store: sizes and plans -----------------------------------------------------------------------------

# With the most of --threads; what is measured as in `scale`.
sub plans {
    my $self = new(@_);
    my ($opt, $server) = @{$self}{qw(opt server)};
    my ($threads) = sort { $b <=> $a } split /,/, $opt->{threads};
    my $url = $self->new_url;
    my $dir = $self->{turn}->work . '/plans';
    make_path($dir);
    my $subject = $self->gateway(name => "$threads threads", url => $url, distance => 0);
    my (@argv) = $subject->{start}->($dir, "unix:$dir/m.sock"); # its configuration, key and tables
    $server->set(synchronous_commit => 'off'); # while it is filled
    my $begun = time;
    system("$opt->{tools}/fill", "$dir/earshot.conf", $threads) == 0 or die "$opt->{tools}/fill failed\n";
    my $filled = time - $begun;
    $server->set(synchronous_commit => 'on');
    $server->psql('VACUUM ANALYZE', user => 'postgres');
    my $text = "## A store in PostgreSQL with $threads conversations\n\n" . $self->sizes_text($threads) . $self->time_text($subject, $dir, $threads) . $self->plans_text;
    $self->{rig}->end(0);
    return {text => "${text}Filled in $filled s, with each conversation of one message; sealed bytes of made letters of 1,800 bytes.\n", problems => $self->{problems}};
}

sub sizes_text {
    my ($self, $threads) = @_;
    my $schema = "bench$self->{schemas}";
    my @lines = split /\n/, $self->{server}->psql("SELECT c.relname, s.n_live_tup, pg_table_size(c.oid), pg_indexes_size(c.oid) FROM pg_class c JOIN pg_stat_user_tables s ON s.relid = c.oid"
        . " WHERE c.relnamespace = '$schema'::regnamespace AND s.n_live_tup > 0 ORDER BY pg_total_relation_size(c.oid) DESC", user => 'postgres');
    my @all = map { [split /\|/] } @lines;
    my @total = ('all', sum0(map { $_->[1] } @all), sum0(map { $_->[2] } @all), sum0(map { $_->[3] } @all));
    my $row = sub { my ($name, $rows, $table, $index) = @_; return [$name, $rows, number($table / 1e6, 1), number($index / 1e6, 1), $rows ? number(($table + $index) / $rows, 0) : '-', number(($table + $index) / $threads, 0)] };
    return "### Its tables\n\n" . table(1, ['table', 'rows', 'table MB', 'index MB', 'bytes a row', 'bytes a conversation'], $row->(@total), map { $row->(@$_) } grep { $_->[2] + $_->[3] > $total[2] / 1000 } @all)
        . "\nTheir numbers are those of `Table` in lib/store.h; what is of one conversation stands in t05, persons' keys in t47.\n\n";
}

sub time_text {
    my ($self, $subject, $dir, $threads) = @_;
    my ($pid, $socket, $start) = $self->{turn}->start($subject, $dir);
    my @mail = (qw(--auth-results mx.example.test --letter 5000 --from person%@customer.example --people), int($threads / 5) || 1);
    my $load = sub {
        my ($well, $report) = ask_json("$self->{opt}{tools}/load", qw(--json --quiet --rcpt support@example.test --connections 1 --rate 20), @mail, @_, "unix:$socket");
        die "the load failed\n" if !$well;
        return $report;
    };
    $load->('--messages', 60, '--seconds', 10);
    my $report = $load->('--seconds', 8);
    push @{$self->{problems}}, 'not every message was tagged' if !Bench::Subjects::tagged($report);
    $self->{turn}->stop($pid, 10);
    return sprintf "### Its time\n\nEnd of message: p50 %.2f ms, p99 %.2f ms, of letters of 5,000 bytes from known people, 20 a second over one connection; start %.0f ms.\n\n",
        @{$report->{eom_ms}}{qw(p50 p99)}, $start * 1000;
}

# Of the table of conversations, with rows from all over it; what is written is undone.
sub plans_text {
    my ($self) = @_;
    my $schema = "bench$self->{schemas}";
    my %text = map { my ($name, $sql) = split /\t/; chomp $sql; $name => $sql } split /^/, `$self->{opt}{tools}/statements 5`;
    my %session = (search_path => $schema, $text{session} =~ /SET (\w+) = '?([^;']*[^;' ])/g);
    my $keys = sub { my ($count) = @_; return split /\n/, $self->{server}->psql("SELECT key::text || ' ' || version FROM t05 TABLESAMPLE SYSTEM (1) ORDER BY random() LIMIT $count", user => 'postgres', options => {search_path => $schema}) };
    my @rows = map { [split ' '] } $keys->(30);
    my $bytes = sub { return 'ARRAY[' . join(',', map {"'$_->[0]'::bytea"} @_) . ']' };
    my $versions = sub { return 'ARRAY[' . join(',', map {"$_->[1]::bigint"} @_) . ']' };
    my $values = 'ARRAY[' . join(',', map {"decode(repeat('5a', 600), 'hex')"} @rows) . ']';
    my @five = @rows[0 .. 4];
    my @all = (
        ['get', "'$rows[0][0]'", 'one row'], ['gets', $bytes->(@rows), '30 rows'], ['seek', "'$rows[0][0]', 8", '8 rows'],
        ['check gets', $bytes->(@rows) . ', ' . $versions->(@rows), '30 rows that stand as they were'],
        ['check seeks', $bytes->(@five) . ', ' . $bytes->(@five) . ', ' . $versions->(@five), '5 steps that stand as they were'],
        ['put', $bytes->(@rows) . ", $values, 7", '30 rows that are there'], ['delete', $bytes->(@five), '5 rows'], ['lock', '', ''], ['count', '7', ''], ['note', '1, 7', ''],
    );
    my $result = "### The plans of its statements\n\nOf t05, warm, with rows from all over the table (EXPLAIN (ANALYZE, BUFFERS)).\n";
    for my $one (@all) {
        my ($name, $with, $what) = @$one;
        my $run = 'EXECUTE s' . (length $with ? "($with)" : '');
        my $plan = $self->{server}->psql("BEGIN; PREPARE s AS $text{$name}; SAVEPOINT once; $run; ROLLBACK TO once; EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) $run; ROLLBACK", user => 'postgres', options => \%session);
        my @lines = split /\n/, $plan;
        shift @lines while @lines && $lines[0] !~ /^(?:Index|Limit|Insert|Delete|Update|LockRows|Nested|Seq|Subquery|Function|Result|Bitmap|Hash|Merge|Sort)/;
        $result .= "\n$name" . (length $what ? " ($what)" : '') . ":\n\n```\n$text{$name}\n" . join("\n", map { substr $_, 0, 160 } @lines) . "\n```\n";
    }
    return "$result\n";
}

sub notes {
    return <<"END";
The same messages as above, each of a new sender, mode answer with receipts; each turn has an empty store. Server, gateways and load run on the same
cores, so several gateways share what one had; what a database on a machine of its own gives is more. *away* is waited for each round trip
and costs nobody's processor. *Round trips*, *statements* and each kind of them are per message, those of judging it among them; so is CPU. *Changed rows* is what of
that which a transaction had read others had written meanwhile: its work was done again. eom is that of the median gateway.
END
}

1;
