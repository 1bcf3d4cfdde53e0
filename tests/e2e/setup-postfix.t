# `earshot setup postfix` on a Postfix as Debian installs it: its master.cf with chroots, submission and smtps, a verifier in smtpd_milters,
# transport maps, and the port where a content filter hands mail back. In a network of the test's own, so that the ports are the true ones.
use strict;
use warnings;
use File::Path qw(remove_tree);
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Filter;
use E2E::Mail;
use E2E::Postfix;
use E2E::Rig;
use E2E::Sink;
use E2E::Stage;
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
plan(skip_all => 'Debian\'s master.cf is not here') if !-e '/usr/share/postfix/master.cf.dist';
E2E::Rig::need_own_network();
my $rig = E2E::Rig->new('setup-postfix');

# ---- the stage ------------------------------------------------------------------------------------------------------

{
    package DebianPostfix;
    our @ISA = ('E2E::Postfix');

    sub write_config {
        my ($self) = @_;
        my %set = (%{{$self->settings}}, mynetworks => '127.0.0.1/32', milter_default_action => 'tempfail');
        delete @set{qw(non_smtpd_milters milter_protocol)};
        my $text = join '', "# kept by hand\n", map { $_ eq 'transport_maps' ? () : "$_ = $set{$_}\n" } sort keys %set;
        my $rig = $self->{rig};
        $rig->write_file("$self->{config}/transport", "old.example.test smtp:[127.0.0.1]:$self->{deliver}{old}\n");
        # A list over several lines, with a comment inside, as people write it
        $rig->write_file("$self->{config}/main.cf", $text . "transport_maps =\n   texthash:$self->{config}/transport\n# inside\n   inline:{ {b.example.test = discard:} }\n");
        my $master = E2E::Rig::slurp('/usr/share/postfix/master.cf.dist');
        $master =~ s/^#((?:submission|submissions|smtps) +inet)/$1/mg;
        $master .= "# where the content filter hands mail back\n127.0.0.1:10025 inet n - n - - smtpd\n  -o content_filter=\n  -o receive_override_options=no_header_body_checks\n"
            . "2525 inet n - y - - smtpd -o smtpd_milters= # on a port of its own\n";
        $rig->write_file("$self->{config}/master.cf", $master =~ s/ # on a port.*//r);
        return;
    }
}

my $inbox = E2E::Sink->new($rig, 'inbox');
my $outgoing = E2E::Sink->new($rig, 'outgoing');
$inbox->{old} = $inbox->port;
my $postfix = DebianPostfix->new($rig, deliver => $inbox);
$postfix->{port} = 25;
my ($config, $sockets) = ($postfix->{config}, $postfix->socket_dir);
my $earshot = E2E::Earshot->new($rig, relay => $outgoing, socket => "unix:$sockets/milter.sock", receipt_socket => "unix:$sockets/receipt.sock", domain => 'receipt.example.org',
    sections => {trust => {'authserv-ids' => 'verifier.test'}});
my $VERIFIER = "unix:$sockets/verifier.sock";
my $verifier = E2E::Filter->new($rig, 'verifier', $VERIFIER, 'Authentication-Results', 'verifier.test; dmarc=pass header.from=customer.test');
$postfix->{milters} = ['unix:earshot/verifier.sock'];
$postfix->write_config;

sub setup { age(); return $earshot->cli('setup', 'postfix', '--postfix-config', $config, @_) }
sub files { return map { $_ => E2E::Rig::slurp("$config/$_") } qw(main.cf master.cf) }
sub names { my $in = $_[0] // $config; return join ' ', sort grep { !/^\.\.?$/ } map { s{.*/}{}r } glob "$in/*" }
sub postconf {
    age();
    my ($status, $out, $err) = $rig->run('/usr/sbin/postconf', '-c', $config, @_);
    die "postconf @_: $err" if $status;
    chomp $out;
    return $out;
}
# Programs of Postfix wait before they read a file that is not older than a second.
sub age { utime 1, 1, map {"$config/$_"} qw(main.cf master.cf); return }
sub set { my ($status, undef, $err) = $rig->run('/usr/sbin/postconf', '-c', $config, @_); die $err if $status; return }
sub restore { my (%as) = @_; remove_tree("$config/earshot.undo"); $rig->write_file("$config/$_", $as{$_}) for keys %as; age(); return }

my %fresh = files();
my $names = names();
my $OURS = '{unix:earshot/milter.sock,protocol=6,default_action=accept}';
my $LOOSE = '{ unix:earshot/milter.sock, protocol=6, default_action=accept }';

# ---- the files ------------------------------------------------------------------------------------------------------

subtest 'what is printed' => sub {
    my ($status, $out, $err) = setup('--print');
    is $status, 0, 'is printed' or diag $err;
    is_deeply {files()}, \%fresh, 'and changes nothing';
    is names(), $names, 'at all';
    is scalar(my @long = grep { /^#/ && length > 79 } split /\n/, $out), 0, 'the words fit a terminal';
    like $out, qr/^# 127\.0\.0\.1:10025\/inet: left alone/m, 'what is left alone is named';
    like $out =~ s/\n# / /gr, qr/ 2525\/inet: left alone; [^.]* add --service 2525\/inet\./, 'and how to add it where that is wrong';
    my $copy = $rig->make_dir('pasted');
    system('cp', '-p', "$config/main.cf", "$config/master.cf", $copy);
    (my $script = $out) =~ s/\Q$config\E/$copy/g;
    $script = join "\n", grep {!/^postfix /} split /\n/, $script;
    my ($pasted) = $rig->run('sh', '-e', $rig->write_file('pasted.sh', $script));
    is $pasted, 0, 'what is printed can be pasted';
    ($status, $out, $err) = setup('--apply');
    is $status, 0, '--apply' or diag $err;
    is_deeply {map { $_ => E2E::Rig::slurp("$copy/$_") =~ s/\Q$copy\E/$config/gr } qw(main.cf master.cf)}, {files()}, 'does the same, to the byte';
};

subtest 'what is done' => sub {
    is postconf('-P', "$_/smtpd_milters"), "$_/smtpd_milters = unix:earshot/verifier.sock,$OURS", "$_ passes us, behind the verifier" for qw(smtp/inet submission/inet submissions/inet);
    is postconf('-P', '2525/inet/smtpd_milters'), '2525/inet/smtpd_milters =', 'a port of its own keeps its ways';
    is scalar(grep {m{10025/inet/smtpd_milters}} split /\n/, postconf('-P')), 0, 'so does the one behind the filter';
    is postconf('-h', 'smtpd_milters'), 'unix:earshot/verifier.sock', 'and what holds for all';
    is postconf('-h', 'non_smtpd_milters'), $LOOSE, 'local programs pass us';
    is postconf('-h', 'transport_maps'), "inline:{ {receipt.example.org = lmtp:unix:earshot/receipt.sock} }, texthash:$config/transport, inline:{ {b.example.test = discard:} }", 'receipts are routed, other routes stay';
    is postconf('-h', 'milter_default_action'), 'tempfail', 'nobody else is told what to do when a filter fails';
    my %applied = files();
    age();
    my @before = map { [(stat "$config/$_")[1, 9]] } qw(main.cf master.cf earshot.undo);
    my ($status, $out, $err) = setup('--apply');
    is $status, 0, 'once more' or diag $err;
    like $out, qr/nothing was changed/, 'there is nothing to do';
    is_deeply [map { [(stat "$config/$_")[1, 9]] } qw(main.cf master.cf earshot.undo)], \@before, 'and no file is touched';
    is_deeply {files()}, \%applied, 'the same';
};

# ---- mail -----------------------------------------------------------------------------------------------------------

$earshot->start;
$postfix->DebianPostfix::write_config if !-e "$config/main.cf";
{
    my ($status, $out, $err) = $rig->run('/usr/sbin/postfix', '-c', $config, 'check');
    is $status, 0, 'Postfix finds no fault' or diag $out, $err;
    $rig->spawn('master', '/usr/lib/postfix/sbin/master', '-c', $config, '-d');
    $rig->wait_for_socket('master', 'inet:25@127.0.0.1');
}

my $number = 0;
sub send_by {
    my ($port, %with) = @_;
    my $from = 'ada' . ++$number . '@customer.test';
    my $id = E2E::Mail::new_id();
    my $data = E2E::Mail::compose(from => $from, to => 'support@example.test', id => $id, subject => "Nothing works $number", dmarc => undef, body => "The site is down since nine.\n");
    my $said = $port ? $postfix->client(port => $port)->send(from => $from, to => $with{to} // 'support@example.test', data => $data)
        : $postfix->command(from => $from, to => 'support@example.test', data => $data);
    return {%$said, id => $id};
}
sub delivered { my ($sent) = @_; return scalar $inbox->wait_where(10, sub { $_[0]->id eq $sent->{id} }) }

subtest 'mail through each service' => sub {
    my @cases = (
        ['from outside', 25, 1, 1], ['by submission', 587, 1, 1], ['by submissions', 465, 1, 1], ['back from a content filter', 10025, 0, 1],
        ['on a port of its own', 2525, 0, 0], ['by sendmail(1)', 0, 1, 0],
    );
    for my $case (@cases) {
        my ($name, $port, $heard, $verified) = @$case;
        my $sent = send_by($port);
        is $sent->{code}, 250, "$name: is taken" or diag $sent->{text};
        my $mail = delivered($sent) or ok(0, "$name: is delivered"), next;
        is scalar($mail->earshot) ? 1 : 0, $heard, "$name: " . ($heard ? 'is heard' : 'passes us by');
        is scalar(my @once = grep {/^Earshot-Level:/} $mail->earshot), $heard, "$name: once" if $heard;
        is defined $mail->field('Authentication-Results') ? 1 : 0, $verified, "$name: the verifier is where it was";
    }
};

subtest 'the receipt' => sub {
    my $sent = send_by(25);
    ok my $answer = $outgoing->wait_where(10, sub { $_[0]->answers($sent->{id}) }), 'a customer is answered, so the receipt came, and the verifier was believed';
    like $postfix->log_text, qr/to=<[a-z2-7]+\@receipt\.example\.org>, relay=mx\.example\.test\[earshot\/receipt\.sock\].*status=sent/, 'over the socket in the chroot';
    my $client = $postfix->client(port => 25, at => '127.0.0.2');
    my $said = $client->send(from => 'eve@evil.test', to => 'anything@receipt.example.org', data => "Subject: x\r\n\r\nx\r\n");
    is "$said->{step} $said->{code}", 'rcpt 554', 'nobody outside may write to the receipt domain';
};

sub reload {
    my $before = () = $postfix->log_text =~ /reload -- version/g;
    age();
    $rig->run('/usr/sbin/postfix', '-c', $config, 'reload');
    return E2E::Rig::eventually(10, sub { my $now = () = $postfix->log_text =~ /reload -- version/g; $now > $before });
}

# As contrib/postfix/README.md, "Outsiders", has it
subtest 'a receipt domain for bounces too' => sub {
    my ($token) = $postfix->log_text =~ /to=<([a-z2-7]+)\@receipt\.example\.org>/;
    my %before = files();
    set('-e', 'relay_domains=example.test, receipt.example.org', 'smtpd_relay_restrictions=permit_mynetworks, reject_unauth_destination',
        'smtpd_recipient_restrictions=check_recipient_access inline:{ {receipt.example.org = reject_unverified_recipient} }', 'unverified_recipient_reject_code=550',
        'address_verify_poll_delay=1s');
    reload();
    # An smtpd that was idle may serve one more connection as before.
    my $says = sub {
        my ($to) = @_;
        my $client = $postfix->client(port => 25, at => '127.0.0.2');
        $client->say('EHLO a.test');
        $client->say('MAIL FROM:<>');
        my $said = $client->say("RCPT TO:<$to\@receipt.example.org>");
        $client->say('QUIT');
        return $said;
    };
    ok E2E::Rig::eventually(15, sub { $says->('anything') =~ /^550 .*no such receipt/m }), 'what the courier would refuse is refused at once, so nobody gets a bounce';
    like $says->($token), qr/^250 /, 'what it knows is taken';
    my ($status, $out) = setup('--print');
    like $out =~ s/\n# / /gr, qr/ relay_domains has receipt\.example\.org: anybody may write to/, 'an open domain is pointed out';
    $rig->write_file("$config/$_", $before{$_}) for keys %before;
    reload();
};

subtest 'while Earshot is away' => sub {
    $rig->kill9('milter');
    my $sent = send_by(25);
    is $sent->{code}, 250, 'mail passes, whatever milter_default_action says' or diag $sent->{text};
    ok my $mail = delivered($sent), 'and is delivered';
    is scalar($mail ? $mail->earshot : 1), 0, 'unheard';
    $verifier->down;
    is send_by(25)->{code}, 451, 'while a verifier that is away stops mail, as its admin wants';
    $verifier->up;
    $earshot->start_milter;
};

subtest 'taken back' => sub {
    my ($status, $out, $err) = setup('--undo', '--reload');
    is $status, 0, '--undo --reload' or diag $err;
    is_deeply {files()}, \%fresh, 'both files are as they were, to the byte';
    is names(), $names, 'and nothing is left beside them';
    ok E2E::Rig::eventually(15, sub { my $mail = delivered(send_by(25)); $mail && !$mail->earshot }), 'mail passes us by';
    ($status, $out) = setup('--undo');
    is "$status $out", "0 $config: nothing to take back, there is no earshot.undo\n", 'twice is no error';
};
$rig->stop('master');

# From here on `postfix check`, which waits until the files are older than a second, is not the real one.
$rig->make_dir('quick');
$rig->write_file('quick/postfix', "#!/bin/sh\nexit 0\n", 0755);
local $ENV{PATH} = $rig->dir('quick') . ":$ENV{PATH}";

# ---- what people do in between --------------------------------------------------------------------------------------

restore(%fresh);
is((setup('--apply'))[0], 0, 'applied');
my $APPLIED = $rig->dir('applied');
system('cp', '-a', $config, $APPLIED);
sub applied { remove_tree("$config/earshot.undo"); system('cp', '-a', map({"$APPLIED/$_"} qw(main.cf master.cf earshot.undo)), "$config/"); return }

subtest 'taken back after somebody changed something' => sub {
    my %cases = (
        'a line of theirs in main.cf'     => [sub { set('-e', 'message_size_limit=777') }, ['-h', 'message_size_limit'] => '777', ['-h', 'transport_maps'] => "texthash:$config/transport, inline:{ {b.example.test = discard:} }"],
        'a filter behind ours'            => [sub { set('-P', "smtp/inet/smtpd_milters=unix:earshot/verifier.sock,$OURS,inet:127.0.0.1:9") }, ['-P', 'smtp/inet/smtpd_milters'] => 'smtp/inet/smtpd_milters = unix:earshot/verifier.sock,inet:127.0.0.1:9'],
        'ours taken out by hand'          => [sub { set('-PX', 'smtp/inet/smtpd_milters') }, ['-P'] => qr{\A(?!.*(?:smtp|submissions?)/inet/smtpd_milters)}s],
        'a service that went'             => [sub { set('-MX', 'submission/inet') }, ['-P'] => qr{\A(?!.*earshot/milter)}s],
        'a service of theirs'             => [sub { set('-M', '2626/inet=2626 inet n - y - - smtpd') }, ['-F', '2626/inet/command'] => '2626/inet/command = smtpd', ['-P'] => qr{\A(?!.*earshot/milter)}s],
        'a route of theirs'               => [sub { set('-e', 'transport_maps=' . postconf('-h', 'transport_maps') . ', hash:/x') }, ['-h', 'transport_maps'] => "texthash:$config/transport, inline:{ {b.example.test = discard:} }, hash:/x"],
        'another filter for local mail'   => [sub { set('-e', "non_smtpd_milters=inet:127.0.0.1:9, $LOOSE") }, ['-h', 'non_smtpd_milters'] => 'inet:127.0.0.1:9'],
    );
    for my $name (sort keys %cases) {
        my ($change, @expect) = @{$cases{$name}};
        applied();
        $change->();
        my ($status, $out, $err) = setup('--undo');
        is $status, 0, $name or diag $err;
        like $out, qr/changed by others/, "$name: it is said";
        while (my ($ask, $want) = splice @expect, 0, 2) { ref $want ? like(postconf(@$ask), $want, "$name: @$ask") : is(postconf(@$ask), $want, "$name: @$ask") }
        unlike postconf('-n'), qr/earshot\/(?:milter|receipt)/, "$name: nothing of ours is left in main.cf";
        is names(), $names, "$name: nor beside it";
    }
};

subtest 'another try' => sub {
    applied();
    $earshot->configure(earshot => {'on-failure' => 'tempfail'}, receipt => {domain => 'other.example.org'});
    my ($status, undef, $err) = setup('--apply');
    is $status, 0, 'after another configuration' or diag $err;
    like postconf('-P', 'smtp/inet/smtpd_milters'), qr/sock,\{[^{]*default_action=tempfail\}$/, 'the new takes the place of the old';
    like postconf('-h', 'transport_maps'), qr/^inline:\{ \{other\.example\.org = [^{]*\} \}, texthash/, 'for the route too';
    $earshot->configure(earshot => {'on-failure' => undef}, receipt => {domain => 'receipt.example.org'});
    setup('--undo');
    is_deeply {files()}, \%fresh, 'and what was there before all that comes back';

    applied();
    $rig->write_file("$config/master.cf", $fresh{'master.cf'});
    setup('--undo');
    is_deeply {files()}, \%fresh, 'cut off between the files, it is taken back whole';
    applied();
    my %whole = files();
    $rig->write_file("$config/master.cf", $fresh{'master.cf'});
    ($status) = setup('--apply');
    is_deeply {files()}, \%whole, 'or done to the end';
    setup('--undo');
    is_deeply {files()}, \%fresh, 'and then taken back';
};

# ---- what is refused ------------------------------------------------------------------------------------------------

my $program = $rig->dir('earshot');
system('cp', E2E::Earshot::program('earshot'), $program);
system('mount', '--make-rprivate', '/');

subtest 'what is refused' => sub {
    restore(%fresh);
    my $other = sub { my ($name, $is) = @_; return $rig->write_file("$name.conf", E2E::Rig::slurp($earshot->{file}) =~ s/^(?:domain|socket) = .*receipt.*\n//mgr =~ s/(?<=^socket = ).*$/$is/mr) };
    my $plain = E2E::Rig::slurp($earshot->{file});
    my $without = $rig->write_file('without.conf', $plain =~ s/^domain = .*\n//mr =~ s/^socket = .*receipt.*\n//mr);
    my $inspected = $rig->write_file('inspected.conf', E2E::Rig::slurp($without) =~ s/^when = accepted/when = inspected/mr);
    my $away = $rig->write_file('away.conf', $plain =~ s/^socket = .*milter.*$/socket = unix:\/run\/earshot\/milter.sock/mr);
    my $spaced = $rig->write_file('spaced.conf', $plain =~ s/^socket = .*milter.*$/socket = unix:\/run\/ear,shot\/milter.sock/mr);
    my $bad = $rig->write_file('bad.conf', "${plain}colour = blue\n");
    my @base = ($program, '-c', $earshot->{file}, 'setup', 'postfix');
    my @here = ('--postfix-config', $config);
    my $broken = $rig->make_dir('broken');
    $rig->write_file('broken/main.cf', "queue_directory /x\n");
    $rig->write_file('broken/master.cf', $fresh{'master.cf'});
    my $by_hand = $rig->make_dir('by-hand');
    $rig->write_file('by-hand/main.cf', $fresh{'main.cf'} =~ s/^(smtpd_milters = .*)/$1, unix:\/earshot\/milter.sock/mr);
    $rig->write_file('by-hand/master.cf', $fresh{'master.cf'});
    my $odd = $rig->make_dir('odd');
    $rig->write_file('odd/main.cf', $fresh{'main.cf'});
    $rig->write_file('odd/master.cf', $fresh{'master.cf'} =~ s/^smtp .*inet.*\n//mr);
    my $proxied = $rig->make_dir('proxied');
    $rig->write_file('proxied/main.cf', $fresh{'main.cf'});
    $rig->write_file('proxied/master.cf', $fresh{'master.cf'} =~ s/^(smtp .*inet.*smtpd)$/$1 -o smtpd_proxy_filter=127.0.0.1:10024/mr);
    my $several = $rig->make_dir('several');
    $rig->write_file('several/main.cf', "$fresh{'main.cf'}multi_instance_directories = /etc/postfix-out\n");
    $rig->write_file('several/master.cf', $fresh{'master.cf'});
    my $lmtpless = $rig->make_dir('lmtpless');
    $rig->write_file('lmtpless/main.cf', $fresh{'main.cf'});
    $rig->write_file('lmtpless/master.cf', $fresh{'master.cf'} =~ s/^lmtp .*\n//mr);
    my $wrapped = $rig->make_dir('wrapped');
    $rig->write_file('wrapped/postfix', "#!/bin/sh\ngrep -q earshot/milter \$2/main.cf || exit 0\necho 'postfix: fatal: the moon is wrong' >&2\nexit 1\n", 0755);
    my @cases = (
        ['nothing to do',            [@base, @here], 64, qr/say one of --print, --apply, --undo/],
        ['two things at once',       [@base, @here, '--print', '--apply'], 64, qr/say one of/],
        ['a word too many',          [@base, @here, '--print', 'now'], 64, qr/usage:/],
        ['an unknown MTA',           [$program, '-c', $earshot->{file}, 'setup', 'exim'], 64, qr/no such command: setup exim/],
        ['not root',                 ['setpriv', '--reuid', 'nobody', '--clear-groups', @base, @here, '--apply'], 77, qr/run it with sudo/],
        ['no postconf',              ['unshare', '--mount', 'sh', '-c', 'mount --bind /dev/null /usr/sbin/postconf && exec "$@"', 'sh', @base, '--print'], 69, qr/install Postfix/],
        ['no such directory',        [@base, '--postfix-config', $rig->dir('nowhere'), '--apply'], 78, qr/main\.cf.*mend/],
        ['a broken main.cf',         [@base, '--postfix-config', $broken, '--apply'], 78, qr/broken\/main\.cf, line 1: missing '='/],
        ['several instances',        ['env', "MAIL_CONFIG=$several", @base, '--apply'], 78, qr/\Q$several\E, \/etc\/postfix-out; say which by --postfix-config/],
        ['no receipts yet',          [$program, '-c', $without, 'setup', 'postfix', @here, '--apply'], 78, qr/\ndomain = receipt\.\S+\nsocket = unix:\S+\/earshot\/receipt\.sock\n/],
        ['another receipt domain',   [@base, @here, '--receipt-domain', 'a.test', '--apply'], 78, qr/has receipt\.example\.org; change it there/],
        ['a receipt domain like {}', [$program, '-c', $without, 'setup', 'postfix', @here, '--receipt-domain', 'a.b} {c', '--apply'], 78, qr/is no domain/],
        ['a socket out of sight',    [$program, '-c', $away, 'setup', 'postfix', @here, '--apply'], 78, qr/smtp\/inet is chrooted.*set it to unix:\S+\/earshot\/milter\.sock/],
        ['a socket Postfix cannot write', [$program, '-c', $spaced, 'setup', 'postfix', @here, '--apply'], 78, qr/use a path of letters/],
        ['a bad configuration',      [$program, '-c', $bad, 'setup', 'postfix', @here, '--apply'], 78, qr/bad\.conf:\d+: /],
        ['wired by hand for all',    [@base, '--postfix-config', $by_hand, '--apply'], 78, qr/smtpd_milters names Earshot.*take it out/s],
        ['no smtpd on port 25',      [@base, '--postfix-config', $odd, '--apply'], 78, qr/name the service.*--service/],
        ['a proxy before the queue', [@base, '--postfix-config', $proxied, '--apply'], 78, qr/--service/],
        ['a service that is not there', [@base, @here, '--service', 'x/inet', '--apply'], 78, qr/x\/inet: is not in/],
        ['a service of another kind', [@base, @here, '--service', 'qmgr/unix', '--apply'], 78, qr/does not run smtpd/],
        ['no lmtp',                  [@base, '--postfix-config', $lmtpless, '--apply'], 78, qr/no service lmtp.*add the line/],
        ['Postfix not content',      ['env', "PATH=$wrapped:$ENV{PATH}", @base, @here, '--apply'], 78, qr/the moon is wrong/],
    );
    for my $case (@cases) {
        my ($name, $command, $wanted, $said) = @$case;
        my ($status, $out, $err) = $rig->run(@$command);
        is $status, $wanted, "$name: $wanted" or diag $out, $err;
        like $err, $said, "$name: what to do";
    }
    is_deeply {files()}, \%fresh, 'nothing was changed by any of it';
    is names(), $names, 'nothing was left';
    is names($_), 'main.cf master.cf', 'nor elsewhere' for $by_hand, $odd, $proxied, $several, $lmtpless;

    my ($status, $out, $err) = $rig->run('setpriv', '--reuid', 'nobody', '--clear-groups', @base, @here, '--print');
    is $status, 0, 'whoever may read the configuration may look' or diag $err;
    ($status, $out, $err) = $rig->run($program, '-c', $inspected, 'setup', 'postfix', @here, '--print');
    is $status, 0, 'without receipts (when = inspected)' or diag $err;
    unlike $out, qr/transport_maps/, 'no route is made';
    my $observing = $rig->write_file('observing.conf', E2E::Rig::slurp($without) =~ s/^mode = answer/mode = observe/mr);
    ($status, $out, $err) = $rig->run($program, '-c', $observing, 'setup', 'postfix', @here, '--print');
    is $status, 0, 'to observe, receipts can wait' or diag $err;
    unlike $out, qr/transport_maps/, 'no route is made yet';
    like $out, qr/^# .*Before mode = answer add.*^#   domain = receipt\.\S+\n#   socket = unix:/ms, 'and it is said what is needed later';
    my $screened = $rig->make_dir('screened');
    $rig->write_file('screened/main.cf', $fresh{'main.cf'});
    $rig->write_file('screened/master.cf', $fresh{'master.cf'} =~ s/^smtp .*inet.*\n//mr =~ s/^#(smtp +inet .*postscreen|smtpd +pass .*)$/$1/mgr);
    ($status, $out, $err) = $rig->run($program, '-c', $earshot->{file}, 'setup', 'postfix', '--postfix-config', $screened, '--print');
    is $status, 0, 'behind postscreen' or diag $err;
    like $out, qr/^postconf .* 'smtpd\/pass\/smtpd_milters=/m, 'it is smtpd that asks us';
    unlike $out, qr/smtp\/inet\/smtpd_milters/, 'not postscreen';
    ($status, $out, $err) = $rig->run($program, '-c', $without, 'setup', 'postfix', @here, '--receipt-domain', 'r.example.org', '--print');
    is $status, 0, 'with --receipt-domain it goes on' or diag $err;
    like $out, qr/r\.example\.org = lmtp.*^#   domain = r\.example\.org\n#   socket = unix:/ms, 'and says what earshot.conf lacks';
    ($status, $out, $err) = $rig->run($program, '-c', $earshot->{file}, 'setup', 'postfix', '--postfix-config', $odd, '--service', '2525/inet', '--print');
    is $status, 0, '--service' or diag $err;
    like $out, qr/^postconf .* '2525\/inet\/smtpd_milters=\{unix:earshot/m, 'names a port of its own';
};

subtest 'the directory of the sockets' => sub {
    restore(%fresh);
    $earshot->stop;
    $verifier->down;
    remove_tree($sockets);
    my ($status, $out, $err) = setup('--apply');
    is $status, 78, 'without a user earshot it cannot be made';
    like $err, qr/no user earshot; make one/, 'and that is said';
    is_deeply {files()}, \%fresh, 'before anything is changed';
    for my $file (qw(passwd group)) {
        my $line = $file eq 'passwd' ? 'earshot:x:61234:61234::/nonexistent:/usr/sbin/nologin' : 'earshot:x:61234:';
        system('mount', '--bind', $rig->write_file("etc-$file", E2E::Rig::slurp("/etc/$file") . "$line\n", 0644), "/etc/$file") == 0 or die "mount\n";
    }
    ($status, $out, $err) = setup('--apply');
    is $status, 0, 'with one it is' or diag $err;
    my @is = stat $sockets;
    is sprintf('%o %s %s', $is[2] & 07777, $is[4], scalar getgrgid $is[5]), '2750 61234 postfix', 'for Earshot and Postfix alone';
    setup('--undo');
    ok !-e $sockets, 'and goes with the rest';
    is_deeply {files()}, \%fresh, 'which is as it was';
};

is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
