# An admin's `sudo earshot VERB` may be the first to need a file beside the store, or the key. Whatever it makes there belongs to the user of the
# daemons, so that they are never shut out; and what somebody put there as a link is not given away.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use Test::More;

sub Nowhere::port { return 9 }

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot));
plan(skip_all => 'needs setpriv, to start the milter as another user') if !-x '/usr/bin/setpriv';
my $rig = E2E::Rig->new('root');
my ($id, $group) = (getpwnam 'nobody')[2, 3];
my ($store, $key, $socket) = (map({ $rig->dir($_) } qw(store earshot.key)), $rig->make_dir('run') . '/milter.sock');
my $earshot = E2E::Earshot->new($rig, mode => 'observe', socket => "unix:$socket", receipt_socket => 'unix:' . $rig->dir('run/receipt.sock'), when => 'inspected', relay => bless {}, 'Nowhere');
chown $id, $group, $store, $rig->dir('run') or die "chown: $!\n";

# Files that are not the daemons'.
sub foreign { my %is = map { $_ => [lstat] } $key, $store, glob("$store/*"); return [grep { -e && $is{$_}[4] != $id } sort keys %is] }
sub as_root { my ($wanted, @command) = @_; my ($status, $out, $err) = $earshot->cli(@command); is $status, $wanted, "@command" or diag "$out$err"; return $err }
# It opens its store, as the user whose that is.
sub opens {
    my ($name) = @_;
    my $known = length $rig->log_text('milter');
    my $said = sub { substr $rig->log_text('milter'), $known };
    $rig->spawn('milter', '/usr/bin/setpriv', "--reuid=$id", "--regid=$group", '--clear-groups', E2E::Earshot::program('earshot-milter'), '-c', $earshot->{file}, '--log=stderr');
    E2E::Rig::eventually(20, sub { $said->() =~ /event=start|event=trouble/ });
    unlike $said->(), qr/event=(trouble|fatal|vitals)/, "$name: the milter opens its store";
    is $rig->stop('milter'), 0, 'and ends';
    return is_deeply foreign(), [], 'all of it is theirs';
}

my $remote = E2E::Earshot::remote();
as_root(0, qw(key init));
as_root(0, qw(store init)) if $remote;
$earshot->start_milter; # by hand, as root
is $rig->stop('milter'), 0, 'a milter that was tried out as root';
opens('it was here first');
unlink glob "$store/*";
is_deeply foreign(), [], 'the key is for the user of the daemons';
as_root($remote ? 78 : 65, 'restore', $rig->dir('nothing'));
opens('a restore that failed was here first');
for my $verb (qw(status doctor metrics)) {
    unlink map {"$store/$_"} qw(lock.mdb key.lock milter.lock);
    $earshot->cli($verb, $verb eq 'doctor' ? '--no-mail' : ());
    is_deeply foreign(), [], "$verb leaves nothing of root's";
    my ($status, $out) = $earshot->cli('status');
    unlike $out, qr/damaged/, 'and a lock file that is gone is no damage';
}
opens('all that was asked');
unlink map {"$store/$_"} qw(lock.mdb key.lock milter.lock) or die "unlink: $!\n";
as_root(0, @$_) for ['thread', 'list'], ['verify'], ['key', 'rotate'], ['key', 'rotate', '--finish'], $remote ? () : ['backup', $rig->dir('copy')];
opens('files of LMDB and locks were gone');
if (!$remote) {
    as_root(0, 'restore', '--replace', $rig->dir('copy'));
    opens('a restore');
    rename $store, "$store.lost" or die "rename: $!\n";
    as_root(0, 'restore', $rig->dir('copy'));
    opens('a restore on an empty disk');
}

# --- what is not given away ---

my $others = $rig->write_file('others', "root's\n", 0600);
for my $way (['a symbolic link', sub { symlink $_[0], $_[1] }], ['a second name', sub { link $_[0], $_[1] }]) {
    for my $file ('rotate.lock', $remote ? () : qw(key.lock lock.mdb persons.keys)) {
        rename "$store/$file", "$store/$file.away";
        $way->[1]->($rig->dir('others'), "$store/$file") or die "link: $!\n";
        $earshot->cli(qw(key rotate --finish));
        is +(stat $rig->dir('others'))[4], 0, "$file as $way->[0]: its owner stays";
        unlink "$store/$file";
        rename "$store/$file.away", "$store/$file";
        $rig->write_file('others', "root's\n", 0600);
    }
}
$rig->end;
done_testing;
