package E2E::Gateways;

# Several gateways with one memory: each has a milter, most a courier, each a configuration, a state directory and processes of its own
# (milter1, courier1, ...); the key file and the store in PostgreSQL are the same for all. One Postfix stands for the MTAs of all of them: at
# a port for each gateway its milter alone is asked, at another one a filter that puts off whatever comes stands behind it, so that what is
# sent there first was heard by that gateway and has to be sent again, to whichever. Receipts go to any courier.

use strict;
use warnings;
use E2E::Earshot;
use E2E::Postfix;
use E2E::Rig;
use E2E::Sink;
use JSON::PP ();
use List::Util qw(sum0);
use Time::HiRes ();

# rig, url: of the store; gateways and couriers: how many (3 and 2); on_failure (of both ours and Postfix): 'tempfail' or 'accept'; sections; mta_settings
sub new {
    my ($class, $rig, %with) = @_;
    my $self = bless {rig => $rig, gateways => 3, couriers => 2, on_failure => 'tempfail', %with}, $class;
    $self->{inbox} = E2E::Sink->new($rig, 'inbox', lines => 1);
    $self->{outgoing} = E2E::Sink->new($rig, 'outgoing', lines => 1);
    my @receipt = map { 'inet:' . E2E::Rig::free_port() . '@127.0.0.1' } 1 .. $self->{gateways};
    $self->{mta} = E2E::Postfix->new($rig, deliver => $self->{inbox}, receipt_domain => 'receipt.example.test', receipt_socket => [@receipt[0 .. $self->{couriers} - 1]],
        settings => {milter_default_action => $self->{on_failure}, milter_connect_timeout => '5s', in_flow_delay => '0', enable_long_queue_ids => 'yes', lmtp_destination_concurrency_limit => 20,
            default_process_limit => 200, %{$self->{mta_settings} // {}}});
    my $at = $self->{mta}->socket_dir;
    for my $number (1 .. $self->{gateways}) {
        my $earshot = E2E::Earshot->new($rig, name => $number, relay => $self->{outgoing}, socket => "unix:$at/milter$number.sock", receipt_socket => $receipt[$number - 1],
            sections => {%{$self->{sections} // {}}, earshot => {'on-failure' => $self->{on_failure}, %{$self->{sections}{earshot} // {}}}});
        $earshot->configure(earshot => {store => $self->{url}, state => $earshot->{store}});
        push @{$self->{earshot}}, $earshot;
        push @{$self->{plain}}, E2E::Rig::free_port();
        push @{$self->{putting_off}}, E2E::Rig::free_port();
    }
    $self->{mta}{also} = [map { my $at = $_; {port => $self->{plain}[$at], milters => [$self->{earshot}[$at]{socket}]},
        {port => $self->{putting_off}[$at], milters => [$self->{earshot}[$at]{socket}, $self->refuser]} } 0 .. $self->{gateways} - 1];
    return $self;
}

sub refuser { my ($self) = @_; return 'unix:' . $self->{mta}->socket_dir . '/refuser.sock' }

sub start {
    my ($self) = @_;
    my $rig = $self->{rig};
    $rig->write_file('refuse', "451 4.7.1 come again\n");
    $rig->ends_by('refuser', 'KILL'); # libmilter's own main loop takes seconds to heed a signal, and it has nothing to tidy
    $rig->spawn('refuser', E2E::Rig::refuser(), $self->refuser, $rig->dir('refuse'));
    $rig->wait_for_socket('refuser', $self->refuser);
    $self->{earshot}[0]->make_key;
    my ($status, $out, $err) = $self->{earshot}[0]->cli(qw(store init));
    die "earshot store init: status $status: $err$out\n" if $status;
    $self->start_one($_) for $self->daemons;
    $self->{mta}->start;
    return $self;
}

# "milter1", "courier2": names of all daemons, and starting one.
sub daemons { my ($self) = @_; return ((map {"milter$_"} 1 .. $self->{gateways}), map {"courier$_"} 1 .. $self->{couriers}) }
sub start_one { my ($self, $name) = @_; my ($kind, $number) = $name =~ /^(\w+?)(\d+)$/; my $start = "start_$kind"; return $self->{earshot}[$number - 1]->$start }

sub inbox    { return $_[0]{inbox} }
sub outgoing { return $_[0]{outgoing} }
sub mta      { return $_[0]{mta} }
sub earshot  { my ($self, $number) = @_; return $self->{earshot}[($number // 1) - 1] }

# For E2E::Load: which port a message is tried at. Half of them are put off by the filter behind a gateway first; then another gateway is
# tried than the last time.
sub way {
    my ($self) = @_;
    return sub {
        my ($mail, $try) = @_;
        my $last = $try > 1 ? $mail->{gateway} : -1;
        my @choice = grep { $_ != $last } 0 .. $self->{gateways} - 1;
        my $to = $mail->{gateway} = $choice[rand @choice];
        return $try == 1 && rand() < 0.5 ? $self->{putting_off}[$to] : $self->{plain}[$to];
    };
}

# `earshot status` of a gateway, or nothing while that cannot be told.
sub status {
    my ($self, $number) = @_;
    my $earshot = $self->earshot($number);
    my ($status, $out) = $earshot->cli(qw(status --json));
    return eval { JSON::PP::decode_json($out) };
}
# A sum over all gateways of what the code makes of it.
sub sum { my ($self, $code) = @_; return sum0 map { $code->($self->status($_) // {}) // 0 } 1 .. $self->{gateways} }

# Acknowledgements by their state: {held => ..., ready => ..., claimed => ..., done => ...}
sub acknowledgements {
    my ($self) = @_;
    my $kinds = ($self->status // {})->{outbox}{kinds} // {};
    return {map { $_ => $kinds->{$_}{acknowledgement} // 0 } keys %$kinds};
}

# Until none waits and the MTA's queue is empty, at most so many seconds. With on_failure
# `accept` some may be held for ever: of messages whose time was up before it was known that they were stored.
sub settle {
    my ($self, $seconds) = @_;
    my $idle = 0;
    $self->{mta}->flush;
    return E2E::Rig::eventually($seconds, sub {
        Time::HiRes::sleep(0.5);
        my $is = $self->acknowledgements;
        my $waits = !%$is || sum0 map { $is->{$_} // 0 } qw(ready claimed), $self->{on_failure} eq 'accept' ? () : 'held';
        $idle = !$waits && !$self->{mta}->queue ? $idle + 1 : 0;
        return $idle >= 2;
    });
}

# By queue id: which gateway heard a message, and to which one's courier its receipt came at last.
sub heard_by {
    my ($self) = @_;
    return {map { my $number = $_; map { $_ => $number } $self->{rig}->log_text("milter$number") =~ /(\w+): event=heard /g } 1 .. $self->{gateways}};
}
sub receipt_at {
    my ($self) = @_;
    my %number = map { $self->{earshot}[$_ - 1]{receipt_socket} =~ /:(\d+)\@/; ($1 => $_) } 1 .. $self->{couriers};
    my %at;
    my $log = $self->{mta}->log_text;
    while ($log =~ /: (\w+): to=<[^>]*\@receipt\.example\.test>, relay=\S+:(\d+), .*status=sent/g) { $at{$1} = $number{$2} }
    return \%at;
}

sub stop { my ($self) = @_; return map { $_->stop } @{$self->{earshot}} }

1;
