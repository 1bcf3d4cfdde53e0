divert(-1)
dnl
dnl Earshot in Sendmail: the filter, and the route of its receipts. Copy this file to the directory feature/ beside
dnl Sendmail's own (/usr/share/sendmail/cf/feature on Debian), and write before MAILER(`smtp'), behind the filters that
dnl verify DKIM, SPF and DMARC:
dnl
dnl	FEATURE(`earshot', `S=unix:/run/earshot/milter.sock', `receipt.example.com', `unix:/run/earshot/receipt.sock')
dnl
dnl 1. the filter's equates as in INPUT_MAIL_FILTER; what they leave out is F= (mail passes while Earshot is away) and
dnl    T= (it never waits for long). Left out itself, the socket is unix:/run/earshot/milter.sock.
dnl 2. the domain of receipts, [receipt] domain of earshot.conf; left out, there is no route (when = inspected)
dnl 3. where the courier takes them, [receipt] socket: unix:/path or inet:port@host; left out, it is
dnl    unix:/run/earshot/receipt.sock
dnl
dnl `earshot setup sendmail --print' writes that line from earshot.conf.

define(`_EARSHOT_EQUATES_', ifelse(defn(`_ARG_'), `', ``S=unix:/run/earshot/milter.sock'', `defn(`_ARG_')'))
ifelse(index(defn(`_EARSHOT_EQUATES_'), `S='), `-1',
	`errprint(`*** ERROR: FEATURE(earshot): the first argument names no socket, S=unix:/path
')')
ifelse(index(defn(`_EARSHOT_EQUATES_'), `F='), `-1',
	`define(`_EARSHOT_EQUATES_', defn(`_EARSHOT_EQUATES_')`, F=')')
ifelse(index(defn(`_EARSHOT_EQUATES_'), `T='), `-1',
	`define(`_EARSHOT_EQUATES_', defn(`_EARSHOT_EQUATES_')`, T=C:10s;S:30s;R:30s;E:1m')')
INPUT_MAIL_FILTER(`earshot', defn(`_EARSHOT_EQUATES_'))

define(`_EARSHOT_DOMAIN_', `_ARG2_')
define(`_EARSHOT_RECEIPT_', ifelse(len(X`'_ARG3_), `1', `unix:/run/earshot/receipt.sock', `_ARG3_'))
dnl unix:/path is FILE /path, inet:port@host is TCP [host] port
define(`_EARSHOT_AT_', index(_EARSHOT_RECEIPT_, `@'))
define(`_EARSHOT_TO_', ifelse(substr(_EARSHOT_RECEIPT_, 0, 5), `unix:', `FILE substr(_EARSHOT_RECEIPT_, 5)',
	`TCP [substr(_EARSHOT_RECEIPT_, incr(_EARSHOT_AT_))] substr(_EARSHOT_RECEIPT_, 5, decr(decr(decr(decr(decr(_EARSHOT_AT_))))))'))
ifelse(len(X`'_ARG2_), `1', `', `
divert(3)
# receipts of Earshot go to its courier
R$+ < @ _EARSHOT_DOMAIN_ . >		$`'#earshot $`'@ localhost $: $1 < @ _EARSHOT_DOMAIN_ . >
R$+ < @ _EARSHOT_DOMAIN_ >		$`'#earshot $`'@ localhost $: $1 < @ _EARSHOT_DOMAIN_ . >
divert(7)
#####################################################
###   Earshot: LMTP to the courier for receipts   ###
#####################################################
Mearshot,	P=[IPC], F=mDFMuXzk, S=EnvFromSMTP/HdrFromSMTP, R=EnvToSMTP, E=\r\n, L=990,
		T=DNS/RFC822/SMTP,
		A=_EARSHOT_TO_
divert(-1)')
divert(0)
VERSIONID(`Earshot')
divert(-1)
