# `earshot setup sendmail`: the line it prints, put into a sendmail.mc with our FEATURE, makes a Sendmail that hears mail on its port 25, brings
# receipts to the courier, lets nobody outside write to their domain, and passes us by where a content filter hands mail back.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Filter;
use E2E::Mail;
use E2E::Rig;
use E2E::Sendmail;
use E2E::Sink;
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Sendmail::need();
E2E::Rig::need_own_network();
my $rig = E2E::Rig->new('setup-sendmail');

{
    package Daemon;
    our @ISA = ('E2E::Sendmail');

    # As an admin has it: mail for example.test from anywhere, a verifier, then the printed lines, and the ports.
    sub policy_lines { return "RELAY_DOMAIN(`example.test')dnl\nINPUT_MAIL_FILTER(`verifier', `S=$_[0]{verifier}, F=T')dnl\n" }
    sub filter_lines {
        my ($self) = @_;
        return $self->{printed} . "DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1, Port=smtp')dnl\nFEATURE(`no_default_msa')dnl\n"
            . "DAEMON_OPTIONS(`Name=reinject, Addr=127.0.0.1, Port=10025, InputMailFilters=verifier')dnl\n"
            . "DAEMON_OPTIONS(`Name=reinject2, Addr=127.0.0.1, Port=10026, InputMailFilters=')dnl\n";
    }
}

my $inbox = E2E::Sink->new($rig, 'inbox');
my $outgoing = E2E::Sink->new($rig, 'outgoing');
my $sendmail = Daemon->new($rig, deliver => $inbox, verifier => 'unix:' . $rig->dir('sockets/verifier.sock'));
my $at = $sendmail->socket_dir;
my $earshot = E2E::Earshot->new($rig, relay => $outgoing, socket => "unix:$at/milter.sock", receipt_socket => "unix:$at/receipt.sock", domain => 'receipt.example.org',
    sections => {trust => {'authserv-ids' => 'verifier.test'}});
E2E::Filter->new($rig, 'verifier', $sendmail->{verifier}, 'Authentication-Results', 'verifier.test; dmarc=pass header.from=customer.test');

