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

sub measure {
    my (%run) = @_;
    my $opt = $run{opt};
    return {text => '', problems => ['PostgreSQL is not here: tests/support/install postgresql']} if !E2E::Postgres::bin();
    my $rig = E2E::Rig->new('bench', quiet => 1);
    my %settings = (shared_buffers => '512MB', max_wal_size => '4GB', max_connections => 200, shared_preload_libraries => 'pg_stat_statements', log_min_messages => 'warning');
    my $self = bless {%run, rig => $rig, server => E2E::Postgres->new($rig, settings => \%settings)->start, schemas => 0, problems => []}, __PACKAGE__;
    $self->{distance} = E2E::Rig::support('distance.so', qw(-D_GNU_SOURCE -shared -fPIC));
    $self->{server}->psql('CREATE EXTENSION pg_stat_statements', user => 'postgres');
    my %figures = (loads => $self->loads, gateways => $self->gateways);
    my $text = "## The store in PostgreSQL\n\n" . $self->loads_text($figures{loads}) . $self->gateways_text($figures{gateways}) . notes();
    $rig->end(0);
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

sub notes {
    return <<"END";
The same messages as above, each of a new sender, mode answer with receipts; each turn has an empty store. Server, gateways and load run on the same
cores, so several gateways share what one had; what a database on a machine of its own gives is more. *away* is waited for each round trip
and costs nobody's processor. *Round trips*, *statements* and each kind of them are per message, those of judging it among them; so is CPU. *Changed rows* is what of
that which a transaction had read others had written meanwhile: its work was done again. eom is that of the median gateway.
END
}

1;
