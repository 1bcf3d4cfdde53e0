# `earshot doctor` on an installation that is well, and on the same one with one fault after the other: each is found by the check of that
# name, says how it is mended, and after the mend (the commands as printed, where they can be run here) all is as before. One Postfix and
# one pair of daemons, which run as a user of their own, serve all of it.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Clock;
use E2E::Rig;
use E2E::Stage;
use IO::Socket::INET;
use JSON::PP ();
use Test::More;
use Time::HiRes qw(stat time utime);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();

# Whom the daemons run as: any user but root and Postfix's.
my $USER = 'nobody';
my ($UID, $GID) = (getpwnam $USER)[2, 3];
{
    no warnings 'redefine';
    my $usual = \&E2E::Earshot::before;
    *E2E::Earshot::before = sub {
        my ($self, $program) = @_;
        my @other = $program eq 'earshot' ? () : ('/usr/bin/setpriv', "--reuid=$UID", "--regid=$GID", '--clear-groups', '--pdeathsig=TERM');
        return (@other, $usual->($self, $program));
    };
}

my $rig = E2E::Rig->new('doctor');
my $stage = E2E::Stage->new($rig, idle => 1, mta_with => {non_smtpd => 1}, mta_settings => {relay_domains => '', notify_classes => ''});
my ($earshot, $postfix) = ($stage->earshot, $stage->mta);
my ($conf, $main, $sockets) = ($earshot->{file}, $postfix->{config}, $postfix->socket_dir);
my ($key, $store) = ($rig->dir('earshot.key'), $earshot->{store});
my $returns = '127.0.0.1:' . E2E::Rig::free_port();
my $verifier = $rig->write_file('opendkim.conf', "# as Debian has it\nAuthservID mx.example.test\nMode sv\n");

# An installation as an admin has it: a verifier before us, postscreen's smtpd, a port where a content filter hands mail back.
sub build {
    $earshot->make_key;
    chown $UID, $GID, $key, $store;
    chown $UID, scalar getgrnam('postfix'), $sockets;
    chmod 02750, $sockets;
    $rig->spawn('verifier', E2E::Rig::refuser(), "unix:$sockets/opendkim.sock", $rig->dir('refuse'));
    $rig->wait_for_socket('verifier', "unix:$sockets/opendkim.sock");
    $postfix->{milters} = ["unix:$sockets/opendkim.sock", "unix:$sockets/milter.sock"];
    $stage->start;
    open my $master, '>>', "$main/master.cf" or die $!;
    print {$master} "smtpd pass - - n - - smtpd\n$returns inet n - n - - smtpd\n  -o content_filter= -o smtpd_milters=\n";
    close $master;
    cool();
    reload_postfix();
    return;
}

sub reload_postfix { return system '/usr/sbin/postfix', '-c', $main, 'reload' }
# Postfix's tools let a file that was just written cool down for a second or two each: not needed where nobody else writes.
sub cool { my $past = time - 10; return utime $past, $past, "$main/main.cf", "$main/master.cf" }
sub postconf { my $status = system '/usr/sbin/postconf', '-c', $main, @_; cool(); return $status == 0 || die "postconf @_\n" }

# --- asking the doctor ---

my @ASK = (E2E::Earshot::program('earshot'), '-c', $conf, 'doctor', '--postfix-config', $main, '--verifier-config', $verifier, '--json');

