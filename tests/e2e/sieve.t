# contrib/sieve and contrib/notmuch on messages as Postfix delivered them behind the real milter: Pigeonhole's sieve-test says what it would
# do with each, notmuch tags them, and forged fields lead nobody.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Rig;
use E2E::Stage;
use Test::More;

my $TOP = E2E::Rig::top();
my ($SIEVE) = grep { -x "$_/usr/bin/sieve-test" } "$TOP/build/sieve/root";
my ($NOTMUCH) = grep { -x } "$TOP/build/notmuch/root/usr/bin/notmuch", '/usr/bin/notmuch';
E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
plan(skip_all => 'sieve-test is not here (tests/support/install mailtools)') if !$SIEVE;

my $rig = E2E::Rig->new('sieve');
my $stage = E2E::Stage->new($rig, mode => 'tag', sections => {'mailbox support' => {'sub-address' => '+'}});
my $work = $rig->make_dir('sieve', 0755, 'nobody');
# Beside it, since who runs it may not be able to enter the checkout.
system('cp', '-a', $SIEVE, $rig->dir('pigeonhole')) == 0 or die "cp: failed\n";
$SIEVE = $rig->dir('pigeonhole');

# A script with the addresses of the test, as its first lines ask for.
sub script {
    my ($name) = @_;
    my $text = E2E::Rig::slurp("$TOP/contrib/sieve/$name");
    $text =~ s/\bexample\.com\b/example.test/g;
    return $rig->write_file("sieve/$name", $text, 0644);
}

# What Pigeonhole would do, as words: "fileinto Escalations \flagged critical", "keep", ... It drops root's rights by itself, and is told
# all of its settings here, so that none of this machine's are read.
sub actions {
    my ($script, $mail, $to) = @_;
    my $file = $rig->write_file('sieve/message.eml', $mail, 0644);
    my ($status, $out, $err) = $rig->run(
        '/usr/bin/setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', 'env', "LD_LIBRARY_PATH=$SIEVE/usr/lib/dovecot", 'DOVECONF_ENV=1', 'USER=nobody',
        "HOME=$work", 'MAIL_UID=nobody', 'MAIL_GID=nogroup', "MAIL_LOCATION=maildir:$work/mail", "$SIEVE/usr/bin/sieve-test", '-f', 'ada@customer.test', '-r', $to,
        $script, $file
    );
    return "status $status: $out$err" if $status;
    my ($done, $implicit) = split /^Implicit keep:/m, $out;
    my @words;
    for my $line (split /\n/, $done) {
        push @words, "store $1" if $line =~ /^ \* store message in folder: (\S+)/;
        push @words, "flags $1" if $line =~ /add IMAP flags: (.*\S)/;
        push @words, 'notify' if $line =~ /^ \* send notification/;
    }
    push @words, 'keep' if $implicit =~ /store message/;
    return join '; ', @words;
}

my $angry = "Hello,\n\nI am really angry. You promised twice that it would be fixed, and nothing happened. I want to speak to your manager.\n\nAda\n";
my $down = "Hello,\n\nyour service has been down since monday and we lose 10000 euros an hour. We have decided to cancel our contract.\n\nAda\n";

# name; what is sent; level => as the milter must have said it ('' for none); does => what the script makes of it
my @CASES = (
    {name => 'a question', send => {body => "Hello,\n\nhow do I change the language of the export? Thank you.\n\nAda\n"}, level => 'none', does => 'store INBOX'},
    {name => 'a concern', send => {body => "Hello,\n\nthe export has not worked for three days and nobody answers. This is annoying.\n\nAda\n"}, level => 'concern', does => 'store INBOX; flags concern'},
    {name => 'an escalation', send => {body => $angry}, level => 'escalation', does => 'store Escalations; flags \flagged escalation'},
    {name => 'what is critical', send => {body => $down}, level => 'critical', does => 'store Escalations; flags \flagged critical; store INBOX; flags \flagged critical'},
    {name => 'a bill', send => {subject => 'Invoice', body => "Hello,\n\nplease send me the invoice for October again, the amount on it is wrong.\n\nAda\n"}, level => 'concern', request => 'billing', does => 'store Billing'},
    {name => 'an away note', send => {subject => 'Away', body => "I am away until Monday.\n", fields => ['Auto-Submitted: auto-replied']}, level => 'none', does => 'store Automatic'},
    {
        name => 'a forged field in mail for the served mailbox', level => 'none', does => 'store INBOX',
        send => {body => "Hello,\n\nhow do I change the language of the export? Thank you.\n\nAda\n", fields => ['Earshot-Level: critical', 'Earshot-Request: billing']},
    },
    {name => 'to a sub-address of it', send => {rcpt => 'support+abc@example.test', body => $angry}, to => 'support+abc@example.test', level => 'escalation', does => 'store Escalations; flags \flagged escalation'},
    {
        name => 'a forged field in mail for somebody else', to => 'boss@example.test', level => 'critical', does => 'store INBOX',
        send => {to => 'boss@example.test', body => "Hello.\n", fields => ['Earshot-Level: critical']},
    },
    {
        name => 'a forged field for somebody else who names support', to => 'boss@example.test', level => 'critical', does => 'store INBOX',
        send => {to => 'support@example.test', rcpt => 'boss@example.test', body => "Hello.\n", fields => ['Earshot-Level: critical']},
    },
);

