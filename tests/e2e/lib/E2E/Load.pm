package E2E::Load;

# Many messages of eighteen kinds, by clients that are processes of their own and send each until it is taken; and afterwards what was taken,
# delivered, tagged, acknowledged and refused, which has to agree.

use strict;
use warnings;
use E2E::Client;
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use List::Util qw(min sum0);
use Test::More import => [qw(diag explain is is_deeply)];
use Time::HiRes qw(sleep time);

# ---- what is sent ---------------------------------------------------------------------------------------------------

# name => [share, the reason it is refused for, what it has of E2E::Mail::compose and Stage::send]; those that say `again` are made from others
my %KIND = (
    person              => [400, '', {}],
    'follow-up'         => [120, 'already-acknowledged', {again => 1}],
    duplicate           => [40,  undef, {again => 1}], # not decided anew until the receipt came, a duplicate afterwards
    'auto-submitted'    => [50,  'auto-submitted', {fields => ['Auto-Submitted: auto-replied']}],
    'response-suppress' => [20,  'response-suppress', {fields => ['X-Auto-Response-Suppress: All']}],
    list                => [40,  'list', {fields => ['List-Id: <users.lists.test>']}],
    precedence          => [30,  'precedence', {fields => ['Precedence: bulk']}],
    'auto-header'       => [20,  'auto-header', {fields => ['X-Autoreply: yes']}],
    'loop-header'       => [10,  'loop-header', {fields => ['X-Loop: support@example.test']}],
    'null-sender'       => [50,  'null-sender', {mail_from => ''}],
    'system-sender'     => [20,  'system-sender', {from => 'mailer-daemon@NAME.test'}],
    'no-reply'          => [30,  'no-reply', {from => 'Shop <noreply@NAME.test>'}],
    postmaster          => [10,  'postmaster', {from => 'postmaster@NAME.test'}],
    'not-addressed'     => [30,  'not-addressed', {to => 'somebody@example.test', rcpt => 'support@example.test'}],
    stale               => [20,  'stale', {date => E2E::Mail::date(time - 5 * 86400)}],
    'dmarc-fail'        => [30,  'dmarc-fail', {dmarc => 'fail'}],
    unproven            => [50,  'unproven', {dmarc => undef}],
    spam                => [30,  'spam', {fields => ['X-Spam-Flag: YES']}],
);
my @BAG = map { ($_) x $KIND{$_}[0] } sort keys %KIND;
my @THING = qw(export import login invoice report search upload printer calendar backup mailbox dashboard password licence update);
my @TROUBLE = ('does not work since this morning', 'stops with error ERROR', 'is slower than ever', 'shows the numbers of last month', 'asks for a password each time', 'is gone');
my @MOOD = ('', '', '', 'We are very angry, this is the third time.', 'We need it until Friday, or we lose a customer.', 'We think about cancelling the contract.', 'Thank you for your help.');

# What the configuration must say for the reasons to be those, and for nothing else to be sent.
sub sections { return (limits => {breaker => 'no'}, trust => {'spam-header' => 'X-Spam-Flag: YES'}, 'pm paula' => {alert => undef, digest => 'off'}) }

sub body {
    my $thing = $THING[rand @THING];
    return sprintf("Hello,\n\nthe %s " . $TROUBLE[rand @TROUBLE] . ". We use version %d.%d on %d machines. %s\n\nKind regards\n", $thing, rand 9, rand 20, 1 + rand 50, $MOOD[rand @MOOD]) =~ s/ERROR/1000 + int rand 9000/er;
}

# The next message of a writer: {kind, id, from, mail_from, rcpt, bytes}. `known` are some of those it sent before.
sub next_message {
    my ($writer, $number, $known) = @_;
    my $kind = $BAG[rand @BAG];
    $kind = 'person' if $KIND{$kind}[2]{again} && !@$known;
    my $old = $KIND{$kind}[2]{again} ? $known->[rand @$known] : undef;
    return {%$old, kind => $kind} if $kind eq 'duplicate';
    my %is = (subject => "Trouble $writer-$number", body => body(), from => "Writer <w$number\@firm$writer-$number.test>", %{$KIND{$kind}[2]});
    $is{from} =~ s/NAME/firm$writer-$number/;
    if ($old) { %is = (%is, from => $old->{from}, subject => "Re: $old->{subject}", fields => ["In-Reply-To: <$old->{id}>", "References: <$old->{id}>"]) }
    my $id = E2E::Mail::new_id();
    return {kind => $kind, id => $id, of => $old && $old->{id}, from => $is{from}, subject => $is{subject}, mail_from => $is{mail_from} // E2E::Stage::bare($is{from}), rcpt => $is{rcpt} // 'support@example.test',
        bytes => E2E::Mail::compose(%is, id => $id)};
}

