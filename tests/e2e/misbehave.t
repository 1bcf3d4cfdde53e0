# Those we talk to, at their worst: a relay, an MTA before the filter, an MTA that delivers receipts. Each row says what they do and what becomes
# of the mail; afterwards everybody behaves, and the mail is there, once. EARSHOT_LONG=1 takes all rows (make soak); else one in four, from a
# place that the seed gives, and none that waits for our own timeouts.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Rig;
use E2E::Walk;
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
my $walk = E2E::Walk->new('misbehave', sections => {earshot => {'time-budget' => '5s'}});
my $relay = $walk->{relay};
$walk->{victim} = 'courier';
diag "seed $walk->{rig}{seed} (EARSHOT_SEED)";
my $long = $ENV{EARSHOT_LONG};
my $place = int rand 4;
sub is_left_out { return !$long && ++$place % 4 }

sub resident { my ($name) = @_; return (E2E::Rig::slurp('/proc/' . $walk->{rig}->pid($name) . '/status') =~ /^VmRSS:\s+(\d+)/m)[0] / 1024 }
sub is_left  { my ($what) = @_; my @left = $walk->wrong_in_store; return is_deeply \@left, [], "$what: nothing waits, and the store is sound" }

# ---- the relay ------------------------------------------------------------------------------------------------------

# at the step, it does this; the mail is then deferred, buried or done; and was kept there so often before everybody behaves
my @RELAY = (
    [banner => '421 4.3.2 busy',             'deferred', 0],
    [banner => '554 5.3.2 not for you',      'deferred', 0],
    [banner => 'drop',                       'deferred', 0],
    [banner => 'garbage / drop',             'deferred', 0],
    [banner => 'slowly 0.005',               'done',     1],
    [banner => 'lines 1000000',              'any',      undef],
    [banner => 'endless',                    'deferred', 0, 'long'],
    [banner => 'never',                      'deferred', 0, 'long'],
    [hello  => '451 4.3.0 not now',          'deferred', 0],
    [hello  => '550 5.5.0 who are you',      'deferred', 0],
    [hello  => 'drop',                       'deferred', 0],
    [hello  => 'never',                      'deferred', 0, 'long'],
    [mail   => '451 4.3.0 not now',          'deferred', 0],
    [mail   => '550 5.1.0 no',               'buried',   0],
    [mail   => '530 5.7.0 log in first',     'deferred', 0],
    [mail   => 'drop',                       'deferred', 0],
    [mail   => 'never',                      'deferred', 0, 'long'],
    [rcpt   => '452 4.2.2 full',             'deferred', 0],
    [rcpt   => '550 5.7.1 no',               'buried',   0],
    [rcpt   => 'drop',                       'deferred', 0],
    [rcpt   => 'garbage / drop',             'deferred', 0],
    [rcpt   => 'slowly 0.005',               'done',     1],
    [data   => '451 4.3.0 not now',          'deferred', 0],
    [data   => '554 5.6.0 no',               'buried',   0],
    [data   => '250 2.0.0 kept already',     'deferred', 0],
    [data   => 'drop',                       'deferred', 0],
    [data   => 'never',                      'deferred', 0, 'long'],
    [dot    => '451 4.3.0 not now',          'deferred', 0],
    [dot    => '554 5.6.0 no',               'buried',   0],
    [dot    => 'drop',                       'deferred', 0],
    [dot    => 'keep / drop',                'deferred', 1],
    [dot    => 'keep / 451 4.3.0 or maybe',  'deferred', 1],
    [dot    => 'keep / garbage / drop',      'deferred', 1],
    [dot    => 'slowly 0.005',               'done',     1],
    [dot    => 'lines 1000',                 'done',     1],
    [dot    => 'keep / lines 100000',        'deferred', 1], # more than libcurl reads
    [dot    => 'lose',                       'done',     0], # a lie: nobody can know
    [dot    => 'keep / endless',             'deferred', 1, 'long'],
    [dot    => 'keep / never',               'deferred', 1, 'long'],
);

my %STATE = (deferred => 'ready', buried => 'buried', done => 'done');

