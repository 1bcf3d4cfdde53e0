# Who steals the disk reads nothing: no address, name, subject or word of any message is found in the files of the store.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Rig;
use E2E::Stage;
use E2E::Traces;
use Test::More;

E2E::Rig::need_root();
E2E::Earshot::only_lmdb('its files; dump.t looks into a database');
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('store');
my $stage = E2E::Stage->new($rig);
ok E2E::Traces::leave($stage), 'a complaint is answered';

for my $when ('while all runs', 'after a stop') {
    $stage->earshot->stop if $when eq 'after a stop';
    my ($found, $files) = E2E::Traces::found_below($stage->earshot->{store});
    cmp_ok $files, '>', 0, "$when: there are files to look at";
    is_deeply $found, {}, "$when: nothing of the messages is found in them";
}
my ($control) = E2E::Traces::found_below($rig->dir('sink-inbox'));
is_deeply [sort keys %$control], E2E::Traces::kinds(), 'the same search finds all of it in the delivered mail';

my ($status, $out) = $stage->earshot->cli(qw(thread list --json));
like $out, qr/quaggafarm|zebulon/i, 'with the key, the store can be read';
my @open = grep { (stat $_)[2] & 0077 } glob($stage->earshot->{store} . '/*');
is_deeply \@open, [], 'no file of the store is open to others';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
