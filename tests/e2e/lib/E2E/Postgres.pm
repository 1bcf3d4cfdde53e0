package E2E::Postgres;

# A private PostgreSQL: a cluster of the test's own below the rig's directory, which writes to the disk as a real one does (fsync), on a
# UNIX socket, and on a port of loopback where asked. PostgreSQL does not run as root: there it runs as nobody. Ended by process ids, and
# with the test, however that ends.

use strict;
use warnings;
use E2E::Rig;
use File::Path qw(remove_tree);
use Test::More import => [qw(plan)];
use Time::HiRes qw(sleep);

delete @ENV{grep {/^PG/} keys %ENV}; # whoever runs the tests may have a server of their own
my $DATABASES = 0;
my $PORT = 5432;                     # on a UNIX socket a part of its name, nothing more

# Where initdb, postgres, psql and so on are: Debian's, the newest first, else what tests/support/install unpacked.
sub bin {
    my ($found) = grep { my $bin = $_; !grep { !-x "$bin/$_" } qw(initdb postgres psql pg_dump pg_basebackup) }
        map { sort { version($b) <=> version($a) } glob "$_/usr/lib/postgresql/*/bin" } '', E2E::Rig::top() . '/build/postgresql/root';
    return $found;
}
sub version { my ($bin) = @_; return $bin =~ m{(\d+)/bin$} ? $1 : 0 }
sub need { bin() or plan(skip_all => 'needs PostgreSQL: tests/support/install postgresql'); return }

# name: of its process and directory ('postgres'); port => 1: listens on loopback too; settings => {of postgresql.conf}.
# The cluster is made, and not started yet. Its superuser is `postgres`; it has a role and a database `earshot`.
sub new {
    my ($class, $rig, %with) = @_;
    my $self = $class->made($rig, %with);
    $self->must($self->as_owner('initdb', '-D', $self->{data}, qw(--no-sync --no-locale --encoding=UTF8 --auth=trust --username=postgres)));
    my %settings = (
        shared_buffers => '16MB', max_connections => 100, fsync => 'on', wal_level => 'replica', max_wal_size => '256MB', jit => 'off', timezone => 'UTC',
        dynamic_shared_memory_type => 'mmap', # goes with the directory
        unix_socket_directories => '', log_min_messages => 'warning', log_line_prefix => '%m %p %a ', %{$self->{settings} // {}},
    );
    $self->write_settings(%settings);
    return $self;
}

# One that many tests use at once, each of which makes databases of its own; running.
sub for_tests {
    my ($class, $rig) = @_;
    my $self = $class->new($rig, settings => {max_connections => 300, shared_buffers => '64MB'})->start;
    $self->as_admin('ALTER ROLE earshot CREATEDB');
    $rig->at_end(sub { remove_tree($self->{home}) });    # of a failed test its log is enough
    return $self;
}

sub made {
    my ($class, $rig, %with) = @_;
    my $self = bless {name => 'postgres', %with, rig => $rig}, $class;
    # The directories are its own, so that a path from the root to there is all it needs.
    my @owner = $> == 0 ? ('nobody', scalar getgrgid((getpwnam 'nobody')[3])) : ();
    $self->{home} = $rig->make_dir($self->{name}, 0755, @owner);
    $self->{data} = $rig->make_dir("$self->{name}/data", 0700, @owner);
    $self->{port} = $self->{port} ? E2E::Rig::free_port() : $PORT;
    $rig->ends_by($self->{name}, 'QUIT'); # at once: what it holds goes with the directory
    $rig->at_end(sub { $self->forget_memory });
    return $self;
}

# The last of a name counts.
sub write_settings {
    my ($self, %is) = @_;
    $is{unix_socket_directories} = $self->{home};
    $is{port} = $self->{port};
    $is{listen_addresses} = $self->{port} == $PORT ? '' : '127.0.0.1';
    open my $out, '>>', "$self->{data}/postgresql.conf" or die "$self->{data}: $!\n";
    print {$out} map {"$_ = '$is{$_}'\n"} sort keys %is;
    close $out or die "$self->{data}: $!\n";
    return;
}

# One of the programs, run as who may be a server's owner. Where nobody may not go where they were unpacked, they are copied to where
# he may.
sub as_owner {
    my ($self, $program, @arguments) = @_;
    my @ends = qw(/usr/bin/setpriv --pdeathsig QUIT);
    return (@ends, bin() . "/$program", @arguments) if $> != 0;
    my ($id, $group) = (getpwnam 'nobody')[2, 3];
    my @nobody = (@ends, "--reuid=$id", "--regid=$group", '--clear-groups');
    my $place = $self->{rig}{place_of_postgres} //= do {
        my ($all, $below) = bin() =~ m{^(.*)(/usr/lib/postgresql/.*)};
        my $reached = system(@nobody, 'test', '-x', bin() . '/postgres') == 0;
        $self->must('cp', '-a', $all, $self->{rig}->dir('postgresql')) if !$reached;
        $reached ? bin() : $self->{rig}->dir("postgresql$below");
    };
    return (@nobody, "$place/$program", @arguments);
}