sub doctor {
    my ($with, @more) = @_;
    my @before = @{$with->{before} // []};
    my ($status, $out, $err) = $rig->run(@before, @ASK, $with->{mail} ? () : '--no-mail', @more);
    my $said = eval { JSON::PP->new->utf8->decode($out) } or die "doctor: status $status: $out$err\n";
    return {status => $status, checks => $said->{checks}, result => $said->{result}};
}

# "daemons fail": what is not well
sub troubles { my ($said) = @_; return sort map {"$_->{check} $_->{result}"} grep { $_->{result} =~ /^(?:warn|fail)$/ } @{$said->{checks}} }
sub of_check { my ($said, $check) = @_; return grep { $_->{check} eq $check && $_->{result} =~ /^(?:warn|fail)$/ } @{$said->{checks}} }
sub told { my ($finding) = @_; return join "\n", $finding->{what}, $finding->{mend} // '', @{$finding->{commands}} }

# The commands as they stand there, by a shell that knows the programs under test.
sub obey {
    my (@findings) = @_;
    my %seen;
    for my $command (grep { !$seen{$_}++ } map { @{$_->{commands}} } @findings) {
        local $ENV{PATH} = E2E::Rig::build() . ":/usr/sbin:$ENV{PATH}";
        cool();
        my ($status, $out, $err) = $rig->run('sh', '-c', $command);
        is $status, 0, "  runs: $command" or diag "$out$err";
    }
    cool();
    return;
}

# --- planting ---

# The configuration with other lines, as old as it was, so that nothing wants a reload unless that is the fault.
my $text;
# section => lines, which replace those of the same names; '' => a name takes its line away.
sub edit_conf {
    my (%change) = @_;
    my ($read, $written) = (stat $conf)[8, 9];
    my $new = $text;
    my $without = delete $change{''};
    $new =~ s/^\Q$without\E = .*\n//m if defined $without;
    for my $section (keys %change) {
        my $lines = $change{$section};
        my ($own) = $new =~ /^(\[\Q$section\E\]\n(?:.+\n)*)/m or $new .= "\n[$section]\n$lines", next;
        (my $other = $own) =~ s/\n/\n$lines/;
        for my $name (map {/^([\w.-]+) =/} split /\n/, $lines) { my $seen = 0; $other =~ s/^(\Q$name\E = .*\n)/$seen++ ? '' : $1/gme }
        substr $new, index($new, $own), length $own, $other;
    }
    $rig->write_file($conf, $new, 0644);
    utime $read, $written, $conf;
    return;
}
sub conf_back { edit_conf(); return }

sub files_back {
    my (%is) = @_; # path => mode
    chmod $is{$_}, $_ for keys %is;
    return;
}

sub daemon_back { my ($name) = @_; my $start = "start_$name"; $earshot->$start; return }

# A relay that knows logins and likes none.
sub refusing_relay {
    my $listen = IO::Socket::INET->new(Listen => 5, LocalAddr => '127.0.0.1', ReuseAddr => 1) or die $!;
    $rig->started('refusing', $rig->fork_as('refusing', sub {
        while (my $client = $listen->accept) {
            print {$client} "220 relay\r\n";
            while (my $line = <$client>) {
                print {$client} $line =~ /^EHLO/i ? "250-relay\r\n250 AUTH PLAIN\r\n" : $line =~ /^AUTH/i ? "535 5.7.8 no\r\n" : "221 bye\r\n";
            }
        }
    })) if !$rig->alive('refusing');
    return $listen->sockport;
}
my $refuses; # its port
my $service = 'smtpd/pass/smtpd_milters';
my ($ours, $theirs) = ('unix:earshot/milter.sock', 'unix:earshot/opendkim.sock');
my $element = "{$ours,protocol=6,default_action=accept}"; # as `earshot setup` writes it

# name; check => which one; says => what it says, mend and commands among it; plant and back (what undoes it); obey => 1: its own commands
# undo it, and also => what else to tidy up then; other => what may be found besides; needs => a command that must work here; worth => 'fail' unless said; before => what stands before the command
my @FAULTS = (
    {
        name => 'a key nobody knows in the configuration', check => 'configuration', says => qr/earshot\.conf:\d+: .*colour.*\n.*\n.* check/s,
        plant => sub { edit_conf(earshot => "colour = red\n") }, back => \&conf_back, status => 78,
    },
    {
        name => 'a list of days off that is gone', check => 'configuration', says => qr/holidays/,
        plant => sub { edit_conf('mailbox support' => 'holidays = ' . $rig->dir('holidays') . "\n") }, back => \&conf_back, status => 78,
    },
    {name => 'a mailbox without a product manager', check => 'people', worth => 'warn', says => qr/\[mailbox other\].*pm = NAME/s,
        plant => sub { edit_conf('mailbox other' => "addresses = other\@example.test\n") }, back => \&conf_back},
    {
        name => 'a template that does not load', check => 'templates', says => qr/:\d+: .*\n.*template check/s,
        plant => sub {
            my $dir = $rig->make_dir('templates/en');
            $rig->write_file('templates/en/acknowledge.txt', "{{#nothing}}\n");
            edit_conf('mailbox support' => 'templates = ' . $rig->dir('templates') . "\n");
        }, back => \&conf_back,
    },
    {name => 'a configuration that all may write', check => 'files', says => qr/chmod o-w/, plant => sub { chmod 0666, $conf }, obey => 1},
    {name => 'one that the daemons cannot read', check => 'files', says => qr/nobody cannot read/, plant => sub { chmod 0600, $conf }, back => sub { chmod 0644, $conf }},
    {
        name => 'a password that all may read', check => 'files', says => qr/everybody.*chmod o-rwx/s, status => 78,
        plant => sub { $rig->write_file('password', "secret\n", 0644); chown $UID, $GID, $rig->dir('password'); edit_conf(relay => "user = ann\npassword-file = " . $rig->dir('password') . "\n") },
        obey => 1, also => \&conf_back,
    },
    {name => 'a key that others may read', check => 'key', says => qr/mode 0644.*chmod 0600/s, status => 78, other => qr/^store /, plant => sub { chmod 0644, $key }, obey => 1},
    {name => 'a key of somebody else', check => 'key', says => qr/chown nobody/, plant => sub { chown 0, 0, $key }, obey => 1},
    {name => 'no key', check => 'key', says => qr/is not there.*the copy that you keep/s, status => 78, other => qr/^store /, plant => sub { rename $key, "$key.away" }, back => sub { rename "$key.away", $key }},
    {
        name => 'the key of another store', check => 'store', says => qr/not the one this store was sealed with.*from the copy/s,
        plant => sub { rename $key, "$key.away"; $earshot->make_key; chown $UID, $GID, $key }, back => sub { rename "$key.away", $key },
    },
    {name => 'a store of somebody else', check => 'store', says => qr/nobody cannot write (?:the store|what stands beside the store).*chown -R nobody/s, plant => sub { chown 0, 0, $store }, obey => 1},
    {name => 'a store that others may list', check => 'store', worth => 'warn', says => qr/chmod 0700/, plant => sub { chmod 0755, $store }, obey => 1},
    {
        name => 'a disk that is nearly full', check => 'disk', worth => 'warn', says => qr/\d+ MB are free.*df -h/s, needs => 'unshare -m true',
        before => ['unshare', '-m', 'sh', '-c', 'd=$1; shift; t=$(mktemp -d) && mount -t tmpfs -o size=100M,mode=0700 tmpfs "$t" && cp -a --sparse=always "$d/." "$t/" && mount --bind "$t" "$d" && "$@"; s=$?; umount -l "$t"; rmdir "$t"; exit $s', 'sh', $store],
        other => qr/^(?:daemons|store) /, # its copies of the locks are nobody's
    },
    {
        name => 'a change of the key that was not brought to its end', check => 'rotation', worth => 'warn', says => qr/key rotate/,
        plant => sub { $earshot->cli(qw(key rotate)) }, obey => 1,
    },
    {
        name => 'no backup in a week', lmdb => 1, check => 'backup', worth => 'warn', says => qr/none was ever made.*earshot -c \S+ backup /s,
        plant => sub { my $old = time - 8 * 86400; utime $old, $old, $key }, back => sub { $earshot->cli('backup', $rig->dir('backup')) }, wait => 1,
    },
    {
        name => 'a clock that is a day behind', check => 'clock', says => qr/(?:23 h|1 d).* behind what is stored.*date -u/s, before => [clock_before(time - 86400)],
        other => qr/^(?:daemons|database) /, # whose clock it is not
    },
    {name => 'no milter', check => 'daemons', says => qr/earshot-milter is not running.*start/s, plant => sub { $rig->stop('milter') }, back => sub { daemon_back('milter') }, other => qr/^milter-socket /},
    {
        name => 'no courier', check => 'daemons', says => qr/earshot-courier is not running.*start/s, plant => sub { $rig->stop('courier') },
        other => qr/^receipt-socket /, # and none of its socket
    },
    {name => 'its socket is gone', check => 'receipt-socket', says => qr/is not there.*start/s, plant => sub { }, back => sub { daemon_back('courier') }, other => qr/^daemons /},
    {
        name => 'a socket that nobody listens on', check => 'receipt-socket', says => qr/stale/, plant => sub { $rig->kill9('courier') },
        back => sub { daemon_back('courier') }, other => qr/^daemons /,
    },
    {name => 'a directory that Postfix cannot enter', check => 'milter-socket', says => qr/mode 0700.*chgrp postfix.*chmod 2750/s, plant => sub { chmod 0700, $sockets }, obey => 1, other => qr/^receipt-socket /},
    {name => 'a socket that Postfix cannot write', check => 'milter-socket', says => qr/comes as postfix, cannot connect.*chmod 0660/s, plant => sub { chmod 0600, "$sockets/milter.sock" }, obey => 1},
    {
        name => 'a configuration that is newer than what runs', check => 'daemons', worth => 'warn', says => qr/reload wanted.*kill -HUP \d+/s,
        plant => sub { utime time, time, $conf }, obey => 1, wait => 1,
    },
    {
        name => 'a service that does not ask Earshot', check => 'milter', says => qr{smtpd/pass does not ask Earshot.*postconf .*-P 'smtpd/pass/smtpd_milters=$theirs,\Q$element\E'\n}s, plant => sub { service_milters($theirs) },
        obey => 1, also => \&service_back,
    },
    {
        name => 'a path that is wrong in a chroot', check => 'milter', says => qr/looks for .* below its own root.*smtpd_milters=$theirs,\Q$element\E'\n/s,
        plant => sub { service_milters("$theirs,unix:$sockets/milter.sock"); postconf('-F', 'smtpd/pass/chroot=y') }, obey => 1, also => sub { postconf('-F', 'smtpd/pass/chroot=n'); service_back() },
    },
    {
        name => 'Earshot before the verifier', check => 'order', says => qr/before $theirs.*smtpd_milters=$theirs,$ours\n/s, plant => sub { service_milters("$ours,$theirs") }, obey => 1, also => \&service_back,
    },
    {
        name => 'Earshot where a filter hands mail back', check => 'reinjection', says => qr/heard twice.*smtpd_milters=\n/s,
        plant => sub { postconf('-P', "$returns/inet/smtpd_milters=$ours") }, obey => 1, other => qr/^default-action /,
    },
    {
        name => 'mail refused while Earshot is away', check => 'default-action', says => qr/refuses all mail.*-P '\S+smtpd_milters=\S+,\Q$element\E'\n/s,
        plant => sub { postconf('-e', 'milter_default_action=reject') }, obey => 1, also => \&actions_back,
    },
    {
        name => 'mail that waits while Earshot is away', check => 'default-action', worth => 'warn', says => qr/wait at its sender/,
        plant => sub { postconf('-e', 'milter_default_action=tempfail') }, obey => 1, also => \&actions_back,
    },
    {
        name => 'an action of Earshot\'s own that refuses mail', check => 'default-action', says => qr/refuses all mail/,
        plant => sub { service_milters("$theirs,{$ours,default_action=reject}") }, obey => 1, also => \&service_back,
    },
    {name => 'a Postfix that is impatient', check => 'timeouts', says => qr/waits 3 s .*milter_content_timeout=/s, plant => sub { postconf('-e', 'milter_content_timeout=3s') }, obey => 1},
    {name => 'no transport', check => 'transport', says => qr/no transport for receipt\.example\.test.*transport_maps=inline/s, plant => sub { postconf('-e', 'transport_maps=') }, obey => 1, route => 1},
    {
        name => 'a transport to another socket', check => 'transport', says => qr/but the courier listens on/, obey => 1,
        plant => sub { postconf('-e', 'transport_maps=inline:{ {receipt.example.test = lmtp:unix:earshot/other.sock} }') },
    },
    {name => 'a transport that cannot be asked', check => 'transport', says => qr/no-such-table.*postmap/s, plant => sub { postconf('-e', "transport_maps=texthash:$main/no-such-table") }, back => \&transport_back},
    {name => 'the receipt\'s domain as one of ours', check => 'receipt-domain', worth => 'warn', says => qr/mydestination.*outsiders.*-e mydestination=/s, plant => sub { postconf('-e', 'mydestination=receipt.example.test') }, obey => 1},
    {name => 'and as one of aliases', check => 'receipt-domain', says => qr/virtual_alias_domains/, plant => sub { postconf('-e', 'virtual_alias_domains=receipt.example.test') }, obey => 1},
    {name => 'nobody trusted', check => 'trust', says => qr/authserv-ids = mx\.example\.test/, plant => sub { edit_conf(trust => "arc-sealers = lists.example.test\n", '' => 'authserv-ids') }, back => \&conf_back, other => qr/^configuration warn/},
    {
        name => 'another name trusted than the verifier writes', check => 'trust', says => qr/writes the id mail\.example\.test, trusted is mx\.example\.test.*authserv-ids = mail/s,
        plant => sub { $rig->write_file('opendkim.conf', "AuthservID mail.example.test # ours\n") }, back => sub { $rig->write_file('opendkim.conf', "AuthservID mx.example.test\n") },
    },
    {
        name => 'the loopback trusted, where a filter hands mail back', check => 'networks', says => qr/forged From/,
        plant => sub { edit_conf(trust => "internal-networks = 127.0.0.0/8\n"); postconf('-e', 'content_filter=smtp:[127.0.0.1]:10024') }, back => sub { conf_back(); postconf('-X', 'content_filter') },
    },
    {name => 'a relay that is away', check => 'relay', says => qr/connect.*\[relay\]/is, plant => sub { edit_conf(relay => 'url = smtp://127.0.0.1:' . E2E::Rig::free_port() . "\n") }, back => \&conf_back},
    {name => 'a relay without the TLS that is wanted', check => 'relay', says => qr/starttls = yes.*try/s, plant => sub { edit_conf(relay => "starttls = yes\n") }, back => \&conf_back},
    {
        name => 'a relay that refuses the password', check => 'relay', says => qr/user ann .* password in \S+password: put the right one there/s,
        plant => sub { chmod 0600, $rig->dir('password'); my $port = $refuses //= refusing_relay(); edit_conf(relay => "url = smtp://127.0.0.1:$port\nuser = ann\npassword-file = " . $rig->dir('password') . "\n") },
        back => \&conf_back,
    },
    {name => 'no Postfix', check => 'mta', says => qr/does not run.*postfix -c \S+ start/s, plant => sub { $stage->mta->stop }},
);

sub clock_before { my ($at) = @_; my ($library, @more) = E2E::Clock->new($rig, $at)->preload; return ('env', "LD_PRELOAD=$library", @more) }
sub service_milters { my ($list) = @_; return postconf('-P', "$service=$list") }
sub service_back { return postconf('-PX', $service) }
sub actions_back {
    postconf('-PX', $_) for map {m{^(\S+/smtpd_milters) = .*default_action}} split /\n/, `/usr/sbin/postconf -c $main -P`;
    return postconf('-e', 'milter_default_action=accept');
}
my $transport;
sub transport_back { return postconf('-e', "transport_maps=$transport") }

# --- ---

sub try_fault {
    my ($fault, $before) = @_;
    ($fault->{plant} // sub { })->();
    my $said = doctor($fault);
    my @found = of_check($said, $fault->{check});
    ok scalar(grep { told($_) . "\n" =~ /\n/ && (told($_) . "\n") =~ $fault->{says} } @found), '  found, with its mend' or diag explain $said->{checks};
    is $found[0]{result}, $fault->{worth} // 'fail', '  as grave as it is' if @found;
    is $said->{status}, $fault->{status} // ($said->{result} eq 'fail' ? 69 : 75), '  the exit status tells';
    my %known = map { $_ => 1 } @$before;
    my @more = grep { !/^$fault->{check} / && !$known{$_} && !($fault->{other} && /$fault->{other}/) && !($fault->{status} && /^configuration /) } troubles($said);
    is_deeply \@more, [], '  and nothing else is';
    obey(@found) if $fault->{obey};
    ($fault->{back} // sub { })->();
    # Else the next look shows whether that mended it, where nothing else may be found.
    well_again($before) if $fault->{also} || $fault->{wait};
    ($fault->{also} // sub { })->();
    return;
}

sub well_again {
    my ($before) = @_;
    my @after;
    E2E::Rig::eventually(5, sub { @after = troubles(doctor({})); "@after" eq "@$before" });
    is_deeply \@after, $before, '  as before';
    return;
}

build();
$text = E2E::Rig::slurp($conf);
chomp($transport = `/usr/sbin/postconf -c $main -h transport_maps`);
my $begun = time;
my $healthy = doctor({mail => 1});
my @before = troubles($healthy);
is_deeply [grep {/fail/} @before], [], 'an installation that is well has no failure' or diag explain $healthy->{checks};
is_deeply [grep { !/^clock / } @before], [], 'and no warning, but of the clock of a machine that nobody sets';
is $healthy->{status}, @before ? 75 : 0, 'the exit status says so';
my %result = map { $_->{check} => $_->{result} } @{$healthy->{checks}};
is_deeply [grep { $result{$_} ne 'ok' } qw(configuration people templates user files key rotation store disk daemons milter-socket receipt-socket mta milter
    order reinjection default-action timeouts transport receipt-domain trust networks route relay work)], [], 'every check has really looked';
is scalar(grep { $_->{what} eq '' || $_->{what} =~ /\(null\)/ } @{$healthy->{checks}}), 0, 'and says what it saw';

subtest 'for people' => sub {
    my @command = grep { $_ ne '--json' } @ASK;
    my ($status, $page) = $rig->run('env', 'COLUMNS=200', @command, '--no-mail');
    is $status, $healthy->{status}, 'the same exit status';
    is_deeply [grep { length > 80 } grep { !/^ {8}\S/ } split /\n/, $page], [], 'lines of at most 80 columns, but for commands';
    is scalar(() = $page =~ /^(?:ok|skip|warn|fail) +[a-z-]+: /mg), scalar @{$healthy->{checks}}, 'a line each';
    like $page, qr/^skip route: no message was to be sent/m, 'what was not tried is no ok';
};

subtest 'somebody who may not look' => sub {
    my ($status, $page) = $rig->run('/usr/bin/setpriv', '--reuid=daemon', '--regid=daemon', '--clear-groups', @ASK, '--no-mail');
    is $status, 77, 'is told so by the exit status' or diag $page;
    my %seen = map { $_->{check} => $_->{result} } @{JSON::PP->new->utf8->decode($page)->{checks}};
    is_deeply [@seen{qw(key store work)}], [qw(skip skip skip)], 'and nothing unseen is called well';
};

subtest 'a configuration that says nothing' => sub {
    my $empty = $rig->write_file('empty.conf', "[earshot]\n");
    my ($status, $page) = $rig->run(E2E::Earshot::program('earshot'), '-c', $empty, 'doctor', '--no-mail');
    is $status, 78, 'is an error of the configuration';
    is_deeply [map {/^(\S+ [\w-]+):/ ? $1 : ()} split /\n/, $page], ['fail configuration', 'skip configuration'], 'and all that is told' or diag $page;
};

# Sendmail's side, by the two lines of its sendmail.cf that matter.
subtest 'Sendmail' => sub {
    my $filter = "Xearshot, S=unix:$sockets/milter.sock, F=%s, T=C:10s;S:30s;R:30s;E:1m\n";
    my @cases = ( # sendmail.cf, what is said of it
        ["O InputMailFilters=opendkim,earshot\nXopendkim, S=local:/run/opendkim.sock\n" . sprintf($filter, ''), 'ok', qr/asks the filter earshot/],
        ["O InputMailFilters=earshot\n" . sprintf($filter, 'R'), 'fail', qr/refuses mail.*F=T/s],
        ["O InputMailFilters=opendkim\n" . sprintf($filter, 'T'), 'fail', qr/does not name it.*INPUT_MAIL_FILTER/s],
        ["O InputMailFilters=opendkim\n", 'fail', qr/does not ask Earshot.*setup sendmail/s],
    );
    for my $case (@cases) {
        my $cf = $rig->write_file('sendmail.cf', $case->[0]);
        my (undef, $out) = $rig->run($ASK[0], '-c', $conf, 'doctor', '--json', '--no-mail', '--sendmail-cf', $cf);
        my ($said) = grep { $_->{check} eq 'mta' } @{JSON::PP->new->utf8->decode($out)->{checks}};
        is $said->{result}, $case->[1], 'judged';
        like told($said), $case->[2], 'and told';
    }
};

# Postfix takes the receipt and keeps it. A doctor waits for it in the background, while others look at other faults.
postconf('-e', 'defer_transports=lmtp');
reload_postfix();
$rig->started('waiting', $rig->fork_as('waiting', sub { exec @ASK }));
ok E2E::Rig::eventually(60, sub { scalar $postfix->queue }), 'a receipt waits in the queue';

for my $fault (@FAULTS) {
    subtest $fault->{name} => sub {
        plan(skip_all => 'only LMDB: a database has its own backups') if $fault->{lmdb} && E2E::Earshot::remote();
        plan(skip_all => "this machine does not let us: $fault->{needs}") if $fault->{needs} && system("$fault->{needs} >/dev/null 2>&1") != 0;
        try_fault($fault, \@before);
    };
}
subtest 'a receipt that does not arrive' => sub {
    ok E2E::Rig::eventually(60, sub { !$rig->alive('waiting') }), 'the doctor does not wait for ever';
    my $said = JSON::PP->new->utf8->decode($rig->log_text('waiting'));
    my ($found) = of_check($said, 'route');
    like told($found // {what => '', commands => []}), qr/did not come .*postfix -c \S+ reload.*postqueue -c \S+ -p/s, 'is found, and where to look' or diag explain $said;
};
note sprintf '%d faults in %.1f s', scalar @FAULTS, time - $begun;
done_testing;
