# For the mailbox that Earshot serves: what cannot wait is seen first, what machines
# wrote lies apart. Put the addresses of your [mailbox] sections in place of
# support@example.com; mode must be tag or answer, and `fields` all.
require ["envelope", "fileinto", "mailbox", "copy", "imap4flags", "relational",
         "comparator-i;ascii-numeric"];

# Earshot takes fields with its names off mail for an address that it serves before
# it adds its own; mail for any other address keeps what its sender wrote. So they
# count only where the envelope names a served address, and once.
if not allof (envelope :matches "to" ["support@example.com", "support+*@example.com"],
              header :count "eq" :comparator "i;ascii-numeric" "Earshot-Level" "1",
              header :is "Earshot-Level" ["none", "concern", "escalation", "critical"]) {
    keep;
    stop;
}

# What needs somebody now: it stays in the inbox, flagged, and lies where those look
# who are on duty. Keywords are shown as labels or tags by most mail programs.
if header :is "Earshot-Level" "critical" {
    addflag ["\\Flagged", "critical"];
    fileinto :copy :create "Escalations";
    keep;
    stop;
}
if header :is "Earshot-Level" "escalation" {
    addflag ["\\Flagged", "escalation"];
    fileinto :create "Escalations";
    stop;
}

# Away notes, bounces, mail of lists: read when there is time. Who was not answered
# for another reason (no proof of the sender, a limit) is a customer and stays.
if header :is "Earshot-Acknowledge"
          ["no; reason=auto-submitted", "no; reason=away-subject", "no; reason=auto-header",
           "no; reason=precedence", "no; reason=list", "no; reason=null-sender",
           "no; reason=system-sender", "no; reason=delivery-status",
           "no; reason=disposition", "no; reason=feedback-report",
           "no; reason=tls-report", "no; reason=calendar", "no; reason=spam"] {
    fileinto :create "Automatic";
    stop;
}

# The rest by what they ask for, where another team answers it.
if header :is "Earshot-Request" ["billing", "contract"] {
    fileinto :create "Billing";
    stop;
}
if header :is "Earshot-Level" "concern" {
    addflag "concern";
}
keep;