# Runs a command to its end and returns what it said; dies when it fails.
sub must {
    my ($self, @command) = @_;
    my ($status, $out, $err) = $self->{rig}->run({within => 120}, @command);
    die "@command: status $status: $err$out\n" if $status;
    return $out;
}

# ---- running --------------------------------------------------------------------------------------------------------

sub start {
    my ($self) = @_;
    $self->{rig}->spawn($self->{name}, $self->as_owner('postgres', '-D', $self->{data}));
    E2E::Rig::eventually(60, sub { $self->is_ready || !$self->alive });
    die "$self->{name} does not start:\n" . $self->{rig}->log_text($self->{name}) if !$self->is_ready;
    $self->as_admin($_) for $self->{standby} || $self->{has_role}++ ? () : ('CREATE ROLE earshot LOGIN', 'CREATE DATABASE earshot OWNER earshot');
    return $self;
}

# What it writes about itself, as pg_ctl reads it.
sub about { my ($self) = @_; my $file = "$self->{data}/postmaster.pid"; return -e $file ? split /[ ]*\n/, E2E::Rig::slurp($file) : () }
sub is_ready { my ($self) = @_; my @is = $self->about; return @is > 7 && $is[0] == ($self->pid // 0) && $is[7] =~ /^(?:ready|standby)/ }

sub pid   { my ($self) = @_; return $self->{rig}->pid($self->{name}) }
sub alive { my ($self) = @_; return $self->{rig}->alive($self->{name}) }

# In good order, though connections are open.
sub stop { my ($self) = @_; return $self->{rig}->stop($self->{name}, signal => 'INT', within => 60) }

# All its processes, the first of them first.
sub pids {
    my ($self) = @_;
    my $first = $self->pid or return;
    my @others;
    for my $stat (glob '/proc/[0-9]*/stat') {
        open my $in, '<', $stat or next;
        my $line = <$in> // '';
        push @others, $1 if $line =~ /^(\d+) \(.*\) \S (\d+) /s && $2 == $first;
    }
    return ($first, @others);
}

# As when the machine is gone: all its processes by SIGKILL, none of which has time for anything.
sub kill {
    my ($self) = @_;
    my @about = $self->about;
    ($self->{memory}) = $about[6] =~ /(\d+)\s*$/ if @about > 6;
    my @all = $self->pause;
    CORE::kill('KILL', @all);
    $self->{rig}->kill9($self->{name});
    E2E::Rig::eventually(20, sub { !grep { -e "/proc/$_" && E2E::Rig::slurp("/proc/$_/stat") !~ /\) Z / } @all }) or die "$self->{name}: its processes do not end\n";
    return;
}

# All its processes stand still, as those of a machine that hangs; and go on.
sub pause {
    my ($self) = @_;
    CORE::kill('STOP', $self->pid); # makes no more of them
    my @all = $self->pids;
    CORE::kill('STOP', @all);
    return @all;
}
sub go_on { my ($self) = @_; CORE::kill('CONT', reverse $self->pids); return }

# Who is killed leaves a few bytes of System V memory, until it is started again.
sub forget_memory { my ($self) = @_; shmctl($self->{memory}, 0, 0) if defined $self->{memory} && !$self->alive; delete $self->{memory}; return }

# ---- asking ---------------------------------------------------------------------------------------------------------

# database, user ('earshot'), password; tcp => 1: by its port; options => {search_path => 'x'}: settings of the session;
# also => [others]: whichever of them can be written to; query => {more of what libpq takes}.
sub url {
    my ($self, %with) = @_;
    my @servers = ($self, @{$with{also} // []});
    my %query = (
        host => join(',', map { $with{tcp} ? '127.0.0.1' : $_->{home} } @servers), port => join(',', map { $_->{port} } @servers), user => $with{user} // 'earshot',
        defined $with{password} ? (password => $with{password}) : (), @servers > 1 ? (target_session_attrs => 'read-write') : (), %{$with{query} // {}},
    );
    $query{options} = join ' ', map { "-c$_=" . $with{options}{$_} =~ s{([\s\\])}{\\$1}gr } sort keys %{$with{options}} if $with{options};
    return sprintf 'postgresql:///%s?%s', $with{database} // 'earshot', join '&', map { "$_=" . escaped($query{$_}) } sort keys %query;
}
sub escaped { my ($text) = @_; return $text =~ s{([^\w./,:-])}{sprintf '%%%02X', ord $1}ger }

# What statements return, a line each row with | between its columns; dies when one fails. Takes what url takes.
sub psql {
    my ($self, $sql, %with) = @_;
    return asked($self->{rig}, $self->url(%with), $sql);
}
sub as_admin { my ($self, $sql) = @_; return $self->psql($sql, user => 'postgres', database => 'postgres') }
# The same of a server by its URL.
sub asked {
    my ($rig, $url, $sql) = @_;
    my ($status, $out, $err) = $rig->run({within => 120}, psql_command($url, $sql));
    die "psql: $sql: status $status: $err$out\n" if $status;
    chomp $out;
    return $out;
}
sub psql_command { my ($url, $sql) = @_; return (bin() . '/psql', qw(-X -q -A -t -v ON_ERROR_STOP=1 -d), $url, '-c', $sql) }

# All that is in a database, as pg_dump writes it.
sub dump { my ($self, %with) = @_; return $self->must(bin() . '/pg_dump', '-d', $self->url(%with)) }

# The same by the URL of a database, and each value of bytes, which stand there in hexadecimal, once more as it is.
sub dumped {
    my ($rig, $url) = @_;
    my ($status, $out, $err) = $rig->run({within => 120}, bin() . '/pg_dump', '-d', $url);
    die "pg_dump: status $status: $err\n" if $status;
    return join "\n", $out, map { pack 'H*', $_ } $out =~ /\\\\x([0-9a-f]+)/g;
}

# A new and empty one of `earshot`.
sub create_database {
    my ($self, $name) = @_;
    $self->as_admin("CREATE DATABASE $name OWNER earshot");
    return $name;
}

# Changes settings for good, without a new start; those that want one are taken up by the next.
sub set {
    my ($self, %is) = @_;
    $self->as_admin($_) for map({"ALTER SYSTEM SET $_ = '$is{$_}'"} sort keys %is), 'SELECT pg_reload_conf()';
    return $self;
}

# ---- stores of tests ------------------------------------------------------------------------------------------------

# The server that all stores are to stand in, by its URL; where it is not given they are LMDB's.
sub for_stores { return $ENV{EARSHOT_TEST_STORE} }

# The URL of a database for a store of a rig, which goes with it. There are as many as the names they are asked by.
sub store_of {
    my ($rig, $name) = @_;
    return $rig->{stores}{$name} //= do {
        my $database = sprintf 'rig_%d_%d', $$, ++$DATABASES;
        asked($rig, for_stores(), "CREATE DATABASE $database");
        $rig->at_end(sub { asked($rig, for_stores(), "DROP DATABASE $database WITH (FORCE)") });
        for_stores() =~ s{^(postgresql://[^/]*/)[^?]*}{$1$database}r;
    };
}

# ---- a second one that follows --------------------------------------------------------------------------------------

# Running; `synchronous` (unless 0): no commit is confirmed from now on that it has not on its disk.
sub standby {
    my ($self, $name, %with) = @_;
    my $other = ref($self)->made($self->{rig}, name => $name, standby => 1, port => $self->{port} != $PORT);
    my $from = "host=$self->{home} port=$self->{port} user=postgres application_name=$name";
    $self->must($self->as_owner('pg_basebackup', '-d', $from, '-D', $other->{data}, qw(--write-recovery-conf --wal-method=stream --checkpoint=fast --no-sync --create-slot --slot), $name));
    $other->write_settings;
    $other->start;
    $self->set(synchronous_standby_names => $name) if $with{synchronous} // 1;
    my $as = $with{synchronous} // 1 ? 'sync' : 'async';
    E2E::Rig::eventually(60, sub { $self->as_admin("SELECT sync_state FROM pg_stat_replication WHERE application_name = '$name' AND state = 'streaming'") eq $as })
        or die "$name does not follow:\n" . $self->{rig}->log_text($name);
    return $other;
}

# From now on it is the one that is written to.
sub promote {
    my ($self) = @_;
    $self->as_admin('SELECT pg_promote(true, 60)') eq 't' or die "$self->{name} is not promoted:\n" . $self->{rig}->log_text($self->{name});
    $self->{has_role} = 1;
    delete $self->{standby};
    return $self;
}

1;
