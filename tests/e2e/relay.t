# The relay stands still, refuses, or dies behind the final dot: what is to be sent waits, is buried with a reason, or goes out again as the
# same mail. EARSHOT_LONG=1 lets the relay stand still for a whole minute.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Postfix;
use E2E::Rig;
use E2E::Stage;
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('relay');
my $stage = E2E::Stage->new($rig);
my $still = $ENV{EARSHOT_LONG} ? 60 : 12;

# The outbox row of an acknowledgement
sub row_to {
    my ($address) = @_;
    return (grep { ($_->{to} // '') =~ /\Q$address\E/ } $stage->earshot->outbox)[0];
}

subtest 'the relay refuses for good' => sub {
    $stage->outgoing->script(rcpt => '550 5.1.1 no such person');
    my $sent = $stage->send(from => 'Sven Gone <sven@gone.test>');
    my $row = E2E::Rig::eventually(10, sub { my $row = row_to('sven@gone.test'); $row && $row->{state} eq 'buried' ? $row : undef });
    ok $row, 'the acknowledgement is buried' or return diag explain [$stage->earshot->outbox];
    like $row->{reply} // $row->{reason} // '', qr/550.*no such person/, 'with the reply of the relay as the reason';
    $stage->outgoing->behave;
    ok $stage->settle, 'others go out';
    is scalar(my @none = $stage->answers($sent)), 0, 'and it stays buried';
    my ($status, $out, $err) = $stage->earshot->cli(qw(outbox retry), $row->{id});
    is $status, 0, "outbox retry: $err$out";
    ok $stage->wait_answer($sent, 15), 'sends it when someone says so';
};

subtest 'the relay refuses for now, at each step' => sub {
    for my $step (qw(mail rcpt data dot)) {
        $stage->outgoing->once($step => "451 4.3.0 not now");
        my $sent = $stage->send(from => "Tara <tara\@$step.test>");
        ok E2E::Rig::eventually(8, sub { my $row = row_to("tara\@$step.test"); $row && ($row->{attempts} // 0) >= 1 }), "$step: one attempt is noted";
        my $row = row_to("tara\@$step.test") or next;
        isnt $row->{state}, 'buried', "$step: it is not given up";
        $stage->earshot->cli(qw(outbox retry), $row->{id});
        ok $stage->wait_answer($sent, 15), "$step: it goes out later";
    }
};

subtest "the relay stands still for $still s" => sub {
    $stage->outgoing->down;
    my @sent = map { $stage->send(from => "Uwe <uwe$_\@still.test>") } 1 .. 5;
    is scalar(grep { $_->{code} == 250 } @sent), 5, 'mail is taken meanwhile';
    sleep $still;
    is scalar(grep { $stage->answers($_) } @sent), 0, 'nothing can be sent';
    my @waiting = grep { ($_->{to} // '') =~ /still\.test/ && $_->{state} !~ /^(?:done|buried|dropped)$/ } $stage->earshot->outbox;
    is scalar @waiting, 5, 'all five wait in the outbox';
    $stage->outgoing->up;
    my $up = time;
    ok E2E::Rig::eventually(100, sub { 5 == grep { $stage->answers($_) } @sent }), 'all five go out';
    diag sprintf 'the last one %.0f s after the relay was back', time - $up;
    $stage->settle;
    is_deeply [map { scalar(my @all = $stage->answers($_)) } @sent], [1, 1, 1, 1, 1], 'each once';
};

subtest 'the relay dies behind the final dot' => sub {
    $stage->outgoing->once(dot => 'keep / drop');
    my $sent = $stage->send(from => 'Vera Twice <vera@twice.test>');
    ok $stage->wait_answer($sent, 8), 'it had taken the mail, but not said so';
    my $row = E2E::Rig::eventually(8, sub { my $row = row_to('vera@twice.test'); $row && ($row->{attempts} // 0) >= 1 ? $row : undef }) or return ok 0, 'an attempt is noted';
    $stage->earshot->cli(qw(outbox retry), $row->{id});
    ok E2E::Rig::eventually(15, sub { 2 == (my @all = $stage->answers($sent)) }), 'so it goes out again';
    my @both = $stage->answers($sent);
    is $both[0]->id, $both[1]->id, 'with the same Message-ID';
    is $both[0]{bytes}, $both[1]{bytes}, 'and the same bytes throughout' if @both == 2;
};

# A relay as Debian installs it: Postfix that offers STARTTLS with a certificate signed by nobody else. It hands on to the sink.
{
    package TlsRelay;
    our @ISA = ('E2E::Postfix');
    sub write_config {
        my ($self) = @_;
        $self->SUPER::write_config;
        my $master = "$self->{config}/master.cf";
        $self->{rig}->write_file($master, E2E::Rig::slurp($master) . "tlsmgr unix - - n 1000? 1 tlsmgr\n");
        return;
    }
}

subtest 'the relay offers TLS with a self-signed certificate' => sub {
    my $beside = E2E::Rig->new('relay-tls');
    my ($key, $certificate) = map { $beside->dir($_) } qw(key.pem certificate.pem);
    my ($made, $out, $err) = $beside->run(qw(openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mx.example.test), '-keyout', $key, '-out', $certificate);
    is $made, 0, 'openssl makes the certificate' or return diag "$out$err";
    my $tls = TlsRelay->new($beside, deliver => $stage->outgoing, settings => {
        smtpd_tls_cert_file => $certificate, smtpd_tls_key_file => $key, smtpd_tls_security_level => 'may', smtpd_tls_received_header => 'yes',
    });
    $tls->start;
    my $with = sub {
        my ($starttls) = @_;
        $rig->stop('courier');
        $stage->earshot->configure(relay => {url => "smtp://127.0.0.1:$tls->{port}", starttls => $starttls});
        $stage->earshot->start_courier;
    };
    $with->(undef);
    my $sent = $stage->send(from => 'Yara Try <yara@try.test>');
    my $answer = $stage->wait_answer($sent, 10);
    ok $answer, 'try, the default: the answer goes out' or diag explain [row_to('yara@try.test')];
    like join('', $answer ? $answer->field('Received') : ''), qr/using TLS/, 'by TLS';
    $with->('yes');
    my $refused = $stage->send(from => 'Zoe Yes <zoe@yes.test>');
    my $row = E2E::Rig::eventually(10, sub { my $row = row_to('zoe@yes.test'); $row && ($row->{reply} // $row->{reason}) ? $row : undef });
    ok $row, 'yes: an attempt is noted' or return;
    is $row->{state}, 'ready', 'the answer is put off';
    like $row->{reply} // $row->{reason}, qr/certificate/i, 'with the certificate named as the reason';
    is scalar(my @none = $stage->answers($refused)), 0, 'and not sent';
    $stage->earshot->cli(qw(outbox drop), $row->{id});
    $rig->stop('courier');
    $stage->earshot->configure(relay => {url => 'smtp://127.0.0.1:' . $stage->outgoing->port, starttls => undef});
    $stage->earshot->start_courier;
    $tls->stop;
};

subtest 'the courier restarts while things wait' => sub {
    $stage->outgoing->down;
    my $sent = $stage->send(from => 'Wim Wait <wim@wait.test>');
    sleep 1;
    $rig->kill9('courier');
    $stage->outgoing->up;
    $stage->earshot->start_courier;
    $stage->mta->flush;
    my $answer = $stage->wait_answer($sent, 40);
    ok $answer, 'what waited goes out after a kill and a restart';
};

subtest 'the courier is killed behind the final dot, and nothing else is to do' => sub {
    my $reached = $rig->dir('dot-reached');
    $stage->outgoing->once(dot => "note $reached / sleep 4");
    my $sent = $stage->send(from => 'Xara Left <xara@left.test>');
    ok E2E::Rig::eventually(10, sub { -e $reached }), 'the mail is at its final dot' or return;
    my $leases = $stage->earshot->ask('status')->{outbox};
    is_deeply [@$leases{qw(claimed holders)}], [1, 1], 'the status counts the claim and who holds it';
    like $leases->{lease_end}, qr/^20\d\d-/, 'and tells when the lease ends';
    $rig->kill9('courier');
    $stage->earshot->start_courier;
    ok $stage->wait_answer($sent, 2), 'the row that was left claimed goes out at once, not when its lease ends';
    ok E2E::Rig::eventually(8, sub { 2 == (my @all = $stage->answers($sent)) }), 'the relay had taken the first one too';
    my @both = $stage->answers($sent);
    is $both[-1]->id, $both[0]->id, 'with the same Message-ID';
    is $both[-1]{bytes}, $both[0]{bytes}, 'and the same bytes throughout';
};

subtest 'the courier was away longer than give-up' => sub {
    my $reached = $rig->dir('dot-reached-late');
    $stage->outgoing->once(dot => "note $reached / sleep 1 / drop");
    my $sent = $stage->send(from => 'Zeno Late <zeno@late.test>');
    ok E2E::Rig::eventually(10, sub { -e $reached }), 'the mail is being sent' or return;
    $rig->kill9('courier');
    sleep 2.5;
    $stage->earshot->configure(relay => {'give-up' => '2s'}); # holds for what is promised from now on
    $stage->earshot->start_courier;
    ok $stage->wait_answer($sent, 5), 'with the time it was promised under, it goes out';
    $stage->outgoing->once(dot => "note $reached.2 / sleep 1 / drop");
    $rig->stop('milter');
    $stage->earshot->start_milter;
    my $late = $stage->send(from => 'Zita Late <zita@late.test>');
    ok E2E::Rig::eventually(10, sub { -e "$reached.2" }), 'another is being sent' or return;
    $rig->kill9('courier');
    sleep 2.5;
    $stage->earshot->start_courier;
    my $row = E2E::Rig::eventually(5, sub { my $row = row_to('zita@late.test'); $row && $row->{state} eq 'buried' ? $row : undef });
    ok $row, 'the one that is too old by then is buried' or return diag explain [row_to('zita@late.test')];
    like $row->{reply} // $row->{reason}, qr/given up/, 'with the reason';
    is scalar(my @none = $stage->answers($late)), 0, 'and not sent';
};

is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves on SIGTERM, with status 0';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