my $number = 0;
my $support = script('support.sieve');
for my $case (@CASES) {
    my $from = 'Ada <ada' . ++$number . "\@customer$number.test>";
    my $sent = $stage->send(from => $from, subject => 'The export', %{$case->{send}});
    my $mail = $case->{mail} = $stage->delivered($sent) or die "$case->{name}: not delivered\n";
    subtest $case->{name} => sub {
        is $mail->field('Earshot-Level') // '', $case->{level}, 'the milter says so';
        is $mail->field('Earshot-Request'), $case->{request}, 'and for what' if $case->{request};
        is actions($support, $mail->{bytes}, $case->{to} // 'support@example.test'), $case->{does}, 'and the script does it';
    };
}

# What a product manager gets, as it leaves for the relay.
subtest 'a product manager' => sub {
    my $alert = $stage->outgoing->wait_where(20, sub { ($_[0]->field('List-Id') // '') =~ /<alerts\./ });
    ok $alert, 'is told at once' or return;
    my $script = script('manager.sieve');
    is actions($script, $alert->{bytes}, 'paula@example.test'), 'notify; store Earshot; flags \flagged', 'which is filed, flagged, and rings';
    (my $forged = $alert->{bytes}) =~ s/^From: .*/From: Somebody <other\@customer.test>/m;
    is actions($script, $forged, 'paula@example.test'), 'store INBOX', 'but not from anybody';
    my ($status, $out, $err) = $stage->earshot->cli(qw(digest --pm paula --send));
    is $status, 0, 'asks for a digest' or diag $err;
    my $digest = $stage->outgoing->wait_where(20, sub { ($_[0]->field('List-Id') // '') =~ /<digest\./ });
    is actions($script, $digest->{bytes}, 'paula@example.test'), 'store Earshot/Digests', 'which is filed';
};

subtest 'notmuch' => sub {
    plan(skip_all => 'notmuch is not here (tests/support/install mailtools)') if !$NOTMUCH;
    my $home = $rig->make_dir('notmuch');
    $rig->make_dir("notmuch/mail/$_") for qw(cur new tmp .notmuch/hooks);
    (my $hook = E2E::Rig::slurp("$TOP/contrib/notmuch/post-new")) =~ s/example\.com/example.test/g;
    $rig->write_file('notmuch/mail/.notmuch/hooks/post-new', $hook, 0755);
    $rig->write_file('notmuch/config', "[database]\npath=$home/mail\n[user]\nname=Test\nprimary_email=test\@example.test\n[new]\ntags=new;inbox\n");
    my @with = ('env', "HOME=$home", "NOTMUCH_CONFIG=$home/config", "PATH=" . ($NOTMUCH =~ s{/[^/]*$}{}r) . ":$ENV{PATH}", 'notmuch');
    # The commands of the README.
    my @readme = map { [split] } E2E::Rig::slurp("$TOP/contrib/notmuch/README.md") =~ /^notmuch (config set index\S* \S+)$/mg;
    is scalar @readme, 2, 'the README tells what to index';
    my ($status, $out, $err) = $rig->run(@with, 'new', '--no-hooks'); # makes the database, which keeps what is indexed
    is $status, 0, 'a database' or diag $err;
    $rig->run(@with, @$_) for @readme;
    my $file = 0;
    $rig->write_file('notmuch/mail/cur/' . ++$file . ':2,', $_->{mail}{bytes} =~ s/\r\n/\n/gr) for @CASES;
    ($status, $out, $err) = $rig->run(@with, 'new');
    is $status, 0, 'takes them in' or diag "$out$err";
    my %count = map { my $tag = $_; my (undef, $said) = $rig->run(@with, 'count', "tag:$tag"); ($tag, int $said) } qw(critical flagged escalation concern request/billing new);
    # The last but one is to boss@ alone; the last names support@ in To, which notmuch cannot tell from a served one.
    is_deeply \%count, {critical => 2, flagged => 2, escalation => 2, concern => 2, 'request/billing' => 1, new => 0}, 'and tags them by the fields';
};

done_testing;
