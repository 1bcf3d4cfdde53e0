# Much of the same at once, through a real Postfix: told once and at once, while calm mail goes its way; the names of all in one list; nothing
# said to a PM of another's; a burst that ended is told no more; the courier killed while it comes.
use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use Test::More;
use Time::HiRes qw(sleep);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();

binmode Test::More->builder->$_, ":encoding(UTF-8)" for qw(output failure_output todo_output);
my %PM = (paula => 'paula@example.test', peter => 'peter@example.test');
my $DOWN = "Hello,\n\nsince this morning the export of invoices fails with error E-4711 and our whole production is down. This is outrageous, we lose money every minute.\n\n";

my $rig = E2E::Rig->new('burst');
my $stage = E2E::Stage->new($rig, sections => {
    'pm paula' => {address => $PM{paula}, 'alert-budget' => 5}, 'pm peter' => {address => $PM{peter}, 'alert-budget' => 5},
    'mailbox support' => {hours => '24x7', pm => 'paula'}, 'mailbox sales' => {addresses => 'sales@example.test', hours => '24x7', pm => 'peter'},
});

sub to_pm  { my ($who, $like) = @_; return grep { my $mail = $_; (grep { $_ eq $PM{$who} } @{$mail->{envelope}{to}}) && ($mail->decoded('Subject') // '') =~ $like } $stage->outgoing->messages }
sub rows   { my ($kind) = @_; return grep { $_->{kind} eq $kind } $stage->earshot->outbox }
sub settled { my ($count) = @_; return E2E::Rig::eventually(60, sub { sleep 0.5; $count == grep { $_->{state} =~ /^(?:done|dropped)$/ } rows('alert') }) }

sub complain {
    my ($to, $text, $from, $until) = @_;
    my @bad;
    for my $i ($from .. $until) {
        my $sent = $stage->send(from => "Person $i <person$i\@firm$i.test>", to => "$to\@example.test", subject => "It is down, number $i", body => $text . "Person $i\n");
        push @bad, "$i: $sent->{code}" if $sent->{code} != 250;
    }
    return @bad;
}

subtest 'ten of the same in a fresh mailbox are no burst' => sub {
    is_deeply [complain('support', $DOWN, 1, 10)], [], 'ten complain';
    is_deeply [complain('sales', $DOWN, 101, 112)], [], 'twelve complain to another PM';
    ok settled(22), 'of each it is settled whether it is told alone' or diag explain [map { "$_->{kind} $_->{state}" } $stage->earshot->outbox];
    is scalar(rows('burst')), 0, 'nobody is told of a burst: together they would be one, but of no PM there are twenty';
};

subtest 'with the twentieth it is one' => sub {
    is_deeply [complain('support', $DOWN, 11, 19)], [], 'nine more';
    $rig->kill9('courier');
    $stage->earshot->start_courier;
    is_deeply [complain('support', $DOWN, 20, 30)], [], 'and, the courier killed, eleven more';
    $stage->mta->flush;
    ok settled(42), 'all are settled';
    is scalar(rows('burst')), 1, 'told once';
    ok E2E::Rig::eventually(20, sub { scalar to_pm('paula', qr/^Much at once/) }), 'and at once';
    my ($burst) = to_pm('paula', qr/^Much at once: (?:2\d|30) complaints, /);
    ok $burst, 'in the subject how many, and of what' or return;
    my $text = $burst->text;
    note $burst->decoded('Subject');
    note $text;
    like $text, qr/^(?:2\d|30) complaints of (?:2\d|30) customers, since today \d\d:\d\d:/, 'its first line says how much and since when';
    like $text, qr/^Next: /m, 'then what to do';
    is_deeply [$text =~ /^(\d+)\. Critical: Person (?:\d|1\d|2\d|30)$/mg], [1 .. 3], 'three are named, by numbers for commands';
    like $text, qr/^- #problem 1 P12/m, 'with the command that names the problem';
    unlike $text, qr/Person 1\d\d/, 'nothing is said of the other PM\'s customers';
    is $burst->field('Auto-Submitted'), 'auto-generated', 'a machine wrote it';
    is_deeply [grep { length > 72 } split /\n/, $text], [], 'no line is wider than 72 columns';
    is scalar(to_pm('peter', qr/^Much at once/)), 0, 'and nothing is said to the other';
};

subtest 'nobody is lost' => sub {
    my ($list) = grep { $_->{mailbox} eq 'support' } rows('roll-up');
    ok $list, 'the others are in a list' or return;
    is((($stage->earshot->cli(qw(outbox retry), $list->{id}))[0]), 0, 'which is sent by hand');
    ok E2E::Rig::eventually(20, sub { scalar to_pm('paula', qr/more alerts/) }), 'and comes';
    my ($mail) = to_pm('paula', qr/more alerts/);
    my %named = map { $_ => 1 } $mail->text =~ /^\d+\. Critical: (Person \d+)$/mg;
    $named{$_} = 1 for map { $_->decoded('Subject') =~ /^Critical: (Person \d+)/ } to_pm('paula', qr/^Critical/);
    is_deeply [sort keys %named], [sort map { "Person $_" } 1 .. 30], 'alone or in the list each of the thirty is named';
    cmp_ok scalar(to_pm('paula', qr/^Critical/)), '<=', 5, 'not more alone than the budget has';
    like $mail->text, qr/comes so often just now/, 'and the list says why';
};

is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
$rig->stop('master');
done_testing;
