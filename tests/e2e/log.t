# The log: one line for each message and each mail sent, queue id first, in a grammar that can be parsed back whatever a stranger writes
# into addresses and fields; addresses by the policy; never a word of content. Each place of a message holds a marker of its own, so that
# what leaks says from where. And: what contrib/docs/logs.md lists is what there is, and logwatch can read it.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Mail;
use E2E::Mta;
use E2E::Rig;
use E2E::Sink;
use POSIX ();
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
my $TOP = E2E::Rig::top();
my $rig = E2E::Rig->new('log');
my $relay = E2E::Sink->new($rig, 'relay', lines => 1);
my %at = (socket => 'unix:' . $rig->dir('milter.sock'), receipt_socket => 'unix:' . $rig->dir('receipt.sock'));
my $earshot = E2E::Earshot->new($rig, %at, relay => $relay)->start;
my $mta = E2E::Mta->new(milter => $at{socket}, receipt => $at{receipt_socket}, domain => $earshot->{domain});

my @FATES = qw(heard outbound orders unheard tempfail);
my $VALUE = qr/"(?:[^"\\]|\\.)*+"|[^\s"=]+/;
# A line taken apart: level, queue, fields in order, prose; nothing when it is not of the grammar.
sub parse {
    my ($line) = @_;
    my ($level, $queue, $fields, $prose) =
        $line =~ /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ earshot-\w+\[\d+\] (error|warning|notice|info): (?:([A-Za-z0-9-]+): )?([a-z][a-z-]*=$VALUE(?: [a-z][a-z-]*=$VALUE)*)(?:: ([^\x00-\x1f\x7f]*))?$/ or return;
    my @pairs = map { [split /=/, $_, 2] } $fields =~ /([a-z-]+=$VALUE)/g;
    my %is = map { $_->[0] => $_->[1] } @pairs;
    return if $pairs[0][0] ne 'event' || keys %is != @pairs;
    return {level => $level, queue => $queue, %is};
}
sub lines_of { my ($name) = @_; return split /\n/, $rig->log_text($name) }

# Senders as a stranger may write them; what they would like to be taken for must not come true.
my @SENDERS = (
    'marklocal@customer.test', 'MARKLOCAL+tag=x@Customer.Test', '"mark local"@customer.test', '"marklocal event=heard level=critical"@customer.test',
    '"a\\"marklocal=b"@customer.test', 'marklocal=victim.test@list.test', "marklocal\x01\x1b[31m\@customer.test", 'marklocal@[192.0.2.7]', 'event=unheard@marklocal.customer.test',
    'x' x 900 . '@customer.test', 'marklocal@' . 'd' x 300 . '.test', "markl\xc3\xb6cal\@customer.test", "markl\xff\xfecal\@customer.test", 'marklocal%customer.test@relay.test',
    '@a.test,@b.test:marklocal@customer.test', 'marklocal', '', 'marklocal@customer.test: event=fatal cause=none', "marklocal\@customer.test\nQ1: event=heard",
    "marklocal\xe2\x80\xae\xe2\x80\xa8x\@customer.test",
);
my @CONTENT = qw(MARKSUBJECT MARKBODY MARKNAME MARKFIELD MARKFILE MARKTYPE MARKID MARKHTML MARKTO);

sub message {
    my ($number, %is) = @_;
    my $odd = $number % 2;
    my $id = "markid-$number-" . time . '@mid.customer.test';
    my $bytes = E2E::Mail::compose(
        from => $is{header} // 'MARKNAME "event=fatal" <marklocal@customer.test>', to => 'MARKTO Support <support@example.test>', id => $id, subject => "MARKSUBJECT event=heard level=critical $number",
        body => "MARKBODY I am furious, MARKBODY nothing works, we cancel MARKBODY.\n",
        fields => ["X-Odd: MARKFIELD event=sent", 'References: <markid@x.test>', $odd ? ('MIME-Version: 1.0', 'Content-Type: text/MARKTYPE; charset=MARKTYPE; name="MARKFILE"') : ()],
    );
    return ($id, $bytes);
}

