package Bench::Peers;

# The milters that an admin has beside us, as Debian ships them: unpacked below build/ and never installed (tests/support/install opendkim
# rspamd), with a configuration and a socket of the bench's own. OpenDKIM verifies with keys from a file; Rspamd scans in the milter's own
# processes, without any module that would ask the network, a redis or another server.

use strict;
use warnings;
use Bench::Files;
use File::Path qw(make_path);

sub opendkim_program { return top() . '/build/opendkim/root/usr/sbin/opendkim' }
sub rspamd_root { return top() . '/build/rspamd/root' }

sub lacking {
    return grep { defined } -x opendkim_program() ? undef : 'OpenDKIM', -x rspamd_root() . '/usr/bin/rspamd' ? undef : 'Rspamd';
}

# The command line of a verifier at a socket ("unix:/path"), with the public keys of Bench::Dkim.
sub opendkim {
    my ($dir, $socket, $keys) = @_;
    write_file("$dir/nobody", "192.0.2.1\n");
    write_file("$dir/opendkim.conf", <<"END");
Syslog no
Background no
RequireSafeKeys no
Mode v
Socket $socket
UMask 000
AuthservID verifier.example.test
AlwaysAddARHeader yes
TestPublicKeys $keys
InternalHosts file:$dir/nobody
END
    return (opendkim_program(), '-f', '-x', "$dir/opendkim.conf");
}

# Modules that ask the DNS, a web server, a redis or a service of their own.
my @network = qw(antivirus arc asn aws_s3 bimi clickhouse dcc dkim dkim_signing dmarc elastic emails external_relay external_services
    fuzzy_check greylist hfilter history_redis http_headers metadata_exporter metric_exporter mx_check neural p0f phishing ratelimit rbl
    replies reputation rspamd_update spf surbl url_redirector whitelist);

# The same for Rspamd; the directory must be one that its user can reach. Every message gets its result as a field, which shows that it was
# scanned; no score is acted upon. The DNS server it is told of does not exist.
sub rspamd {
    my ($dir, $socket, $processes) = @_;
    my ($root, $path) = (rspamd_root(), $socket =~ s/^unix://r);
    make_path(map {"$dir/$_"} qw(db run conf/local.d));
    write_file("$dir/conf/local.d/$_.conf", "enabled = false;\n") for @network;
    write_file("$dir/conf/local.d/milter_headers.conf", "use = [\"x-spamd-result\"];\nskip_local = false;\nskip_authenticated = false;\n");
    write_file("$dir/rspamd.conf", <<"END");
lua = "\$RULESDIR/rspamd.lua";
.include "\$CONFDIR/metrics.conf"
.include "\$CONFDIR/actions.conf"
.include "\$CONFDIR/groups.conf"
.include "\$CONFDIR/composites.conf"
.include "\$CONFDIR/modules.conf"
.include "\$CONFDIR/settings.conf"
actions { reject = 10000; add_header = 10001; greylist = 10002; }
modules { path = "\${PLUGINSDIR}"; }
options {
    pidfile = "$dir/run/rspamd.pid";
    .include "\$CONFDIR/options.inc"
    filters = "chartable,regexp";
    control_socket = "$dir/run/control.sock mode=0600";
    tempdir = "$dir/run";
    rrd = null;
    dns { nameserver = ["127.0.0.1:9"]; }
}
lang_detection { languages = "$root/usr/share/rspamd/languages"; }
logging { type = "console"; level = "notice"; }
worker "rspamd_proxy" {
    bind_socket = "$path mode=0666";
    milter = yes;
    timeout = 120s;
    count = $processes;
    upstream "local" { default = yes; self_scan = yes; }
}
END
    my %at = (CONFDIR => "$root/etc/rspamd", LOCAL_CONFDIR => "$dir/conf", DBDIR => "$dir/db", RUNDIR => "$dir/run", LOGDIR => "$dir/run",
        SHAREDIR => "$root/usr/share/rspamd", RULESDIR => "$root/usr/share/rspamd/rules", LUALIBDIR => "$root/usr/share/rspamd/lualib",
        PLUGINSDIR => "$root/usr/share/rspamd/plugins", WWWDIR => "$root/usr/share/rspamd/www");
    system('chown', '-R', 'nobody:nogroup', $dir) if $> == 0;
    return ('env', "LD_LIBRARY_PATH=$root/usr/lib/rspamd", "$root/usr/bin/rspamd", '-f', $> == 0 ? qw(-u nobody -g nogroup) : (),
        '-c', "$dir/rspamd.conf", map {"--var=$_=$at{$_}"} sort keys %at);
}

# Rspamd compiles its expressions after it has begun to serve, into files of its own; until then it is slower. Returns when no new
# one has come for some seconds.
sub rspamd_settle {
    my ($dir) = @_;
    my ($files, $quiet) = (-1, 0);
    for (1 .. 60) {
        my $now = () = glob "$dir/db/*.hs*";
        $quiet = $now == $files && $now > 0 ? $quiet + 1 : 0;
        return if $quiet == 4;
        $files = $now;
        sleep 1;
    }
    return;
}

1;
