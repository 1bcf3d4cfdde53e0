package E2E::Stage;

# The whole path on one machine: an MTA, both daemons, the next hop (`inbox`) where delivered mail is read, and the relay (`outgoing`)
# where what Earshot sends is read. Tests speak of mails and answers here, not of sockets.

use strict;
use warnings;
use E2E::Earshot;
use E2E::Mail;
use E2E::Postfix;
use E2E::Rig;
use E2E::Sendmail;
use E2E::Sink;
use Time::HiRes qw(sleep time);

# rig; mta => 'Postfix' or 'Sendmail'; lines => 1 makes both sinks keep a line of each mail only; refuser => 1 puts the filter that refuses on demand behind ours; receipt => 'sink' lets a sink of the
# test's own take the receipts in the courier's place; idle => 1 starts nothing yet; mta_settings => {}; mta_with => {what else the MTA's new takes}; what E2E::Earshot takes.
sub new {
    my ($class, $rig, %with) = @_;
    my $self = bless {rig => $rig}, $class;
    my $mta = 'E2E::' . ($with{mta} // 'Postfix');
    $self->{inbox} = E2E::Sink->new($rig, 'inbox', lines => $with{lines});
    $self->{outgoing} = E2E::Sink->new($rig, 'outgoing', lines => $with{lines});
    my $sockets = $self->{mta} = $mta->new($rig, deliver => $self->{inbox}, settings => $with{mta_settings}, %{$with{mta_with} // {}});
    my $at = $sockets->socket_dir;
    $self->{receipt_socket} = "unix:$at/receipt.sock";
    $self->{earshot} = E2E::Earshot->new($rig, relay => $self->{outgoing}, socket => "unix:$at/milter.sock", receipt_socket => "unix:$at/receipt.sock",
        map { $_ => $with{$_} } grep { exists $with{$_} } qw(mode when hold sections domain clock));
    $self->{mta}{milters} = ["unix:$at/milter.sock", $with{refuser} ? "unix:$at/refuser.sock" : ()];
    if (($with{when} // 'accepted') eq 'accepted') { $self->{mta}{receipt_domain} = $self->{earshot}{domain} }
    my $taken = $self->{mta}{receipt_socket} = $with{receipt} ? "unix:$at/receipts.sock" : "unix:$at/receipt.sock";
    $self->{receipts} = E2E::Sink->new($rig, 'receipts', protocol => 'lmtp', at => $taken) if $with{receipt};
    if ($with{refuser}) {
        $rig->ends_by('refuser', 'KILL'); # libmilter's own main loop takes seconds to heed a signal, and it has nothing to tidy
        $rig->spawn('refuser', E2E::Rig::refuser(), "unix:$at/refuser.sock", $rig->dir('refuse'));
        $rig->wait_for_socket('refuser', "unix:$at/refuser.sock");
    }
    $self->start if !$with{idle};
    return $self;
}

sub start { my ($self) = @_; $self->{earshot}->start; $self->{mta}->start; return $self }
sub inbox    { return $_[0]{inbox} }
sub outgoing { return $_[0]{outgoing} }
sub earshot  { return $_[0]{earshot} }
sub mta      { return $_[0]{mta} }

# What the later filter does from now on: "550 5.7.1 text", or nothing to let pass.
sub refuse { my ($self, $how) = @_; $self->{rig}->write_file('refuse', defined $how ? "$how\n" : ''); return }

# Sends a message: what E2E::Mail::compose takes, and of the envelope: mail_from (default: From's address), rcpt (default: To's), notify,
# vanish, raw (bytes in place of a composed message), and what the MTA's submit takes: at, login, command. Returns the client's report with {id} and {bytes}.
sub send {
    my ($self, %is) = @_;
    my $id = exists $is{id} ? $is{id} : E2E::Mail::new_id();
    my $from = $is{from} // 'Ada Young <ada@customer.test>';
    my $bytes = $is{raw} // E2E::Mail::compose(%is, from => $from, id => $id);
    my $said = $self->{mta}->submit(
        from => exists $is{mail_from} ? $is{mail_from} : bare($from), to => $is{rcpt} // bare($is{to} // 'support@example.test'), data => $bytes,
        map { $_ => $is{$_} } grep { exists $is{$_} } qw(notify vanish at login command),
    );
    return {%$said, id => $id, bytes => $bytes};
}

sub bare { my ($field) = @_; return $field =~ /<([^>]*)>/ ? $1 : $field }

# The message as it was delivered, at most seconds later; with `to`, the copy for that recipient.
sub delivered {
    my ($self, $sent, %with) = @_;
    return scalar $self->{inbox}->wait_where($with{within} // 8, sub {
        my ($mail) = @_;
        return $mail->id eq $sent->{id} && (!$with{to} || grep { $_ eq $with{to} } @{$mail->{envelope}{to}});
    });
}

# Answers to a message that are there now, and the first one waited for.
sub answers     { my ($self, $sent) = @_; return grep { $_->answers($sent->{id}) } $self->{outgoing}->messages }
sub wait_answer { my ($self, $sent, $seconds) = @_; return scalar $self->{outgoing}->wait_where($seconds // 8, sub { $_[0]->answers($sent->{id}) }) }

# Waits until whatever was to be answered has been: a fresh complaint goes in, its answer comes out, and a moment passes. After this an
# answer that is not there will not come.
sub settle {
    my ($self, $seconds) = @_;
    my $number = ++$self->{settled};
    my $sent = $self->send(from => "sentinel$number\@sentinel$number.test", subject => "Sentinel $number");
    my $answer = $self->wait_answer($sent, $seconds // 20);
    sleep 0.7;
    return defined $answer;
}

1;
