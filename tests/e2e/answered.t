# A person of ours is quicker than the acknowledgement: the relay is not there, the agent's answer goes through the same MTA, and what
# waited has nothing left to say. A machine's mail changes nothing.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Postfix;
use E2E::Rig;
use E2E::Stage;
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('answered');
my $stage = E2E::Stage->new($rig);

sub row_to {
    my ($address) = @_;
    return (grep { ($_->{to} // '') eq $address } $stage->earshot->outbox)[0];
}

# What the agent writes, from this machine, in the mailbox's name
sub agent_writes {
    my ($to, $sent, @more) = @_;
    return $stage->send(from => 'Support <support@example.test>', to => $to, subject => 'Re: your message', fields => ["In-Reply-To: <$sent->{id}>", @more]);
}

my %case = (
    'person@answered.test'  => [],
    'machine@answered.test' => ['Auto-Submitted: auto-replied'],
);
$stage->outgoing->down;
my %sent = map { $_ => $stage->send(from => $_, subject => "From $_") } sort keys %case;
for my $who (sort keys %case) {
    ok E2E::Rig::eventually(10, sub { my $row = row_to($who); $row && ($row->{attempts} // 0) >= 1 }), "$who: the acknowledgement waits for the relay";
    is agent_writes($who, $sent{$who}, @{$case{$who}})->{code}, 250, "$who: our mail is taken";
}
$stage->outgoing->up;
$stage->earshot->cli(qw(outbox retry), row_to($_)->{id}) for sort keys %case;
ok $stage->wait_answer($sent{'machine@answered.test'}, 20), 'what a machine wrote answers nobody: the acknowledgement goes out';
ok E2E::Rig::eventually(10, sub { row_to('person@answered.test')->{state} eq 'dropped' }), 'who has a person\'s answer gets none';
is row_to('person@answered.test')->{reply}, 'answered', 'with the reason';
is scalar(my @none = $stage->answers($sent{'person@answered.test'})), 0, 'nothing was sent to them';
my ($thread) = grep { ($_->{from} // '') eq 'person@answered.test' } $stage->earshot->ask(qw(thread list));
my $shown = $stage->earshot->ask(qw(thread show), $thread->{id});
is $shown->{entries}[0]{acknowledge}, 'no; reason=answered', 'and the conversation says why';
done_testing;
