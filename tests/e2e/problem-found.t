# Problems found in mail as it comes: complaints that are alike make a group, a group is made a problem, and from then on what shows it, by a
# pattern or by likeness, is linked to it; what does not is not. Mail goes through the MTA.
use strict;
use utf8;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Postfix;
use E2E::Rig;
use E2E::Stage;
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('problem-found');
my $stage = E2E::Stage->new($rig, sections => {
    'mailbox support' => {languages => 'en'},
    'mailbox sales'   => {addresses => 'sales@example.test', languages => 'en', pm => 'bert'},
    'pm bert'         => {address => 'bert@example.test'},
});
my $earshot = $stage->earshot;

# The id of the conversation that a complaint makes.
sub complaint {
    my ($from, $subject, $body, %more) = @_;
    my $sent = $stage->send(from => $from, subject => $subject, body => $body, %more);
    my $mail = $stage->delivered($sent) or die "$from: not delivered\n";
    return $mail->field('Earshot-Thread');
}
sub problem { my ($pm, $name) = @_; return ($earshot->ask('problem', 'show', '--pm', $pm, $name))[0] }
sub cause { my ($id) = @_; return ($earshot->ask('thread', 'show', $id))[0]{problem} }
sub link_of { my ($problem, $id) = @_; return (grep { $_->{thread} eq $id } @{problem('paula', $problem)->{links}})[0] }

my $EXPORT = "since the update to Ledgerly 4.2.1 the invoice export to PDF stops with error ERR_PDF_0917 and the file is empty. We cannot send a "
    . "single invoice and our customers are waiting. This is unacceptable.\n";
my @alike = map { complaint("$_ <$_\@$_.test>", "Invoice export fails", "Hello, $EXPORT") } qw(ann ben cat);
my $other = complaint('dan <dan@dan.test>', 'Password reset', "The mail for a new password never arrives, so that I cannot log in for two days. I am angry.\n");

subtest 'a group is made a problem' => sub {
    my ($status, $out, $err) = $earshot->cli(qw(problem add --pm bert --from-group), $alike[0], 'His');
    is $status, 65, 'not that of another PM';
    like $err, qr/no group of that id/, 'who has none of it';
    ($status, $out, $err) = $earshot->cli(qw(problem add --pm paula --from-group), $alike[0], 'Invoice export', '--pattern', 'ERR_PDF_0917');
    is $status, 0, 'hers' or diag $err;
    is $out, "P1\n", 'has a name';
    is_deeply [sort map { $_->{thread} } @{problem('paula', 'P1')->{links}}], [sort @alike], 'and all who told of it';
    is_deeply [map { cause($_) } @alike, $other], ['P1', 'P1', 'P1', undef], 'as their conversations say';
    ($status, $out, $err) = $earshot->cli(qw(problem add --pm paula --from-group), $alike[0], 'Again');
    is $status, 65, 'it is not made another';
    like $err, qr/problem P1 already/, 'since it is one';
};

subtest 'what shows it later' => sub {
    my $code = complaint('eve <eve@eve.test>', 'Broken', "Nothing but err_pdf_0917 all day. This is a disgrace, we lose money.\n");
    my $found = link_of('P1', $code);
    is $found->{how}, 'pattern', 'by its pattern';
    is $found->{why}, 'err_pdf_0917', 'in the words that were written';
    my $asked = complaint('flo <flo@flo.test>', 'Question', "Hello, what does ERR_PDF_0917 mean? Kind regards, Flo\n");
    is cause($asked), 'P1', 'by a question about it';
    my $over = complaint('fox <fox@fox.test>', 'Thanks', "Hello, ERR_PDF_0917 is gone and everything works again, thank you!\n");
    is cause($over), undef, 'not by word that it is over';
    my $same = complaint('fay <fay@fay.test>', 'Invoice export',
        "Hi, the invoice export to PDF stops since the update to Ledgerly 4.2.1, the file is empty. We cannot send an invoice, this is unacceptable.\n");
    $found = link_of('P1', $same);
    is $found->{how}, 'likeness', 'by likeness';
    like $found->{why} // '', qr/^like [a-z2-7]{13}/, 'and to what';
    my $away = complaint('gus <gus@gus.test>', 'Password', "I cannot log in, the password mail never arrives. This is unacceptable.\n");
    is cause($away), undef, 'what is of something else is not';
    my $sales = complaint('hal <hal@hal.test>', 'Broken', "Hello, $EXPORT", to => 'sales@example.test');
    is cause($sales), undef, 'nor what comes to another PM';
};

subtest 'when it is over' => sub {
    is +($earshot->cli(qw(problem expire --pm paula P1)))[0], 0, 'nobody sees to it any more';
    my $late = complaint('ida <ida@ida.test>', 'Invoice export fails', "Hello, $EXPORT");
    is cause($late), undef, 'nothing is linked to it';
};

done_testing;
