// Every key that a configuration may hold, once: from here come parsing, the
// defaults, "did you mean", and the test that conf/earshot.conf tells the
// truth. A new key is a row here, a field in the struct, a line in that file.
#include "config.h"

#define CONFIG(field) offsetof(Config, field)
#define TRUST(field) offsetof(Trust, field)
#define MAILBOX(field) offsetof(Mailbox, field)
#define PM(field) offsetof(Pm, field)
#define ACCOUNT(field) offsetof(Account, field)

static const ConfigRow ROWS[] = {
    {"earshot", "hostname", "host", NULL,
     "how this machine is named in what we send and in Received; the machine's own name when left out",
     CONFIG(hostname)},
    {"earshot", "socket", "socket", "unix:/var/spool/postfix/earshot/milter.sock",
     "where the MTA finds the milter; below Postfix's chroot, since its smtpd sees nothing else",
     CONFIG(socket)},
    {"earshot", "store", "store", NULL, "where conversations are kept; to tag or answer needs one",
     CONFIG(store)},
    {"earshot", "state", "path", NULL,
     "directory of what this machine alone notes beside a store that is elsewhere; an lmdb: store has its "
     "own, else /var/lib/earshot",
     CONFIG(state)},
    {"earshot", "key-file", "path", "/etc/earshot/key",
     "the master key, apart from the store so that who takes the one lacks the other; made by `earshot key "
     "init`",
     CONFIG(key_file)},
    {"earshot", "mode", "observe | tag | answer", "observe",
     "watch first: nothing in the mail changes and no customer is written to until you say so", CONFIG(mode)},
    {"earshot", "on-failure", "accept | tempfail", "accept",
     "a message that we could not hear still reaches its readers; tempfail lets it wait at the sender "
     "instead",
     CONFIG(on_failure)},
    {"earshot", "max-size", "size", "1M",
     "only this much of a message is read and judged; the rest passes by, so memory stays bounded",
     CONFIG(max_size)},
    {"earshot", "time-budget", "duration", "2s",
     "a message that takes longer passes untouched and is noted as unheard", CONFIG(time_budget)},

    {"receipt", "when", "accepted | inspected", "accepted",
     "answer only what the MTA has surely taken; inspected needs no route in the MTA, but does not see a "
     "later refusal",
     CONFIG(receipt_when)},
    {"receipt", "hold", "duration or 0", "5s",
     "how long an answer waits without a receipt: the MTA and other milters behind us are done in well under "
     "a second, "
     "and nobody notices five",
     CONFIG(hold)},
    {"receipt", "domain", "host", NULL,
     "domain whose mail the MTA hands to the courier as receipts; used for nothing else, never a mailbox's "
     "domain",
     CONFIG(receipt_domain)},
    {"receipt", "socket", "socket", NULL, "where the courier takes these receipts by LMTP",
     CONFIG(receipt_socket)},

    {"relay", "url", "relay", NULL, "the MTA that sends our mail on; to answer needs one", CONFIG(relay_url)},
    {"relay", "starttls", "no | try | yes", "try",
     "try takes any certificate; yes, like smtps, needs TLS and a valid one; a password to another machine "
     "needs yes, or smtps",
     CONFIG(relay_starttls)},
    {"relay", "user", "text", NULL, "name to log in with; left out, no login is tried", CONFIG(relay_user)},
    {"relay", "password-file", "path", NULL,
     "file with the password on its first line, which others must not be able to read",
     CONFIG(relay_password_file)},
    {"relay", "give-up", "duration", "4h", "an answer older than this helps nobody; it is buried and listed",
     CONFIG(give_up)},

    {"trust", "authserv-ids", "list", NULL,
     "whose Authentication-Results count; your verifier must strip its own id from what arrives, so there is "
     "no default",
     TRUST(authserv_ids)},
    {"trust", "arc-sealers", "host list", NULL, "forwarders whose ARC seal outweighs a DMARC failure",
     TRUST(arc_sealers)},
    {"trust", "spam-header", "NAME: VALUE", NULL,
     "field by which your spam filter marks spam, which is never answered", 0}, // fills two fields of Trust
    {"trust", "internal-networks", "network list", "127.0.0.0/8, ::1/128",
     "from here mail by a mailbox's own address or an agent is our team writing out; a help desk on this "
     "machine "
     "sends so. Leave it empty when a content filter re-injects outside mail from here",
     TRUST(internal_networks)},
    {"trust", "agents", "address list", NULL,
     "addresses of people who answer customers from their own mailbox; that stops the clocks", TRUST(agents)},

    {"limits", "per-sender", "rate", "3/h, 10/d",
     "answers to one address: a person seldom opens more conversations, a loop does",
     CONFIG(limits.per_sender)},
    {"limits", "per-domain", "rate", "60/h",
     "answers to one domain: two desks that answer each other change their addresses",
     CONFIG(limits.per_domain)},
    {"limits", "per-mailbox", "rate", "300/h", "answers of one mailbox", CONFIG(limits.per_mailbox)},
    {"limits", "global", "rate", "2000/h",
     "answers in all; keeps a flood from spoiling the relay's reputation", CONFIG(limits.global)},
    {"limits", "breaker", "yes | no", "yes",
     "stops answers to unproven and lately answered addresses when they surge, and tells the PM",
     CONFIG(breaker)},

    {"acknowledge", "postmaster", "yes | no | minimal", "no",
     "answer mail from postmaster@? Often a machine, sometimes a person", CONFIG(acknowledge.postmaster)},
    {"acknowledge", "not-addressed", "yes | no | minimal", "no",
     "answer when no address of the mailbox stands in To or Cc? Mostly lists and copies",
     CONFIG(acknowledge.not_addressed)},
    {"acknowledge", "stale", "yes | no | minimal", "no",
     "answer mail over a day old on arrival? Mostly backlogs and imports", CONFIG(acknowledge.stale)},
    {"acknowledge", "unproven", "yes | no | minimal", "no",
     "answer senders that nothing proves? Their address may be forged and its owner would get our mail",
     CONFIG(acknowledge.unproven)},
    {"acknowledge", "no-text", "yes | no | minimal", "minimal",
     "answer mail without words, such as a screenshot alone? A person sent it, so briefly",
     CONFIG(acknowledge.no_text)},
    {"acknowledge", "reply-to", "yes | no", "no",
     "answer to Reply-To when it is of the same organisation as From? Some teams write from one address and "
     "read at another",
     CONFIG(acknowledge.reply_to)},

    {"log", "addresses", "full | domain | hash", "domain",
     "how addresses show in log lines; the MTA's own log has them beside the same queue id",
     CONFIG(log_addresses)},

    {"metrics", "listen", "loopback socket", NULL,
     "where the courier answers /metrics and /healthz, for this machine alone: unix:/path or "
     "inet:port@127.0.0.1; left out, nowhere",
     CONFIG(metrics_listen)},

    {"retention", "conversations", "duration | none", "none",
     "settled conversations become nobody's so long after the last word in them: times and levels stay for "
     "reports; at least 32d",
     CONFIG(retention.conversations)},
    {"retention", "heard", "duration | none", "90d",
     "what the model saw of each message, by which another model is tried and corrections are learned",
     CONFIG(retention.heard)},
    {"retention", "alike", "duration | none", "730d",
     "what complaints are about, and groups of those that are alike", CONFIG(retention.alike)},
    {"retention", "audit", "duration | none", "1095d", "who of ours commanded what", CONFIG(retention.audit)},
    {"retention", "counts", "duration | none", "1095d",
     "counts by the hour and times of clocks that stopped: what reports are made from",
     CONFIG(retention.counts)},
    {"retention", "backups", "duration", "90d",
     "how long you keep backups; Earshot deletes none, an erasure tells until when they hold the key",
     CONFIG(retention.backups)},

    {"accounts", "columns", "text", NULL,
     "what the columns of your CRM system's export are, where their names do not tell",
     CONFIG(accounts_known.columns)},
    {"accounts", "strategic", "list", "strategic, key",
     "tiers of your own that count as strategic: an escalation of theirs is critical",
     CONFIG(accounts_known.strategic)},
    {"accounts", "tiers", "list", NULL,
     "tiers of your own, the largest customers first, to tell whether small ones wait longer; left out, by "
     "revenue",
     CONFIG(accounts_known.tiers)},
    {"accounts", "large-revenue", "count or 0", "0",
     "revenue a year from which an account is a large one, in your currency; 0 for none",
     CONFIG(accounts_known.large_revenue)},

    {"mailbox NAME", "addresses", "address list", NULL, "the addresses served; we write from the first",
     MAILBOX(addresses)},
    {"mailbox NAME", "display-name", "text", NULL, "the team's name in what we send", MAILBOX(display_name)},
    {"mailbox NAME", "fields", "all | thread | none", "all",
     "how much our header fields tell; every recipient of a message can read them", MAILBOX(fields)},
    {"mailbox NAME", "sub-address", "+ | - | off", "off",
     "put the thread into Reply-To as support+token@; finds the thread when all else is lost, but the "
     "mailbox behind "
     "must accept it",
     MAILBOX(sub_address)},
    {"mailbox NAME", "languages", "language list", "en",
     "languages to answer in, the mailbox's own first: en, de, fr, es, pt, it, nl, pl, sv",
     MAILBOX(languages)},
    {"mailbox NAME", "time-zone", "time zone", "UTC",
     "where the team works: hours are read and promises written in it", MAILBOX(time_zone)},
    {"mailbox NAME", "hours", "hours", "Mon-Fri 09:00-17:00",
     "when the team works: promised times count only these; 24x7 for always", MAILBOX(hours)},
    {"mailbox NAME", "holidays", "path", NULL, "file of days off, a line each like 2026-12-25 Christmas Day",
     MAILBOX(holidays)},
    {"mailbox NAME", "first-reply", "duration", "4h",
     "working time until a person answers: what acknowledgements promise, so choose what you keep",
     MAILBOX(first_reply[LEVEL_NONE])},
    {"mailbox NAME", "first-reply.escalation", "duration", "1h",
     "the same for escalations; never longer than first-reply", MAILBOX(first_reply[LEVEL_ESCALATION])},
    {"mailbox NAME", "first-reply.critical", "duration", "15m",
     "the same for critical messages; never longer than for escalations",
     MAILBOX(first_reply[LEVEL_CRITICAL])},
    {"mailbox NAME", "next-reply", "duration", "4h",
     "working time until each further message of the customer is answered", MAILBOX(next_reply)},
    {"mailbox NAME", "touchpoint", "duration", "1d",
     "time after which a customer who waits for a solution should hear of us again", MAILBOX(touchpoint)},
    {"mailbox NAME", "follow-up", "duration | none", "7d",
     "time after which the customer of a settled escalation is asked once whether it holds",
     MAILBOX(follow_up)},
    {"mailbox NAME", "pm", "text", NULL, "who is told of this mailbox: the NAME of a section [pm NAME]",
     MAILBOX(pm)},
    {"mailbox NAME", "forward-from", "address list", NULL,
     "other addresses that forward to this mailbox; mail to them counts as addressed to it",
     MAILBOX(forward_from)},
    {"mailbox NAME", "own-lists", "list", NULL,
     "List-Id values of lists that feed this mailbox; mail of any other list is never answered",
     MAILBOX(own_lists)},
    {"mailbox NAME", "templates", "directory", NULL,
     "directory of own texts; what it lacks is taken from those built in", MAILBOX(templates)},
    {"mailbox NAME", "acknowledge", "yes | no", "yes",
     "no: nobody who writes to this mailbox is answered; tags, clocks and alerts go on",
     MAILBOX(acknowledge)},

    {"pm NAME", "address", "address", NULL, "where alerts and digests go", PM(address)},
    {"pm NAME", "digest", "DAYS HH:MM | off", "daily 08:00",
     "when the view of all that is open comes: daily, or on some days, as Mon-Fri 08:00", PM(digest_days)},
    {"pm NAME", "alert", "none | concern | escalation | critical", "critical",
     "the level from which a message is told at once; lower ones wait for the digest", PM(alert)},
    {"pm NAME", "alert-budget", "count", "5",
     "alerts a day at most; the rest come as one list, since who is alerted too often stops reading",
     PM(alert_budget)},
    {"pm NAME", "quiet-hours", "HH:MM-HH:MM | off", "off",
     "when nobody is to be woken: alerts wait until these are over", PM(quiet_from)},
    {"pm NAME", "quiet-alert", "none | concern | escalation | critical", "critical",
     "the level from which a message is told at once in quiet hours too", PM(quiet_alert)},
    {"pm NAME", "time-zone", "time zone", NULL,
     "the zone of these times; left out, that of the first mailbox of theirs", PM(time_zone)},
    {"pm NAME", "languages", "language list", "en", "languages the PM reads, first choice first: en, de",
     PM(languages)},

    {"account NAME", "addresses", "address list", NULL,
     "addresses of the account's people; one of these outweighs the domain of another account",
     ACCOUNT(addresses)},
    {"account NAME", "domains", "host list", NULL,
     "all addresses of these domains and of those below them; never a mail provider's", ACCOUNT(domains)},
    {"account NAME", "language", "language", NULL,
     "the language it is answered in; left out, the one that the customer writes", ACCOUNT(language)},
    {"account NAME", "tier", "text", NULL, "the tier it counts to in reports, in the words of the house",
     ACCOUNT(tier)},
    {"account NAME", "key-account", "yes | no", "no",
     "yes: it is strategic; while an escalation of theirs is open somebody writes to them each business day",
     ACCOUNT(key)},
    {"account NAME", "acknowledge", "yes | no", "yes",
     "no: nobody of the account is answered; tags, clocks and alerts go on", ACCOUNT(acknowledge)},
    {"account NAME", "answer-despite", "row list", NULL,
     "marks of machines that do not count here: some systems put them on what people write",
     ACCOUNT(despite)},

    {NULL, NULL, NULL, NULL, NULL, 0},
};

const ConfigRow *config_rows(void) {
    return ROWS;
}
