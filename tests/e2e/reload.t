# SIGHUP in both daemons, through Postfix: what is read anew holds for what begins from then on, what is wrong changes nothing, and under load
# nothing is lost, unheard or answered twice. EARSHOT_RELOADS sets the number under load (100).
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Milter;
use E2E::Rig;
use E2E::Stage;
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $reloads = $ENV{EARSHOT_RELOADS} // 100;
my $rig = E2E::Rig->new('reload');
my $stage = E2E::Stage->new($rig, mode => 'observe', hold => '1s');
my $earshot = $stage->earshot;

sub told { my ($name, $what) = @_; my @found = $rig->log_text($name) =~ /\bevent=(?:$what)\b.*/g; return @found }

# Hangs up on one daemon and waits for its word; the lines that are new.
sub reload {
    my ($name) = @_;
    my $word = 'reload changed|reload-failed errors';
    my ($before, @all) = (scalar(() = $rig->log_text($name) =~ /event=(?:$word)/g));
    my $seen = scalar(my @old = told($name, 'reload|reload-failed'));
    kill 'HUP', $rig->pid($name) or die "no $name\n";
    E2E::Rig::eventually(30, sub { (() = $rig->log_text($name) =~ /event=(?:$word)/g) > $before }) or die "$name says nothing of a reload\n";
    @all = told($name, 'reload|reload-failed');
    return @all[$seen .. $#all];
}

# Of its own: what is mapped of the store grows with that.
sub resident { my ($name) = @_; return E2E::Rig::slurp("/proc/" . $rig->pid($name) . "/status") =~ /RssAnon:\s+(\d+)/ ? $1 / 1024 : die }
sub descriptors { my ($name) = @_; return scalar(() = glob '/proc/' . $rig->pid($name) . '/fd/*') }

# libmilter has a thread that waits for signals and would stop the filter; the kernel gives it one when our main thread had no turn yet. Here
# each thread but the main one is given it for sure.
subtest 'no thread of libmilter takes a signal' => sub {
    chomp(my $machine = `uname -m`);
    my $tgkill = {x86_64 => 234, aarch64 => 131}->{$machine} or plan skip_all => "the number of tgkill(2) on $machine is not known here";
    my $pid = $rig->pid('milter');
    my @others = grep { $_ != $pid } map { m{(\d+)$} } glob "/proc/$pid/task/*";
    cmp_ok scalar @others, '>', 1, 'there are other threads';
    syscall $tgkill, $pid, $_, 1 for @others;
    ok !E2E::Rig::eventually(7, sub { !$rig->alive('milter') }), 'the milter runs on'; # libmilter looks every five seconds whether it shall stop
    like join("\n", reload('milter')), qr/changed="none/, 'and a reload is one';
};

subtest 'from observe to answer without a restart' => sub {
    my $quiet = $stage->delivered($stage->send(from => 'Rosa Quiet <rosa@quiet.test>'));
    is_deeply [$quiet ? $quiet->earshot : 'not delivered'], [], 'observe: a message is delivered as it came';
    # Postfix keeps an smtpd for a while, but a session of its own for each of these.
    my $open = $stage->mta->client;
    $open->say('EHLO open.test');
    $earshot->{mode} = 'answer';
    $earshot->configure;
    like join("\n", reload('courier')), qr/changed="\[earshot\] mode/, 'the courier tells what changed';
    $rig->wait_for_socket('courier', $earshot->{receipt_socket});
    like join("\n", reload('milter')), qr/changed="\[earshot\] mode/, 'so does the milter';
    my $sent = $stage->send(from => 'Ada Young <ada@answer.test>');
    my $mail = $stage->delivered($sent);
    is $mail ? $mail->field('Earshot-Acknowledge') : 'not delivered', 'yes', 'the next session has our fields';
    ok $stage->wait_answer($sent), 'and is answered after its receipt';
    my $old = $open->send(from => 'old@open.test', to => 'support@example.test', data => E2E::Mail::compose(id => 'old.session@open.test', from => 'old@open.test'));
    is $old->{code}, 250, 'a session that was open all the while goes on';
    my $same = $stage->delivered({id => 'old.session@open.test'});
    is_deeply [$same ? $same->earshot : 'not delivered'], [], 'as it began: it had not said that it would change mail';
    $open->quit;
};

# Over the milter's own protocol, with an answer to each step: Postfix keeps steps that need none until it has to wait for one.
subtest 'a message ends with what it began with' => sub {
    my $bytes = E2E::Mail::compose(id => E2E::Mail::new_id(), from => 'two@two.test', to => 'sales@example.test');
    my $open = E2E::Milter->new(at => $earshot->{socket}, steps => 0x77f);
    is_deeply [$open->step('M', "<two\@two.test>\0"), $open->step('R', "<sales\@example.test>\0")], [qw(c c)], 'a message to a mailbox we do not serve begins';
    my $support = E2E::Milter->new(at => $earshot->{socket}, steps => 0x77f);
    is $support->envelope('two@two.test', 'support@example.test'), 'c', 'so does one to a mailbox we serve';
    $earshot->configure('mailbox sales' => {addresses => 'sales@example.test', 'first-reply' => '2h'}, 'mailbox support' => {addresses => 'help@example.test'});
    like join("\n", reload('milter')), qr/\[mailbox sales\].*\[mailbox support\] addresses/, 'the one is served from now on, the other no more';
    is $open->step('T'), 'a', 'the first message is none of ours';
    is $support->header($bytes), 'c', 'the second';
    my ($answer, $edits) = $support->rest($bytes);
    like "$answer @$edits", qr/^a .*Earshot-Thread/s, 'still is';
    is $open->envelope('two@two.test', 'sales@example.test'), 'c', 'the next one of the first session is of ours';
    $open->put('A'); # has no answer
    is $support->envelope('two@two.test', 'support@example.test'), 'a', 'that of the second is not';
    $_->quit for $open, $support;
    $earshot->configure('mailbox support' => {addresses => 'support@example.test'});
    reload($_) for qw(milter courier);
};

subtest 'what is wrong changes nothing' => sub {
    my $templates = $rig->make_dir('templates/en');
    my $right = E2E::Rig::slurp($earshot->{file});
    my $line = sub { my ($text, $what) = @_; my $number = 0; for (split /\n/, $text) { $number++; return $number if /$what/ } return 0 };
    my @cases = (
        ['a key nobody knows', sub { s/^(max-|mode =)/colour = blue\n$1/m }, qr/^colour/, qr/unknown key colour/],
        ['another socket', sub { s/milter\.sock/other.sock/ }, qr/^socket = .*other/, qr/a change of \[earshot\] socket needs a restart/],
        ['another receipt socket, and a good change', sub { s/receipt\.sock/other.sock/; s/first-reply = 2h/first-reply = 1h/ }, qr/^socket = .*other/, qr/a change of \[receipt\] socket needs a restart/],
        ['another store', sub { s{^(store = \w+:/).*}{$1/nowhere}m }, qr/^store/, qr/a change of \[earshot\] store needs a restart/],
    );
    for my $case (@cases) {
        my ($name, $change, $where, $message) = @$case;
        my $text = $right;
        $change->() for $text;
        isnt $text, $right, "$name: it is another file";
        $rig->write_file($earshot->{file}, $text);
        my $number = $line->($text, $where);
        for my $daemon (qw(milter courier)) {
            my @lines = reload($daemon);
            like join("\n", @lines), qr/event=reload-failed \Q$earshot->{file}\E:$number: .*$message/, "$name: the $daemon names line $number";
            like $lines[-1], qr/errors=\d+: the configuration in use is kept/, 'and that it keeps the old one';
        }
    }
    $rig->write_file('templates/en/acknowledge.txt', "{{no-such-value}}\n");
    (my $text = $right) =~ s{^\[mailbox support\]$}{[mailbox support]\ntemplates = @{[$rig->dir('templates')]}}m;
    $rig->write_file($earshot->{file}, $text);
    like join("\n", reload('courier')), qr/event=reload-failed \S*acknowledge\.txt:1: /, 'a broken template: the courier names its line';
    my $sent = $stage->send(from => 'Kim <kim@kept.test>', to => 'sales@example.test');
    my $mail = $stage->delivered($sent);
    like $mail ? $mail->field('Earshot-Due') // '' : 'not delivered', qr/first-reply=/, 'the mailbox of the old configuration is served';
    ok $stage->wait_answer($sent), 'and answers with the old templates';
    $rig->write_file($earshot->{file}, $right);
    reload($_) for qw(milter courier);
};

subtest "$reloads reloads under load" => sub {
    my $writer = sub {
        my ($number) = @_;
        open my $note, '>>', $rig->dir("taken.$number") or die;
        $note->autoflush(1);
        for (my $count = 1; !-e $rig->dir('stop'); $count++) {
            my $id = E2E::Mail::new_id();
            my $sent = $stage->send(from => "Load <w$count\@writer$number.test>", id => $id);
            print {$note} "$id $sent->{code}\n";
            sleep 0.02;
        }
    };
    for my $number (1, 2) { $rig->started("writer$number", $rig->fork_as("writer$number", sub { $writer->($number) })) }
    my ($failed, %size, %open) = (0);
    for my $round (1 .. $reloads) {
        my $wrong = $round % 10 == 0;
        $earshot->configure('earshot' => {'max-size' => $wrong ? 'huge' : $round % 2 ? '2M' : '1M'}, 'mailbox support' => {languages => $round % 4 < 2 ? 'en, de' : 'en'});
        for my $daemon (qw(milter courier)) {
            my @lines = reload($daemon);
            $failed++ if ($lines[-1] =~ /failed/) != $wrong;
            push @{$size{$daemon}}, resident($daemon);
            push @{$open{$daemon}}, descriptors($daemon);
        }
    }
    $earshot->configure('earshot' => {'max-size' => undef}, 'mailbox support' => {languages => 'en, de'});
    is $failed, 0, 'each right file was taken and each wrong one refused';
    $rig->write_file('stop', '');
    E2E::Rig::eventually(30, sub { !grep { $rig->alive("writer$_") } 1, 2 });
    my @lines = map { split /\n/, E2E::Rig::slurp($_) } glob $rig->dir('taken.*');
    my @taken = map { (split)[0] } @lines;
    is_deeply [grep { !/ 250$/ } @lines], [], 'every message was taken at once';
    cmp_ok scalar @taken, '>', 50, 'there was load: ' . @taken . ' messages';
    my (%answers, %heard);
    E2E::Rig::eventually(60, sub {
        sleep 0.3;
        %answers = ();
        for my $mail ($stage->outgoing->messages) { $answers{$1}++ if ($mail->field('In-Reply-To') // '') =~ /<([^>]*)>/ }
        return !grep { !$answers{$_} } @taken;
    });
    $heard{$_->id}++ for grep { $_->earshot } $stage->inbox->messages;
    is_deeply [grep { !$heard{$_} } @taken], [], 'and was heard: it has our fields';
    is_deeply [grep { ($answers{$_} // 0) != 1 } @taken], [], 'and answered once';
    is scalar(my @unheard = told('milter', 'unheard')), 0, 'none passed unheard';
    for my $daemon (qw(milter courier)) {
        my @sizes = @{$size{$daemon}};
        my $early = $sizes[int(@sizes / 4)];
        diag sprintf '%s: resident %.1f MB at first, %.1f after a quarter, %.1f at the end', $daemon, $sizes[0], $early, $sizes[-1];
        # A sanitizer keeps what was freed for a while.
        cmp_ok $sizes[-1] - $early, '<', $ENV{FLAVOUR} && $ENV{FLAVOUR} ne 'release' ? 200 : 4, "the $daemon does not grow";
        cmp_ok $open{$daemon}[-1], '<=', $open{$daemon}[0] + 12, 'nor keeps descriptors';
    }
};

is_deeply [$earshot->stop], [0, 0], 'both daemons end by themselves on SIGTERM';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
