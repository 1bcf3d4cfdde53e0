dnl Before MAILER(`smtp'):
INPUT_MAIL_FILTER(`earshot', `S=unix:/run/earshot/milter.sock, F=, T=C:10s;S:30s;R:30s;E:1m')dnl

dnl Behind MAILER(`smtp'), with tabs between the two sides of a rule:
LOCAL_RULE_0
R$+ < @ receipt.example.com . >		$#earshot $@ localhost $: $1 < @ receipt.example.com . >
R$+ < @ receipt.example.com >		$#earshot $@ localhost $: $1 < @ receipt.example.com . >
MAILER_DEFINITIONS
Mearshot, P=[IPC], F=mDFMuXzk, S=EnvFromSMTP/HdrFromSMTP, R=EnvToSMTP, E=\r\n, L=990, T=DNS/RFC822/SMTP, A=FILE /run/earshot/receipt.sock
