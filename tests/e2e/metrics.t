# What Prometheus is told: `earshot metrics`, its textfile, and the courier's /metrics and /healthz, held to promtool and to `earshot status`;
# who may listen where; clients that misbehave; and that the alerts and the dashboard speak of metrics that exist.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Postfix;
use E2E::Rig;
use E2E::Stage;
use IO::Select;
use IO::Socket::INET;
use IO::Socket::UNIX;
use JSON::PP ();
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $TOP      = E2E::Rig::top();
my $RULES    = "$TOP/contrib/prometheus";
my $PROMTOOL = "$TOP/build/prometheus/root/usr/bin/promtool";

sub promtool {
    my ($rig, $input, @words) = @_;
    $rig->write_file('promtool.in', $input);
    return $rig->run('/bin/sh', '-c', 'file=$1; shift; exec "$@" <"$file"', 'sh', $rig->dir('promtool.in'), $PROMTOOL, @words);
}

# The samples of a text: name{labels} => value. Dies of a line that is not of the format.
sub samples {
    my ($text) = @_;
    my (%is, %typed);
    for my $line (split /\n/, $text) {
        if ($line =~ /^# TYPE (earshot_\w+) (?:counter|gauge|histogram)$/) { die "twice: $line\n" if $typed{$1}++; next }
        next if $line =~ /^# HELP earshot_\w+ \S/;
        $line =~ /^(earshot_\w+(?:\{(?:\w+="(?:[^"\\\n]|\\[\\"n])*",?)+\})?) (\d+(?:\.\d+)?)$/ or die "no sample: $line\n";
        die "twice: $1\n" if exists $is{$1};
        $is{$1} = $2;
    }
    return %is;
}

sub names { my %is = @_; my %names = map { s/\{.*//r => 1 } keys %is; return sort keys %names }

# One request, as it is written, and no more after it when that is said; everything that comes back. A port or the path of a socket.
sub ask {
    my ($where, $request, $last) = @_;
    my $socket = dial($where) or return '';
    print {$socket} $request;
    shutdown $socket, 1 if $last;
    my ($answer, $end) = ('', time + 10);
    while (IO::Select->new($socket)->can_read($end - time) && sysread $socket, my $bytes, 65536) { $answer .= $bytes }
    return $answer;
}
sub dial { my ($where) = @_; return $where =~ m{^/} ? IO::Socket::UNIX->new(Peer => $where) : IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $where) }
sub get { my ($where, $path, $method) = @_; return ask($where, ($method // 'GET') . " $path HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n") }
sub body { my ($answer) = @_; return $answer =~ s/^.*?\r\n\r\n//sr }

my $rig = E2E::Rig->new('metrics');
my $port = E2E::Rig::free_port();
my $stage = E2E::Stage->new($rig, sections => {
    metrics => {listen => "inet:$port\@127.0.0.1"},
    'mailbox jane.doe' => {addresses => 'jane@example.test', languages => 'en', 'first-reply' => '4h'},
});
my $earshot = $stage->earshot;
ok $stage->wait_answer($stage->send), 'a mail is answered';
$stage->send(from => 'Eve <eve@other.test>', dmarc => undef);
$stage->send(to => 'jane@example.test');
$stage->settle;

my ($code, $text) = $earshot->cli('metrics');
is $code, 0, 'metrics are printed';
my %is = samples($text);
my (undef, $json) = $earshot->cli(qw(status --json));
my $status = JSON::PP->new->utf8->decode($json);

subtest 'they say what status says' => sub {
    my ($milter, $courier) = map { $status->{daemons}{$_}{vitals} } qw(milter courier);
    is $is{'earshot_messages_total{fate="heard"}'}, $milter->{messages}{heard}, 'messages heard';
    is $is{'earshot_messages_total{fate="heard"}'}, 4, 'which are four';
    is $is{'earshot_refused_total{reason="unproven"}'}, 1, 'one was not answered, and why';
    is $is{'earshot_sent_total{kind="acknowledgement"}'}, $courier->{sent}{acknowledgement}, 'mails sent';
    is $is{'earshot_starts_total{daemon="courier"}'}, 1, 'what both count has the daemon as a label';
    is $is{'earshot_message_time_seconds_count'}, 4, 'the histogram of end of message';
    is $is{'earshot_message_time_seconds_bucket{le="+Inf"}'}, 4, 'its last bucket holds all';
    cmp_ok abs($is{'earshot_message_time_seconds_sum'} - $milter->{message_time}{sum}), '<', 0.001, 'its sum is in seconds';
    is $is{'earshot_receipt_time_seconds_count'}, $courier->{receipt_time}{count}, 'the histogram of receipts';
    my @bounds = map { [/le="([\d.]+)"/ ? $1 : 9**9, $is{$_}] } grep {/^earshot_message_time_seconds_bucket/} keys %is;
    my @sorted = map { $_->[1] } sort { $a->[0] <=> $b->[0] } @bounds;
    is_deeply \@sorted, [sort { $a <=> $b } @sorted], 'buckets are cumulative';
    is $is{'earshot_store_used_bytes'}, $status->{store}{used}, 'the store';
    is $is{'earshot_outbox_mails{kind="acknowledgement",state="done"}'}, $status->{outbox}{kinds}{done}{acknowledgement}, 'the outbox by kind';
    my $open = 0;
    $open += $is{$_} for grep {/^earshot_conversations_open/} keys %is;
    is $open, scalar(my @threads = $earshot->threads), 'conversations that are open';
    is $is{'earshot_up{daemon="milter"}'} + $is{'earshot_up{daemon="courier"}'}, 2, 'both run';
    is $is{'earshot_findings'}, 0, 'nothing is to be seen to';
    ok $is{'earshot_build_info{program="earshot-courier",version="0.1"}'}, 'the version';
    cmp_ok $is{'earshot_started_timestamp_seconds{daemon="milter"}'}, '>', time - 600, 'moments are seconds since 1970';
    ok !(grep {/^earshot_pid/} keys %is), 'no pid';
    unlike $text, qr/\@|customer\.test|other\.test|\bAda\b|\bEve\b|jane|support/, 'nobody is named, no mailbox either';
};

subtest 'promtool' => sub {
    plan skip_all => 'promtool is not unpacked (tests/support/install prometheus)' if !-x $PROMTOOL;
    my ($bad, $out, $said) = promtool($rig, $text, qw(check metrics));
    is $bad . $out . $said, 0, 'finds nothing to say of the text';
    ($bad, $out, $said) = promtool($rig, $text . "earshot_up{ 1\n", qw(check metrics));
    isnt $bad, 0, 'though it would';
    is +($rig->run($PROMTOOL, qw(check rules), "$RULES/earshot.rules.yml"))[0], 0, 'nor of the rules';
    ($bad, $out, $said) = $rig->run($PROMTOOL, qw(test rules), "$RULES/earshot.rules.test.yml", "$RULES/earshot.days.test.yml");
    is $bad, 0, 'each alert fires when it must and not before' or diag $out . $said;
};

subtest 'alerts and dashboard' => sub {
    my $rules = E2E::Rig::slurp("$RULES/earshot.rules.yml");
    my $tests = E2E::Rig::slurp("$RULES/earshot.rules.test.yml") . E2E::Rig::slurp("$RULES/earshot.days.test.yml");
    my $board = E2E::Rig::slurp("$RULES/earshot.dashboard.json");
    my %known = map { $_ => 1 } names(%is), 'earshot_finding'; # which has no sample while all is well
    @known{qw(earshot_store_file_bytes earshot_store_map_bytes)} = (1, 1) if E2E::Earshot::remote(); # whose files are the server's
    my ($promql) = join "\n", $rules =~ /^ +expr: (.*)$/mg;
    is_deeply [grep { !$known{$_} } $promql =~ /\b(earshot_\w+)/g], [], 'the alerts speak of metrics that exist';
    is_deeply [grep { !$known{$_} } map { $_->{expr} =~ /\b(earshot_\w+)/g } map { @{$_->{targets}} } @{JSON::PP->new->decode($board)->{panels}}], [], 'so does the dashboard';
    my @alerts = $rules =~ /^ +- alert: (\w+)$/mg;
    cmp_ok @alerts, '>', 20, 'alerts there are';
    is_deeply [grep { $tests !~ /alertname="$_"/ } @alerts], [], 'each has its test';
    is scalar(() = $rules =~ /^ +description: ".*\bDo: /mg), scalar @alerts, 'each says what to do';
    my $judge = E2E::Rig::slurp("$TOP/milter/status_judge.c");
    my @codes = grep { !/-down$/ || $_ eq 'relay-down' } $judge =~ /"((?:[a-z]+-)+[a-z]+|unheard|pressure)"(?=,|\s*:)/g;
    cmp_ok @codes, '>', 15, 'findings there are';
    is_deeply [grep { $rules !~ /finding: .*\b\Q$_\E\b/ } @codes], [], 'each finding of status has its alert';
    is(JSON::PP->new->decode($board)->{uid}, 'earshot', 'the dashboard has a uid, so that an import replaces it');
};

subtest 'the textfile' => sub {
    my $file = $rig->dir('earshot.prom');
    my $mask = umask 0077;
    is +($earshot->cli('metrics', '--textfile', $file))[0], 0, 'is written';
    umask $mask;
    is sprintf('%o', (stat $file)[2] & 07777), '644', 'for everybody to read';
    is_deeply [names(samples(E2E::Rig::slurp($file)))], [names(%is)], 'with all of it';
    my $inode = (stat $file)[1];
    $earshot->cli('metrics', '--textfile', $file);
    isnt +(stat $file)[1], $inode, 'a second one takes its place at once';
    is_deeply [glob $rig->dir('earshot.prom.*')], [], 'and leaves nothing beside it';
    my ($bad, undef, $said) = $earshot->cli('metrics', '--textfile', $rig->dir('nowhere/earshot.prom'));
    is $bad, 75, 'where there is no directory it ends with 75';
    like $said, qr{nowhere/earshot\.prom: No such file}, 'and says so';
    is +($earshot->cli('metrics', 'all'))[0], 64, 'a word too many';
};

subtest 'over HTTP' => sub {
    my $answer = get($port, '/metrics');
    like $answer, qr{^HTTP/1\.1 200 .*^Content-Type: text/plain; version=0\.0\.4; charset=utf-8\r$}ms, 'the type that a scraper knows';
    is_deeply [names(samples(body($answer)))], [names(%is)], 'the same as the command prints';
    my ($head, $rest) = split /\r\n\r\n/, get($port, '/metrics', 'HEAD'), 2;
    like $head, qr/^Content-Length: \d{4,}\r?$/m, 'HEAD tells how long it would be';
    is $rest, '', 'and no more';
    like get($port, '/healthz'), qr{^HTTP/1\.1 200 .*\r\n\r\nok\n$}s, 'all is well';
    like get($port, $_), qr{^HTTP/1\.1 404 }, "$_ is not there" for qw(/ /metrics/ /../metrics /METRICS /healthz%0a /healthz/..);
    like get($port, '/metrics', $_), qr{^HTTP/1\.1 405 .*^Allow: GET, HEAD\r$}ms, "$_ is not done" for qw(POST PUT DELETE OPTIONS);
    like ask($port, "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nabc", 1), qr{^HTTP/1\.1 405 }, 'a large body is not waited for';
    like ask($port, 'GET /' . 'a' x 100_000 . " HTTP/1.1\r\nHost: x\r\n\r\n", 1), qr{^(?:HTTP/1\.[01] 4\d\d |$)}, 'a long line is refused';
    like ask($port, "GET /metrics HTTP/1.1\r\n" . join('', map {"X-$_: $_\r\n"} 1 .. 20_000) . "\r\n", 1), qr{^(?:HTTP/1\.[01] 4\d\d |$)}, 'so are twenty thousand fields';
    ask($port, join('', map { chr int rand 256 } 1 .. 500), 1) for 1 .. 20;
    my @idle = grep {defined} map { dial($port) } 1 .. 20; # more than there is room for
    my $begun = time;
    ok $stage->wait_answer($stage->send(from => 'ada@busy.test')), 'mail goes on while twenty say nothing';
    ok E2E::Rig::eventually(20, sub { get($port, '/healthz') =~ /^HTTP\S+ 200/ }), 'and they are put out in time';
    cmp_ok time - $begun, '<', 20, 'of seconds';
    ok $rig->alive('courier'), 'the courier lives';
};

subtest 'what is wrong' => sub {
    $rig->kill9('milter');
    ok E2E::Rig::eventually(5, sub { get($port, '/healthz') =~ /^HTTP\S+ 503 .*\r\n\r\nmilter-down\n$/s }), '/healthz says what, by its code';
    my %now = samples(body(get($port, '/metrics')));
    is_deeply [@now{'earshot_up{daemon="milter"}', 'earshot_finding{code="milter-down"}', 'earshot_findings'}], [0, 1, 1], 'the metrics too';
    $earshot->start_milter;
    ok E2E::Rig::eventually(5, sub { get($port, '/healthz') =~ /ok\n$/ }), 'and when it is over';
    rename $rig->dir('earshot.key'), $rig->dir('away.key');
    my ($bad, $out) = $earshot->cli('metrics');
    my %blind = eval { samples($out) };
    is_deeply [$bad, $blind{earshot_store_usable}, $blind{earshot_store_used_bytes}], [0, 0, undef], 'of a store that cannot be read that alone is told';
    rename $rig->dir('away.key'), $rig->dir('earshot.key');
};

sub listen_on {
    my ($where) = @_;
    my $before = () = $rig->log_text('courier') =~ /event=reload/g;
    $earshot->configure(metrics => {listen => $where});
    kill 'HUP', $rig->pid('courier');
    ok E2E::Rig::eventually(10, sub { (() = $rig->log_text('courier') =~ /event=reload/g) > $before }), 'reloaded: ' . ($where // 'nowhere');
    return;
}

subtest 'where it listens' => sub {
    my $path = $earshot->{store} . '/metrics.sock'; # where the courier may make one, however it is confined
    listen_on("unix:$path");
    ok E2E::Rig::eventually(5, sub { get($path, '/healthz') =~ /ok\n$/ }), 'a unix socket, by a reload';
    is dial($port), undef, 'and the port no more';
    my $taken = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1') or die $!;
    my $other = $taken->sockport;
    listen_on("inet:$other\@127.0.0.1");
    ok E2E::Rig::eventually(5, sub { $rig->log_text('courier') =~ /event=metrics-listen-failed cause="inet:$other\@127\.0\.0\.1: Address already in use/ }), 'a port in use is told in the log';
    my ($bad, $page) = $earshot->cli('status');
    is $bad, 75, 'status minds';
    like $page =~ s/\s+/ /gr, qr/could not listen on \[metrics\] listen .*-> its log says why/, 'and says what to do';
    ok $stage->wait_answer($stage->send(from => 'ada@deaf.test')), 'mail goes on';
    close $taken;
    listen_on("inet:$other\@127.0.0.1");
    ok E2E::Rig::eventually(5, sub { get($other, '/healthz') =~ /ok\n$/ }), 'once it is free, a reload is enough';
    $rig->write_file($path, "mine\n");
    listen_on("unix:$path");
    ok E2E::Rig::eventually(5, sub { $rig->log_text('courier') =~ /event=metrics-listen-failed .*that is no socket/ }), 'a file that is no socket is left alone';
    is E2E::Rig::slurp($path), "mine\n", 'as it is';
    unlink $path;
    my $stale = IO::Socket::UNIX->new(Local => $path, Listen => 1) or die $!;
    close $stale; # the file stays
    listen_on("unix:$path");
    ok E2E::Rig::eventually(5, sub { get($path, '/healthz') =~ /ok\n$/ }), 'a socket that somebody died over is taken';
    listen_on(undef);
    ok E2E::Rig::eventually(5, sub { !-e $path }), 'nowhere: it is gone';

    my $new = $rig->make_dir('elsewhere', 0755) . '/metrics.sock';
    listen_on("unix:$new");
    ok E2E::Rig::eventually(5, sub { get($new, '/healthz') =~ /ok\n$/ || $rig->log_text('courier') =~ /elsewhere.*Permission denied; .*restart is needed/ }), 'a new directory works, or what to do is told';
    $rig->stop('courier');
    $earshot->start_courier;
    ok E2E::Rig::eventually(5, sub { get($new, '/healthz') =~ /ok\n$/ }), 'with a restart it does';

    for my $wrong (qw(inet:9469@0.0.0.0 inet:9469@192.0.2.1 inet:9469@:: inet:9469@mx.example.test inet:0@127.0.0.1 inet:x@127.0.0.1 9469 unix:metrics.sock inet:9469@127.0.0.1.example)) {
        $earshot->configure(metrics => {listen => $wrong});
        my ($bad, undef, $said) = $earshot->cli('check');
        is $bad, 78, "$wrong is refused";
        like $said, qr/^\S+:\d+: listen = \Q$wrong\E: is no socket of this machine alone; write /m, 'with the reason, and what to write';
    }
    for my $right (qw(inet:9469@127.0.0.1 inet:9469@127.1.2.3 inet:9469@::1 inet:9469@localhost)) {
        $earshot->configure(metrics => {listen => $right});
        is +($earshot->cli('check'))[0], 0, "$right is right";
    }
    $earshot->configure(metrics => {listen => $earshot->{socket}});
    is +($earshot->cli('check'))[0], 78, 'the socket of mail is not';
};
$earshot->stop;
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
