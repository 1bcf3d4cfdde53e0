# What the product manager is told at once, through a real Postfix: how soon, in which words, once for each conversation and rise, within a
# budget, and the one list of what goes beyond it. EARSHOT_FLOOD sets how many critical mails come within a minute.
use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Client;
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();

binmode Test::More->builder->$_, ":encoding(UTF-8)" for qw(output failure_output todo_output);
my $PM = 'paula@example.test';
my $FURIOUS = "Hello,\n\nthis is outrageous! Our whole production is down and we lose money every minute. You promised that it would not happen again. We cancel the contract and move to another vendor.\n\nMaria Rossi\n";

sub stage {
    my ($name, %pm) = @_;
    my $rig = E2E::Rig->new("alert-$name");
    return ($rig, E2E::Stage->new($rig, refuser => 1, sections => {'pm paula' => \%pm, 'mailbox support' => {hours => '24x7'}}));
}

sub to_pm  { my ($stage) = @_; return grep { grep { $_ eq $PM } @{$_->{envelope}{to}} } $stage->outgoing->messages }
sub alerts { my ($stage, $like) = @_; return grep { ($_->decoded('Subject') // '') =~ $like } to_pm($stage) }
sub wait_alert { my ($stage, $like, $seconds) = @_; return scalar $stage->outgoing->wait_where($seconds // 10, sub { (grep { $_ eq $PM } @{$_[0]{envelope}{to}}) && ($_[0]->decoded('Subject') // '') =~ $like }) }

sub end {
    my ($rig, $stage) = @_;
    is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
    $rig->stop('master');
}

sub readable {
    my ($mail, $name) = @_;
    my $text = $mail->text;
    is_deeply [grep { length > 72 } split /\n/, $text], [], "$name: no line is wider than 72 columns";
    unlike $text, qr/\{\{|\}\}|\(null\)|\bbrief\./, "$name: no hole shows";
    unlike $text, qr/^\s*#/m, "$name: nothing in it reads as a command of the PM";
    return $text;
}

subtest 'an alert' => sub {
    my ($rig, $stage) = stage('one', 'alert-budget' => 5);
    my $csv = $rig->write_file('accounts.csv', "account,name,domains,tier,reference,renewal\nA-17,Acme Works,acme.test,platinum,yes,\n");
    my ($status, $out, $err) = $stage->earshot->cli(qw(account import), $csv);
    is $status, 0, 'an account is imported' or diag "$out$err";
    my @took;
    for my $i (1 .. 5) {
        my $sent = $stage->send(from => "Maria Rossi <maria$i\@acme.test>", subject => "Production is down, line $i", body => $FURIOUS);
        is $sent->{code}, 250, "critical mail $i is taken";
        my $alert = wait_alert($stage, qr/line $i\b/);
        ok $alert, 'and an alert goes out' or next;
        push @took, $alert->{envelope}{time} - $sent->{time};
    }
    cmp_ok $_, '<=', 5, sprintf 'within %.2f s of acceptance', $_ for @took;
    my ($alert) = alerts($stage, qr/line 1\b/);
    note $alert->{head};
    my $text = readable($alert, 'the alert');
    note $text;
    is $alert->decoded('Subject'), 'Critical: Maria Rossi (Acme Works) - Production is down, line 1', 'its subject is what a person would write';
    my @lines = split /\n/, $text;
    like $lines[0], qr/^Critical: Maria Rossi \(Acme Works\) wrote/, 'the first line says who and how grave';
    like $lines[1], qr/^Next: /, 'the second what to do next';
    like $text, qr/“[^”]*cancel the contract[^”]*”/, 'their words are there, as a quote';
    like $text, qr/^- from maria1\@acme\.test$/m, 'who wrote';
    like $text, qr/platinum/, 'the tier of their account';
    like $text, qr/reference/, 'that they are a reference';
    like $text, qr/first reply due/, 'what is due';
    like $text, qr/^- acknowledged$/m, 'that they were acknowledged';
    is $alert->{envelope}{from}, '', 'it has the null sender';
    is_deeply $alert->{envelope}{to}, [$PM], 'and goes to the PM alone';
    is $alert->field('Auto-Submitted'), 'auto-generated', 'it says that a machine wrote it';
    like $alert->field('List-Id') // '', qr/<alerts\.mx\.example\.test>/, 'filters know it by its List-Id';
    like $alert->address('Reply-To'), qr/^support\+[a-z2-7]{24}\@example\.test$/, 'an answer carries the token of commands';
    my ($token) = $alert->address('Reply-To') =~ /\+([a-z2-7]{24})/;
    like $text, qr/^Ref: \Q$token\E /m, 'which stands in its text too';

    my $more = $stage->send(from => 'Maria Rossi <maria1@acme.test>', subject => 'Re: Production is down, line 1', body => $FURIOUS . "Are you there?\n", fields => ['In-Reply-To: <' . $stage->send(from => 'maria9@acme.test', subject => 'Calm', body => "Hello, how do I export a table?\n")->{id} . '>']);
    is $more->{code}, 250, 'the same customer writes again, as gravely';
    ok $stage->settle, 'all is done';
    is scalar(alerts($stage, qr/line 1\b/)), 1, 'the PM was told already';

    $stage->refuse('550 5.7.1 not here');
    is $stage->send(from => 'refused@customer.test', subject => 'Refused', body => $FURIOUS)->{code}, 550, 'a mail is refused behind us';
    $stage->refuse;
    ok $stage->settle, 'and others go on';
    is scalar(alerts($stage, qr/Refused/)), 0, 'what the MTA did not take is no alert';
    end($rig, $stage);
};

subtest 'in German' => sub {
    my ($rig, $stage) = stage('german', languages => 'de, en');
    $stage->send(from => 'Jürgen Weiß <juergen@kunde.test>', subject => 'Produktion steht', body => $FURIOUS);
    my $alert = wait_alert($stage, qr/Produktion steht/);
    ok $alert, 'an alert goes out' or return;
    my $text = readable($alert, 'the alert');
    like $alert->decoded('Subject'), qr/^Kritisch: .* - Produktion steht$/, 'its subject is German';
    like $text, qr{^Als Nächstes: }m, 'and so is its text';
    is $alert->field('Content-Language'), 'de', 'as its header says';
    note $text;
    end($rig, $stage);
};

subtest 'by night' => sub {
    my @now = gmtime;
    my $minute = $now[2] * 60 + $now[1];
    my $clock = sub { my $at = ($minute + $_[0]) % 1440; sprintf '%02d:%02d', int($at / 60), $at % 60 };
    my ($rig, $stage) = stage('night', 'time-zone' => 'UTC', alert => 'escalation', 'quiet-hours' => $clock->(-60) . '-' . $clock->(600));
    my $calm = $stage->send(from => 'angry@customer.test', subject => 'Third time', body => "Hello,\n\nI am furious, this is a disgrace and an insult. Please call me.\n");
    my $grave = $stage->send(from => 'grave@customer.test', subject => 'Down', body => $FURIOUS);
    ok wait_alert($stage, qr/Down/), 'what is critical is told by night too';
    ok $stage->settle, 'all is done';
    my @waiting = grep { $_->{kind} eq 'alert' && $_->{state} eq 'ready' } $stage->earshot->outbox;
    is scalar @waiting, 1, 'the other alert waits' or diag explain [$stage->earshot->outbox];
    is scalar(alerts($stage, qr/Third time/)), 0, 'until the night is over';
    is $stage->send(from => 'Example Support <support@example.test>', to => 'angry@customer.test', subject => 'Re: Third time', dmarc => undef, body => "Hello,\n\nI will call you now.\n\nAnn\n",
        fields => ["In-Reply-To: <$calm->{id}>"])->{code}, 250, 'a person answers meanwhile';
    $stage->earshot->cli(qw(outbox retry), $waiting[0]{id});
    my ($row) = E2E::Rig::eventually(10, sub { my ($is) = grep { $_->{id} eq $waiting[0]{id} } $stage->earshot->outbox; return $is && $is->{state} eq 'dropped' });
    ok $row, 'then nobody is woken for it any more' or diag explain [$stage->earshot->outbox];
    end($rig, $stage);
};

subtest 'a flood' => sub {
    my $count = $ENV{EARSHOT_FLOOD} // 500;
    my $budget = 5;
    my ($rig, $stage) = stage('flood', 'alert-budget' => $budget);
    my $begun = time;
    my $client = $stage->mta->client;
    my @bad;
    for my $i (1 .. $count) {
        my $from = "flood$i\@flood$i.test";
        my $said = $client->send(from => $from, to => 'support@example.test',
            data => E2E::Mail::compose(from => "Person $i <$from>", subject => "All is down, number $i", body => $FURIOUS));
        push @bad, "$i: $said->{code}" if $said->{code} != 250;
    }
    $client->quit;
    my $took = time - $begun;
    is_deeply \@bad, [], "all $count are taken";
    cmp_ok $took, '<', 60, sprintf '%d critical mails within a minute: %.1f s', $count, $took;
    my $settled = sub { scalar grep { $_->{kind} eq 'alert' && $_->{state} =~ /^(?:done|dropped)$/ } $stage->earshot->outbox };
    ok E2E::Rig::eventually(120, sub { sleep 1; $settled->() == $count }), 'of each it is settled whether it is told alone' or diag $settled->();
    my @rows = $stage->earshot->outbox;
    my %is;
    $is{"$_->{kind} $_->{state}"}++ for @rows;
    my $alone = $is{'alert done'} // 0;
    cmp_ok $alone, '<=', $budget, "$alone alerts are sent, not more than the budget of $budget";
    is $is{'alert dropped'}, $count - $alone, 'and of each other it is settled that it is told with others';
    my @lists = grep { $_->{kind} eq 'roll-up' } @rows;
    is scalar @lists, 1, 'one list collects the rest';
    is $lists[0]{state}, 'ready', 'it waits';
    is scalar(alerts($stage, qr/All is down/)), $alone, 'so many came to the PM';
    my @bursts = grep { $_->{kind} eq 'burst' } @rows;
    is scalar @bursts, $count >= 20 ? 1 : 0, 'that it is much of the same is told once';
    my $burst = wait_alert($stage, qr/^Much at once: \d+ complaints/, 20);
    ok $burst, 'at once' or diag join "\n", map { $_->decoded('Subject') } to_pm($stage);
    my $said = readable($burst, 'the burst');
    note $said;
    like $said, qr/^\d+ complaints of \d+ customers, since today \d\d:\d\d:/, 'how much it is, and since when';
    is_deeply [$said =~ /^(\d+)\. Critical: Person \d+/mg], [1 .. 3], 'three of it are named, with numbers for commands';
    my %time = map { $_ => $lists[0]{$_} =~ /T(\d\d):(\d\d):(\d\d)/ ? $1 * 3600 + $2 * 60 + $3 : -1 } qw(created due);
    is(($time{due} - $time{created}) % 86_400, 600, 'for ten minutes from the first that is in it');
    is((($stage->earshot->cli(qw(outbox retry), $lists[0]{id}))[0]), 0, 'by hand it is sent at once');
    my $more = $count - $alone;
    my $list = wait_alert($stage, qr/^$more more alerts/, 20);
    ok $list, "it speaks of all $more that were not told alone: nobody is lost" or diag join "\n", map { $_->decoded('Subject') } to_pm($stage);
    if ($list) {
        my $text = readable($list, 'the list');
        my @numbers = $text =~ /^(\d+)\. Critical: Person \d+/mg;
        is_deeply \@numbers, [1 .. ($more < 40 ? $more : 40)], 'forty are named, with numbers';
        my $rest = $more - 40;
        like $text, qr/^$rest more are/m, 'and the others counted' if $rest > 1;
        my ($soonest) = $text =~ /^1\. Critical: Person (\d+)/m;
        cmp_ok $soonest, '<=', 40, 'first who is due first';
        note $text;
    }
    end($rig, $stage);
};
# Whom the PM was told of, alone or in a list, by the names in subjects and lists
sub told_of {
    my ($stage) = @_;
    my %of;
    for my $mail (to_pm($stage)) {
        next if $mail->decoded('Subject') =~ /^Much at once/; # names three, whom the list names too
        my %names = map { $_ => 1 } (($mail->decoded('Subject') =~ /^Critical: (Caller \d+) - /), $mail->text =~ /^\d+\. Critical: (Caller \d+)$/mg);
        $of{$_}{$mail->id} = 1 for keys %names;
    }
    return \%of;
}

subtest 'kill -9 while they are released' => sub {
    my $rounds = $ENV{EARSHOT_KILLS} // 8;
    my ($budget, $count) = (6, $rounds * 3);
    my ($rig, $stage) = stage('kill', 'alert-budget' => $budget);
    for my $round (1 .. $rounds) {
        $stage->send(from => "Caller $_ <caller$_\@caller$_.test>", subject => "Nothing runs, number $_", body => $FURIOUS) for $round * 3 - 2 .. $round * 3;
        sleep rand 0.15;
        $rig->kill9('courier');
        $stage->earshot->start_courier;
    }
    $stage->mta->flush;
    my $settled = E2E::Rig::eventually(60, sub { sleep 1; $count == grep { $_->{kind} eq 'alert' && $_->{state} =~ /^(?:done|dropped)$/ } $stage->earshot->outbox });
    ok $settled, 'all is settled though the courier was killed' or diag explain [map {"$_->{kind} $_->{state}"} $stage->earshot->outbox];
    my @lists = grep { $_->{kind} eq 'roll-up' } $stage->earshot->outbox;
    is scalar @lists, 1, 'in one list';
    $stage->earshot->cli(qw(outbox retry), $_->{id}) for @lists;
    ok E2E::Rig::eventually(20, sub { keys %{told_of($stage)} == $count }), "of each of $count the PM is told" or diag explain told_of($stage);
    my %of = %{told_of($stage)};
    is_deeply [grep { keys %{$of{$_}} > 1 } sort keys %of], [], 'and of none in two mails';
    my %alone = map { $_->id => 1 } alerts($stage, qr/^Critical: Caller/);
    cmp_ok scalar keys %alone, '<=', $budget, 'not more than the budget of them alone';
    end($rig, $stage);
};
done_testing;
