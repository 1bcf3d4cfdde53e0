package E2E::Earshot;

# The programs under test with a configuration of the test's own: started, stopped, killed, asked. Their store is LMDB's, and where tests run
# on PostgreSQL ($EARSHOT_TEST_STORE, see E2E::Postgres) a database of the rig's own there.

use strict;
use warnings;
use E2E::Postgres;
use E2E::Rig;
use JSON::PP ();
use Test::More import => [qw(plan)];

# For a test of what only stores in LMDB have: reads `only_lmdb('why')`.
sub only_lmdb { my ($why) = @_; plan(skip_all => "only LMDB: $why") if remote(); return }

# rig, socket and receipt_socket ("unix:/path" or "inet:port@host"), relay => E2E::Sink; and what differs from the usual:
#   clock => E2E::Clock, by which they go instead of the real time; faults => {milter => E2E::Fault, courier => ..., earshot => ...};
#   name: behind the names of its processes, files and directories, where there are several;
#   mode, when, hold, sections => {'limits' => {'per-sender' => 'none'}, 'mailbox support' => {...}, ...}; an undefined value removes a key
sub new {
    my ($class, $rig, %with) = @_;
    my $self = bless {rig => $rig, domain => 'receipt.example.test', name => '', %with}, $class;
    $self->{file} = $rig->dir("earshot$self->{name}.conf");
    $self->{store} = $rig->make_dir("store$self->{name}", 0700); # what stands beside it too, and with PostgreSQL that alone
    $self->configure;
    return $self;
}

sub remote { return defined E2E::Postgres::for_stores() }
# How many connections a process may have more than before, since so many were wanted at once (POOL_MOST).
sub kept_connections { return remote() ? 8 : 0 }
sub url    { my ($self) = @_; return remote() ? E2E::Postgres::store_of($self->{rig}, $self->{store}) : "lmdb:$self->{store}" }

sub sections {
    my ($self) = @_;
    my %is = (
        'earshot' => {
            hostname => 'mx.example.test', socket => $self->{socket}, store => $self->url, remote() ? (state => $self->{store}) : (), 'key-file' => $self->{rig}->dir('earshot.key'),
            mode => $self->{mode} // 'answer', 'time-budget' => $ENV{EARSHOT_BUDGET}, # undef leaves it out; a sanitizer wants more
        },
        'receipt' => {
            when => $self->{when} // 'accepted', domain => $self->{domain}, socket => $self->{receipt_socket},
            defined $self->{hold} ? (hold => $self->{hold}) : (),
        },
        'relay' => {url => 'smtp://127.0.0.1:' . $self->{relay}->port},
        'trust' => {'authserv-ids' => 'mx.example.test'},
        'limits' => {map { $_ => 'none' } qw(per-sender per-domain per-mailbox global)},
        'mailbox support' => {
            addresses => 'support@example.test', 'display-name' => 'Example Support', 'sub-address' => '+', languages => 'en, de', 'time-zone' => 'Europe/Berlin',
            hours => 'Mon-Fri 09:00-17:00', 'first-reply' => '4h', pm => 'paula',
        },
        'pm paula' => {address => 'paula@example.test', digest => 'daily 08:00', alert => 'critical'},
    );
    for my $section (keys %{$self->{sections} // {}}) {
        my %change = %{$self->{sections}{$section}};
        for my $key (keys %change) {
            if (defined $change{$key}) { $is{$section}{$key} = $change{$key} }
            else                       { delete $is{$section}{$key} }
        }
    }
    return %is;
}

# Writes the configuration (again), after changes given as sections.
sub configure {
    my ($self, %change) = @_;
    $self->{sections}{$_} = {%{$self->{sections}{$_} // {}}, %{$change{$_}}} for keys %change;
    my %is = $self->sections;
    my $text = '';
    for my $section (sort { ($a ne 'earshot') <=> ($b ne 'earshot') || $a cmp $b } keys %is) {
        $text .= "[$section]\n" . join('', map {"$_ = $is{$section}{$_}\n"} grep { defined $is{$section}{$_} } sort keys %{$is{$section}}) . "\n";
    }
    $self->{rig}->write_file($self->{file}, $text);
    return $self;
}

# What stands before a program's command so that it has its clock and its faults.
sub before {
    my ($self, $program) = @_;
    my @all = map { [$_->preload] } grep { defined } $self->{clock}, $self->{faults}{$program};
    return @all ? ('/usr/bin/env', 'LD_PRELOAD=' . join(':', map { $_->[0] } @all), map { @$_[1 .. $#$_] } @all) : ();
}
sub program { my ($name) = @_; return E2E::Rig::build() . "/$name" }

# (status, stdout, stderr) of the command-line tool
sub cli {
    my ($self, @arguments) = @_;
    return $self->{rig}->run($self->before('earshot'), program('earshot'), '-c', $self->{file}, @arguments);
}

# What it says with --json; dies when it fails.
sub ask {
    my ($self, @arguments) = @_;
    my ($status, $out, $err) = $self->cli(@arguments, '--json');
    die "earshot @arguments --json: status $status: $err$out\n" if $status;
    my $said = JSON::PP->new->utf8->decode($out);
    return ref $said eq 'ARRAY' ? @$said : $said;
}

sub make_key {
    my ($self) = @_;
    $self->must(qw(key init)) if !-e $self->{rig}->dir('earshot.key');
    $self->must(qw(store init)) if remote() && !$self->{made}{$self->url}++; # a directory is made by whoever is first
    return;
}

sub must {
    my ($self, @arguments) = @_;
    my ($status, $out, $err) = $self->cli(@arguments);
    die "earshot @arguments: status $status: $err$out\n" if $status;
    return $out;
}

sub start_milter {
    my ($self) = @_;
    $self->{rig}->spawn("milter$self->{name}", $self->before('milter'), program('earshot-milter'), '-c', $self->{file}, '--log=stderr');
    $self->{rig}->wait_for_socket("milter$self->{name}", $self->{socket});
    return;
}

sub start_courier {
    my ($self) = @_;
    $self->{rig}->spawn("courier$self->{name}", $self->before('courier'), program('earshot-courier'), '-c', $self->{file}, '--log=stderr');
    if (($self->{when} // 'accepted') eq 'accepted' && ($self->{mode} // 'answer') eq 'answer') { $self->{rig}->wait_for_socket("courier$self->{name}", $self->{receipt_socket}) }
    return;
}

sub start {
    my ($self) = @_;
    $self->make_key;
    $self->must('check');
    $self->start_milter;
    $self->start_courier;
    return $self;
}

sub stop {
    my ($self) = @_;
    return map { $self->{rig}->stop("$_$self->{name}") } qw(milter courier);
}

sub outbox  { my ($self) = @_; return $self->ask(qw(outbox list)) }
sub threads { my ($self) = @_; return $self->ask(qw(thread list)) }

1;