# ---- who sends ------------------------------------------------------------------------------------------------------

# rig, messages and writers (how many), pause (seconds between two of a writer); port => sub { (message, which try) -> a port to try it at };
# inbox and outgoing: sinks that keep lines
sub new { my ($class, $rig, %with) = @_; return bless {rig => $rig, %with}, $class }

sub begin {
    my ($self) = @_;
    my ($rig, $share) = ($self->{rig}, int($self->{messages} / $self->{writers}));
    $self->{begun} = time;
    for my $writer (1 .. $self->{writers}) { $rig->started("writer$writer", $rig->fork_as("writer$writer", sub { srand $rig->{seed} + $writer; $self->write($writer, $share) })) }
    return $self;
}

sub is_sending { my ($self) = @_; return scalar grep { $self->{rig}->alive("writer$_") } 1 .. $self->{writers} }
# After the message that each has in hand.
sub stop { my ($self) = @_; $self->{rig}->write_file('enough', ''); return }

# Sends its share over connections that it keeps as long as they hold, each message until it is taken, and notes:
# id, kind, tries, port, the id of the one that it follows, and how long it took from the final dot.
sub write {
    my ($self, $writer, $share) = @_;
    my ($rig, @known) = $self->{rig};
    open my $note, '>>', $rig->dir("taken.$writer") or die "$!\n";
    $note->autoflush(1);
    for my $number (1 .. $share) {
        last if -e $rig->dir('enough');
        sleep $self->{pause} if $self->{pause};
        my $mail = next_message($writer, $number, \@known);
        my ($said, $tries, $port) = $self->send_until_taken($mail);
        print {$note} join("\t", $mail->{id}, $said->{code} == 250 ? $mail->{kind} : "REFUSED $said->{text}", $tries, $port, $mail->{of} // '', $said->{time} - ($said->{dot} // $said->{time})) . "\n";
        if ($mail->{kind} eq 'person') { $known[rand 200] = $mail; @known = grep {defined} @known }
    }
    return;
}

sub send_until_taken {
    my ($self, $mail) = @_;
    for (my $try = 1;; $try++) {
        my $port = $self->{port}->($mail, $try);
        $self->{client}{$port} //= eval { E2E::Client->new(port => $port) };
        my $client = $self->{client}{$port};
        my $said = $client ? eval { $client->send(from => $mail->{mail_from}, to => $mail->{rcpt}, data => $mail->{bytes}) } : undef;
        return ($said, $try, $port) if $said && $said->{code} =~ /^(?:250|5..)$/;
        delete $self->{client}{$port}; # Postfix gives a filter that went away no second chance on the same connection
        sleep 0.2;
    }
}

# How many were taken until now.
sub taken_now { my ($self) = @_; return sum0 map { my $n = () = E2E::Rig::slurp($_) =~ /\n/g; $n } glob $self->{rig}->dir('taken.*') }

# ---- the counts -----------------------------------------------------------------------------------------------------

sub tally { my %count; $count{$_}++ for @_; return \%count }
sub differ { my ($one, $other) = @_; my %keys = (%$one, %$other); return [map { [$_, $one->{$_} // 0, $other->{$_} // 0] } grep { ($one->{$_} // 0) != ($other->{$_} // 0) } sort keys %keys] }
sub few { my ($list) = @_; return [@$list[0 .. min($#$list, 4)]] }

# Reads what came of it all: taken [{id, kind, tries, port, of, took}], delivered and tagged [lines of the sink], unheard (how many), reasons {reason => how many},
# wanted {id => conversation} of those that were promised an acknowledgement, answered {id => [lines]}, by_thread {conversation => [lines]},
# spared [ids that were promised one that another message of the conversation has had].
sub gather {
    my ($self) = @_;
    my @taken = map { my %is; @is{qw(id kind tries port of took)} = split /\t/, $_, -1; \%is } map { split /\n/, E2E::Rig::slurp($_) } glob $self->{rig}->dir('taken.*');
    my @delivered = $self->{inbox}->lines;
    my @tagged = grep { $_->{thread} ne '' } @delivered;
    my %wanted = map { $_->{id} => $_->{thread} } grep { $_->{acknowledge} =~ /^yes/ } @tagged;
    my (%answered, %by_thread);
    for my $mail (grep { $_->{answers} ne '' && $_->{to} !~ /paula/ } $self->{outgoing}->lines) {
        push @{$answered{$mail->{answers}}}, $mail;
        push @{$by_thread{$wanted{$mail->{answers}} // ''}}, $mail;
    }
    @$self{qw(taken delivered tagged unheard wanted answered by_thread)} = (\@taken, \@delivered, \@tagged, @delivered - @tagged, \%wanted, \%answered, \%by_thread);
    $self->{reasons} = tally(map { $_->{acknowledge} =~ /^yes/ ? 'yes' : $_->{acknowledge} =~ /reason=([\w-]+)/ ? $1 : "'$_->{acknowledge}'" } @tagged);
    $self->{spared} = [grep { !$answered{$_} } sort keys %wanted];
    return $self;
}

sub lost { my ($self) = @_; return differ(tally(map { $_->{id} } @{$self->{taken}}), tally(map { $_->{id} } @{$self->{delivered}})) }

# Each kind by its own reason. A second message of a conversation may come before the receipt of the first: then it is promised an answer too, and
# when its turn comes that is dropped, since the first has had one. One that follows what was not heard is the first.
sub odd {
    my ($self) = @_;
    my %unheard = map { $_->{id} => 1 } grep { $_->{thread} eq '' } @{$self->{delivered}};
    my %first = map { $_->{id} => 1 } grep { $_->{of} && $unheard{$_->{of}} } @{$self->{taken}};
    my %kind_of = map { $_->{id} => $_->{kind} } grep { $_->{kind} ne 'duplicate' } @{$self->{taken}};
    my %spared = map { $self->{wanted}{$_} => 1 } @{$self->{spared}}; # conversations; their receipts may have come in either order
    my @odd;
    for my $mail (@{$self->{tagged}}) {
        my $kind = $kind_of{$mail->{id}} // next;
        next if $first{$mail->{id}};
        my $wanted = $KIND{$kind}[1] || 'yes';
        my ($reason) = $mail->{acknowledge} =~ /reason=([\w-]+)/;
        push @odd, "$kind: $mail->{acknowledge}" if ($reason // 'yes') ne $wanted && ($reason // '') ne 'duplicate' && !$spared{$mail->{thread}};
    }
    return \@odd;
}

# Conversations that were promised an acknowledgement and have not had exactly one; the same mail again (byte for byte) is no second one.
sub not_one {
    my ($self) = @_;
    return [grep { my %mails = map { ("$_->{id} $_->{digest}" => 1) } @{$self->{by_thread}{$_} // []}; keys %mails != 1 } sort keys %{{reverse %{$self->{wanted}}}}];
}

# Messages whose acknowledgement went out again.
sub twice { my ($self) = @_; return [grep { @{$self->{answered}{$_}} > 1 } sort keys %{$self->{answered}}] }

# What holds whatever happened meanwhile.
sub check {
    my ($self) = @_;
    my @refused = grep { $_->{kind} =~ /REFUSED/ } @{$self->{taken}};
    is scalar @refused, 0, 'no message was refused for good' or diag explain few(\@refused);
    is_deeply few($self->lost), [], 'each message that was taken was delivered, as often as it was taken';
    is_deeply few([grep { !exists $self->{wanted}{$_} } sort keys %{$self->{answered}}]), [], 'no acknowledgement went out that was not decided';
    is_deeply few($self->not_one), [], 'each conversation that was to have one has had one';
    is_deeply few($self->odd), [], 'each kind of message was decided as it should be';
    return;
}

sub tell {
    my ($self) = @_;
    diag sprintf '%d at a second attempt or later; %d delivered, %d tagged, %d unheard; %d acknowledged, %d of them twice, %d spared', scalar(grep { $_->{tries} > 1 } @{$self->{taken}}),
        scalar @{$self->{delivered}}, scalar @{$self->{tagged}}, $self->{unheard}, scalar keys %{$self->{answered}}, scalar @{$self->twice}, scalar @{$self->{spared}};
    diag join ', ', map {"$_ $self->{reasons}{$_}"} sort { $self->{reasons}{$b} <=> $self->{reasons}{$a} || $a cmp $b } keys %{$self->{reasons}};
    return;
}

1;