sub row_to { my ($message) = @_; my ($row) = grep { ($_->{to} // '') eq $message->{from} } $walk->{tool}->outbox; return $row }

for my $case (@RELAY) {
    my ($step, $how, $fate, $kept, $slow) = @$case;
    next if $slow && !$long || is_left_out();
    my $title = "relay, $step: $how";
    $relay->hang_up if $step =~ /banner|hello/; # the courier keeps its connection
    $relay->script($step, $how);
    my $message = $walk->message;
    $walk->hand_in($message) && $walk->confirm($message) or fail("$title: mail is taken meanwhile");
    my $begin = time;
    my $row = E2E::Rig::eventually($slow ? 90 : 40, sub { my $row = row_to($message); $row && ($row->{state} =~ /done|buried/ || $row->{state} eq 'ready' && $row->{attempts}) ? $row : undef });
    ok $row, "$title: it is tried" or next;
    my $took = time - $begin;
    is $row->{state}, $STATE{$fate}, "$title: $fate" if $fate ne 'any';
    diag sprintf '%s: %s after %.1f s, %s', $title, $row->{state}, $took, $row->{reply} // '-' if $took > 3 || $fate eq 'any';
    my @before = $walk->answers($message);
    is scalar @before, $kept, "$title: it was kept $kept times" if defined $kept;
    $relay->behave;
    if ($row->{state} eq 'ready') { $walk->carry_on(sub { (row_to($message) // {state => ''})->{state} eq 'done' }) }
    my @after = $walk->answers($message);
    my $wanted = $how =~ /lose/ || $fate eq 'buried' ? 0 : $fate eq 'deferred' ? $kept + 1 : 1;
    is scalar @after, $wanted, "$title: in the end $wanted times";
    is $after[1]{bytes}, $after[0]{bytes}, "$title: the same to the last byte" if @after == 2;
    for my $buried (grep { $_->{state} eq 'buried' } $walk->waiting) { $walk->{tool}->cli(qw(outbox drop), $buried->{id}) }
}
is_left('behind bad relays');
cmp_ok resident('courier'), '<', 60, sprintf 'the courier has %.0f MB', resident('courier');

# ---- an MTA before the filter ---------------------------------------------------------------------------------------

my $open = sub { return scalar(() = glob '/proc/' . $walk->{rig}->pid('milter') . '/fd/*') };
my $at_first = $open->();
for my $stage (qw(connect helo mail rcpt data header eoh body eom)) {
    for my $how (qw(close quit abort half hang)) {
        next if is_left_out();
        my $title = "MTA, $stage: $how";
        my $message = $walk->message;
        my $cut = $walk->{mta}->ask(%$message, stop => {at => $stage, how => $how});
        my $whole = $walk->{mta}->ask(%$message);
        is $whole->{verdict}, 'accept', "$title: the next attempt is accepted" or next;
        $message->{mail} = $whole;
        ok $walk->confirm($message), "$title: and its receipt taken";
        ok $walk->carry_on(sub { scalar(() = $walk->answers($message)) }), "$title: and answered";
        is_deeply [$walk->wrong_with($message)], [], "$title: one conversation, one entry, one answer";
    }
}
$walk->{mta}->let_go;
ok E2E::Rig::eventually(10, sub { $open->() <= $at_first + E2E::Earshot::kept_connections() }), 'no descriptor is left behind' or diag $open->() . " open, $at_first before";
is_left('behind bad MTAs');

# ---- an MTA that delivers receipts ----------------------------------------------------------------------------------

# What is said to the courier before the connection is closed or kept open; HERE stands for the receipt's own; confirmed or not
my $LONG_LINE = 'X' x 200_000;
my @LMTP = (
    ['nothing at all',             '',                                                                        0],
    ['only the greeting',          "LHLO mx\r\n",                                                             0],
    ['SMTP in place of LMTP',      "EHLO mx\r\nMAIL FROM:<>\r\nRCPT TO:<HERE>\r\nDATA\r\nx\r\n.\r\n",         0],
    ['no greeting',                "MAIL FROM:<>\r\nRCPT TO:<HERE>\r\nDATA\r\nx\r\n.\r\n",                    undef],
    ['RCPT before MAIL',           "LHLO mx\r\nRCPT TO:<HERE>\r\nMAIL FROM:<>\r\nDATA\r\nx\r\n.\r\n",         0],
    ['DATA without RCPT',          "LHLO mx\r\nMAIL FROM:<>\r\nDATA\r\nx\r\n.\r\n",                           0],
    ['no dot',                     "LHLO mx\r\nMAIL FROM:<>\r\nRCPT TO:<HERE>\r\nDATA\r\nx\r\n",              0],
    ['a dot with a bare LF',       "LHLO mx\r\nMAIL FROM:<>\r\nRCPT TO:<HERE>\r\nDATA\r\nx\r\n.\n",           0],
    ['a line without an end',      "LHLO $LONG_LINE",                                                         0],
    ['a long line, then a mail',   "LHLO $LONG_LINE\r\nLHLO mx\r\nMAIL FROM:<>\r\nRCPT TO:<HERE>\r\nDATA\r\nx\r\n.\r\n", undef],
    ['bytes of all kinds',         join('', map { chr $_ % 256 } 1 .. 5000) . "\r\n",                         0],
    ['a thousand commands',        "NOOP\r\n" x 1000 . "WHAT\r\n" x 100,                                      0],
    ['a thousand recipients',      "LHLO mx\r\nMAIL FROM:<>\r\n" . "RCPT TO:<nobody\@receipt.example.test>\r\n" x 1000, 0],
    ['RSET before the dot',        "LHLO mx\r\nMAIL FROM:<>\r\nRCPT TO:<HERE>\r\nRSET\r\nDATA\r\nx\r\n.\r\n", 0],
    ['the same receipt ten times', "LHLO mx\r\n" . "MAIL FROM:<>\r\nRCPT TO:<HERE>\r\nDATA\r\nx\r\n.\r\n" x 10, 1],
    ['all at once, and gone',      "LHLO mx\r\nMAIL FROM:<>\r\nRCPT TO:<HERE>\r\nDATA\r\nx\r\n.\r\n",         1],
    ['a body of 20 MB',            "LHLO mx\r\nMAIL FROM:<>\r\nRCPT TO:<HERE>\r\nDATA\r\n" . ('y' x 998 . "\r\n") x 20_000 . ".\r\n", 1],
);

# Writes all of it while reading what comes, so that neither side waits for the other; answers what was read.
sub pour {
    my ($socket, $bytes) = @_;
    my ($said, $until) = ('', time + 20);
    $socket->blocking(0);
    while (time < $until) {
        my ($in, $out) = ('', '');
        vec($in, fileno $socket, 1) = 1;
        vec($out, fileno $socket, 1) = 1 if length $bytes;
        my $ready = select my $r = $in, my $w = $out, undef, length $bytes ? 5 : 0.3;
        last if !$ready;
        if (vec $r, fileno $socket, 1) { sysread($socket, $said, 65536, length $said) or last }
        if (length $bytes && vec $w, fileno $socket, 1) { my $sent = syswrite $socket, $bytes; last if !defined $sent; substr($bytes, 0, $sent) = '' }
    }
    return $said;
}

my @held;
for my $case (@LMTP) {
    my ($what, $bytes, $confirmed) = @$case;
    for my $end (qw(closes stays)) {
        next if is_left_out();
        my $title = "receipt, $what, and the MTA $end";
        my $message = handed_in();
        my ($to) = @{$message->{mail}{added}};
        my $socket = E2E::Mta::dial($walk->{mta}{receipt});
        pour($socket, $bytes =~ s/HERE/$to/gr);
        $end eq 'closes' ? close $socket : push @held, $socket;
        my $other = handed_in();
        my $begin = time;
        ok $walk->confirm($other) && $walk->carry_on(sub { scalar(() = $walk->answers($other)) }), "$title: others are served";
        cmp_ok time - $begin, '<', 5, "$title: soon";
        E2E::Rig::eventually(3, sub { $walk->answers($message) }) if $confirmed;
        is scalar(() = $walk->answers($message)), $confirmed, "$title: " . ($confirmed ? 'it counts' : 'it does not count') if defined $confirmed;
        ok $walk->confirm($message), "$title: the next delivery is taken";
        ok $walk->carry_on(sub { scalar(() = $walk->answers($message)) }), "$title: and answered";
        is_deeply [$walk->wrong_with($message)], [], "$title: once";
    }
}
undef @held;
sub handed_in { my $message = $walk->message; $walk->hand_in($message); return $message }
is_left('behind bad deliveries');
cmp_ok resident('courier'), '<', 60, sprintf 'the courier has %.0f MB', resident('courier');
is_deeply [$walk->end], [0, 0], 'both daemons end by themselves';
done_testing;