# Who asks a milter that only begins is let pass: its line must be there first.
sub wait_started {
    my ($times) = @_;
    return ok E2E::Rig::eventually(30, sub { (() = $rig->log_text('milter') =~ /event=start version/g) >= $times }), 'the milter hears';
}

# Sends as a message of each sender; returns the milter's lines that came with it.
sub send_all {
    my ($from) = @_;
    my $before = () = lines_of('milter');
    my $number = 0;
    for my $sender (@SENDERS) {
        my ($id, $bytes) = message(++$number);
        my %is = (from => $sender, to => 'support@example.test', data => $bytes);
        my $mail = $mta->ask(%is);
        $mta->deliver($mail, %is, from => 'x@customer.test') if $mail->{verdict} eq 'accept';
    }
    my @new = lines_of('milter');
    return splice @new, $before;
}

sub is_sound {
    my ($what, @lines) = @_;
    is_deeply [grep { !parse($_) } @lines], [], "$what: each line parses";
    is_deeply [grep { length > 1100 } @lines], [], "$what: none is endless";
    my $text = join "\n", @lines;
    is_deeply [grep { $text =~ /$_/i } @CONTENT], [], "$what: nothing of a message's content";
    return;
}

# Each message once, by its queue id, and with a fate.
sub is_each_once {
    my ($what, @lines) = @_;
    my %count;
    my @fates = grep { my $is = $_; $is && grep { $is->{event} eq $_ } @FATES } map { parse($_) } @lines;
    $count{$_->{queue} // '-'}++ for @fates;
    is scalar @fates, scalar @SENDERS, "$what: a line for each message";
    is_deeply [grep { $count{$_} != 1 } keys %count], [], "$what: and one only";
    is_deeply [grep { $_->{queue} !~ /^Q[0-9A-F]{6}$/ } @fates], [], "$what: the queue id first";
    is_deeply [grep { grep { !defined } @$_{qw(from size ms)} } @fates], [], "$what: each says who, how large and how long";
    is_deeply [grep { $_->{event} eq 'heard' && (grep { !defined } @$_{qw(thread mailbox level signals request language acknowledge reason)}) } @fates], [], "$what: and what was found";
    is_deeply [grep { $_->{size} !~ /^\d+$/ || $_->{ms} !~ /^\d+\.\d{3}$/ } @fates], [], "$what: in numbers";
    return @fates;
}

sub policy {
    my ($addresses) = @_;
    $earshot->configure(log => {addresses => $addresses});
    for my $name (qw(milter courier)) {
        my $before = () = $rig->log_text($name) =~ /event=reload /g;
        kill 'HUP', $rig->pid($name);
        ok E2E::Rig::eventually(10, sub { (() = $rig->log_text($name) =~ /event=reload /g) > $before }), "$name: addresses = $addresses";
    }
    return;
}

my @courier;
wait_started(1);
subtest 'the domain, as long as nobody says otherwise' => sub {
    my @lines = send_all();
    is_sound('domain', @lines);
    my @fates = is_each_once('domain', @lines);
    is_deeply [grep { !/from=\@marklocal\.customer\.test / } grep {/markl/i} @lines], [], 'no local part';
    is $fates[0]{from}, '@customer.test', 'the domain it is';
    is $fates[16]{from}, '<>', 'the null sender';
    ok E2E::Rig::eventually(10, sub { $rig->log_text('courier') =~ /event=sent/ }), 'an answer went out';
};

subtest 'what the relay says' => sub {
    $relay->script(dot => '250 2.0.0 Ok: queued as 4XyZabc12');
    my ($id, $bytes) = message(101, header => 'Bob <marklocal@sent.test>');
    my %is = (from => 'marklocal@sent.test', to => 'support@example.test', data => $bytes);
    my $mail = $mta->ask(%is);
    ok $mta->deliver($mail, %is), 'a message' or return;
    ok E2E::Rig::eventually(10, sub { $rig->log_text('courier') =~ / 4XyZabc12: event=sent .*to=\@sent\.test .*attempt=1 waited=\d+\.\d{3}s/ }), 'a mail that was sent has the queue id of the relay, and to whom by policy';
    $relay->script(rcpt => '550 5.1.1 <marklocal@gone.test>: "marklocal"@gone.test: unknown; mail marklocal=x.test@verp.test');
    ($id, $bytes) = message(102, header => 'Eve <marklocal@gone.test>');
    %is = (from => 'marklocal@gone.test', to => 'support@example.test', data => $bytes);
    $mail = $mta->ask(%is);
    ok $mta->deliver($mail, %is), 'another' or return;
    ok E2E::Rig::eventually(10, sub { $rig->log_text('courier') =~ /event=buried .*reply="[^"\\]*550.*<\@gone\.test>: \@gone\.test: unknown; mail \@verp\.test"/ }), 'addresses in its words too are by policy'
        or diag $rig->log_text('courier');
    $relay->behave;
    @courier = lines_of('courier');
    is_sound('courier', @courier);
    unlike join("\n", @courier), qr/marklocal/i, 'nobody is named';
};

subtest 'hash' => sub {
    policy('hash');
    my @lines = send_all();
    is_sound('hash', @lines);
    my @fates = is_each_once('hash', @lines);
    like $fates[0]{from}, qr/^~[a-z2-7]{8}$/, 'eight letters';
    is_deeply [grep { $_->{from} =~ /\@|customer/ } @fates], [], 'no domain either';
    my $last = $fates[0]{from};
    $rig->stop('milter');
    $earshot->start_milter;
    wait_started(2);
    my @again = is_each_once('hash again', send_all());
    is $again[0]{from}, $last, 'the same person is the same value, after a restart too';
    isnt $again[13]{from}, $last, 'another is another';
};

subtest 'full' => sub {
    policy('full');
    my @lines = send_all();
    is_sound('full', grep { !/from=\S*marklocal/i } @lines);
    my @fates = is_each_once('full', @lines);
    is_deeply [grep { !parse($_) } @lines], [], 'each line parses all the same';
    is $fates[0]{from}, 'marklocal@customer.test', 'the address';
    is_deeply [grep { $_->{from} =~ /[\s"=\x00-\x1f\x7f-\xff]/ } @fates], [], 'what could end the field stands as %XX';
    is_deeply [map { $_->{event} } grep { $_->{event} !~ /^(?:heard|unheard)$/ } @fates], [], 'nobody became what they wrote';
};

subtest 'what cannot be heard' => sub {
    for my $policy (['accept', 'unheard'], ['tempfail', 'tempfail']) {
        my ($on_failure, $event) = @$policy;
        $rig->stop('milter');
        rename $rig->dir('earshot.key'), $rig->dir('away.key');
        $earshot->configure(earshot => {'on-failure' => $on_failure}, log => {addresses => 'domain'});
        $earshot->start_milter;
        my @lines = send_all();
        is_sound($event, @lines);
        my @fates = is_each_once($event, @lines);
        is_deeply [grep { $_->{event} ne $event || !defined $_->{cause} || !defined $_->{why} } @fates], [], "$event, and why";
        rename $rig->dir('away.key'), $rig->dir('earshot.key');
    }
};

subtest 'the table of events' => sub {
    my %there;
    for my $file (glob "$TOP/milter/*.c") {
        my $code = E2E::Rig::slurp($file);
        $there{$_}++ for $code =~ /"event=([a-z][a-z-]*)/g, $code =~ /log_failure\([^;]*?"([a-z-]+)", /gs, $code =~ /(?:log_trouble\(|RELAY_BURY, )"([a-z-]+)"/g, $code =~ /log_row\([^;]*?"([a-z-]+)"/gs;
        $there{$_}++ for map { split /", "/ } $code =~ /relay_fate_name\(RelayFate fate\) \{\s*static const char \*const names\[\] = \{"([^}]*)"\}/;
        $there{$_}++ for map { @$_ } [$code =~ /refused \? "(tempfail)" : "(forged-left)"/], [$code =~ /ordered \? "(orders)" : "(outbound)"/];
    }
    my ($table) = E2E::Rig::slurp("$TOP/contrib/docs/logs.md") =~ /^## Events\n(.*?)^## /ms;
    my %told = map { $_ => 1 } $table =~ /^\| `([a-z-]+)`/mg;
    cmp_ok scalar keys %there, '>', 40, 'events there are';
    is_deeply [grep { !$told{$_} } sort keys %there], [], 'each stands in contrib/docs/logs.md';
    is_deeply [grep { !$there{$_} } sort keys %told], [], 'and no other';
    is_deeply [grep { E2E::Rig::slurp($_) =~ /\bv?syslog\(|openlog\(/ } grep { !m{/log\.c$} } glob "$TOP/milter/*.c $TOP/lib/*.c"], [], 'nothing is logged but by log.c, where the policy is';
};

subtest 'logwatch' => sub {
    my $root = "$TOP/build/logwatch/root";
    plan skip_all => 'logwatch is not unpacked (tests/support/install logwatch)' if !-x "$root/usr/sbin/logwatch";
    my $stamp = POSIX::strftime('%b %e %H:%M:%S', localtime);
    my $log = join '', map { s/^\S+ (earshot-\w+\[\d+\]) \w+: /$stamp mx $1: /r . "\n" } lines_of('milter'), lines_of('courier');
    my ($logs, $base, $etc) = map { $rig->make_dir("logwatch/$_", 0755) } qw(log base etc);
    $rig->write_file("$logs/mail.log", $log . "$stamp mx postfix/smtpd[7]: 4Zabc: client=unknown\n");
    # As it is installed, but for the places that the program has written into it.
    $rig->run('/bin/sh', '-c', 'cp -r "$1"/usr/share/logwatch/. "$2" && mkdir -p "$3/conf" "$3/scripts" && cp -r "$4"/conf/services "$3/conf" && cp -r "$4"/scripts/services "$3/scripts"',
        'sh', $root, $base, $etc, "$TOP/contrib/logwatch");
    my $program = E2E::Rig::slurp("$root/usr/sbin/logwatch") =~ s{/usr/share/logwatch}{$base}gr =~ s{/etc/logwatch}{$etc}gr =~ s{/var/cache/logwatch}{$logs}gr;
    $rig->write_file('logwatch/program', $program);
    my $heard = () = $log =~ /event=heard /g;
    my $say = sub {
        my ($detail) = @_;
        my ($bad, $out, $said) = $rig->run('perl', $rig->dir('logwatch/program'), '--service', 'earshot', '--range', 'today', '--output', 'stdout', '--detail', $detail, '--logdir', $logs);
        is $bad, 0, "$detail: it ends well" or diag $said;
        like $out, qr/^ *-+ Earshot Begin -+/m, "$detail: a report of ours";
        like $out, qr/^ +$heard heard$/m, "$detail: it counts what was heard" or diag $out . $said;
        is_deeply [grep { $out =~ /$_/i } @CONTENT, 'marklocal'], [], "$detail: it names nothing of a message and nobody";
        return $out;
    };
    unlike $say->('low'), qr/Not understood|by reason/, 'low is short';
    my $high = $say->('high');
    like $high, qr/^ *Not understood: 0$/m, 'all was understood' or diag $high;
    like $high, qr/^ *Not acknowledged, by reason$/m, 'with more detail it says why some got no answer';
    like $high, qr/^ *Mails buried, by kind$/m, 'and what was given up';
};
$earshot->stop;
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