subtest 'what is printed' => sub {
    my ($status, $out, $err) = $earshot->cli(qw(setup sendmail --print));
    is $status, 0, 'is printed' or diag $err;
    like $out, qr/^FEATURE\(`earshot', `S=unix:\Q$at\E\/milter\.sock, F='/m, 'the filter, and that mail passes without it';
    like $out, qr/`receipt\.example\.org', `unix:\Q$at\E\/receipt\.sock'\)dnl$/m, 'the route of receipts';
    $sendmail->{printed} = $out;
    ($status, $out, $err) = $earshot->cli(qw(setup sendmail));
    is $status, 64, 'nothing is done without --print';
    like $err, qr/usage: .*--print/, 'and that is said';
    $earshot->configure(earshot => {'on-failure' => 'tempfail'});
    like +($earshot->cli(qw(setup sendmail --print)))[1], qr/milter\.sock, F=T'/, 'on-failure = tempfail is F=T';
    $earshot->configure(earshot => {'on-failure' => undef}, receipt => {domain => undef, when => 'inspected'});
    unlike +($earshot->cli(qw(setup sendmail --print)))[1], qr/receipt/, 'without receipts there is no route';
    $earshot->configure(receipt => {when => 'accepted'});
    ($status, $out, $err) = $earshot->cli(qw(setup sendmail --print));
    is $status, 78, 'receipts without a domain are not forgotten';
    like $err, qr/add below \[receipt\]\ndomain = /, 'it is said what to add';
    $earshot->configure(earshot => {mode => 'observe'});
    ($status, $out, $err) = $earshot->cli(qw(setup sendmail --print));
    is $status, 0, 'to observe they can wait' or diag $err;
    like $out, qr/^dnl .*Before mode = answer.*^dnl   domain = /ms, 'and that is said';
    $earshot->configure(earshot => {mode => 'answer'}, receipt => {domain => 'receipt.example.org'});
};

subtest 'what m4 is told' => sub {
    my $cf = $sendmail->macros;
    my %cases = (
        'nothing'              => ["`earshot'", qr/^Xearshot, S=unix:\/run\/earshot\/milter\.sock, F=, T=/m, qr/^Mearshot/m],
        'ports'                => ["`earshot', `S=inet:8891\@127.0.0.1, F=T', `r.test', `inet:2424\@127.0.0.1'", qr/^Xearshot, S=inet:8891\@127\.0\.0\.1, F=T, T=.*^Mearshot,.*A=TCP \[127\.0\.0\.1\] 2424$/ms, undef],
        'a domain alone'       => ["`earshot', `', `r.test'", qr/^R\$\+ < \@ r\.test \.? ?>\t+\$#earshot .*A=FILE \/run\/earshot\/receipt\.sock$/ms, undef],
        'times of their own'   => ["`earshot', `S=unix:/a, T=E:5m'", qr/^Xearshot, S=unix:\/a, T=E:5m, F=$/m, undef],
    );
    for my $name (sort keys %cases) {
        my ($arguments, $has, $lacks) = @{$cases{$name}};
        my $mc = $rig->write_file('m4.mc', "include(`${cf}m4/cf.m4')dnl\nOSTYPE(`linux')dnl\nFEATURE($arguments)dnl\nMAILER(`smtp')dnl\n");
        my ($status, $out, $err) = $rig->run('m4', "-D_CF_DIR_=$cf", $mc);
        is "$status $err", '0 ', "$name: m4 has nothing to say";
        like $out, $has, "$name: is there";
        unlike $out, $lacks, "$name: no more" if $lacks;
    }
    my $mc = $rig->write_file('m4.mc', "include(`${cf}m4/cf.m4')dnl\nOSTYPE(`linux')dnl\nFEATURE(`earshot', `F=T')dnl\nMAILER(`smtp')dnl\n");
    like +($rig->run('m4', "-D_CF_DIR_=$cf", $mc))[2], qr/ERROR: FEATURE\(earshot\): .* names no socket/, 'a first argument without a socket is an error';
};

$earshot->start;
$sendmail->start;
{
    local $ENV{LD_PRELOAD} = E2E::Rig::support('hostname.so', qw(-shared -fPIC));
    $rig->spawn('sendmail', E2E::Sendmail::binary(), '-C', "$sendmail->{config}/sendmail.cf", '-bD', '-q1s');
}
$rig->wait_for_socket('sendmail', "inet:$_\@127.0.0.1") for 25, 10025;

sub send_by {
    my ($port, %with) = @_;
    my $id = E2E::Mail::new_id();
    my $from = "ada$port\@customer.test";
    my $data = E2E::Mail::compose(from => $from, to => 'support@example.test', id => $id, dmarc => undef, subject => "Nothing works $port", body => "The site is down since nine.\n");
    return {%{E2E::Client->new(port => $port, $with{at} ? (at => $with{at}) : ())->send(from => $from, to => $with{to} // 'support@example.test', data => $data)}, id => $id};
}
sub delivered { my ($sent) = @_; return scalar $inbox->wait_where(10, sub { $_[0]->id eq $sent->{id} }) }

my $sent = send_by(25);
is $sent->{code}, 250, 'mail comes in on port 25' or diag $sent->{text};
my $mail = delivered($sent);
is scalar(my @levels = grep {/^Earshot-Level:/} $mail ? $mail->earshot : ()), 1, 'and is heard, once';
ok $outgoing->wait_where(10, sub { $_[0]->answers($sent->{id}) }), 'it is answered: the receipt came, and the verifier before us was believed';
$sent = send_by(10025);
$mail = delivered($sent) or diag $sent->{text};
is_deeply [$mail ? $mail->earshot : 'not delivered'], [], 'what a content filter hands back passes us by';
is defined $mail && defined $mail->field('Authentication-Results') ? 1 : 0, 1, 'but not the filter that is named there';
$sent = send_by(10026);
$mail = delivered($sent) or diag $sent->{text};
is_deeply [$mail ? ($mail->earshot, $mail->field('Authentication-Results') // ()) : 'not delivered'], [], 'with InputMailFilters= every filter does';
# 450 where the client has no name, as here, else 550
like send_by(25, to => 'anything@receipt.example.org', at => '127.0.0.2')->{text}, qr/^[45]50 .*Relaying (?:temporarily )?denied/m, 'nobody outside may write to the receipt domain';
$rig->kill9('milter');
$sent = send_by(25);
is $sent->{code}, 250, 'while Earshot is away mail passes' or diag $sent->{text};
$mail = delivered($sent);
is_deeply [$mail ? $mail->earshot : 'not delivered'], [], 'unheard';
$earshot->stop;
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
