# For a product manager's own mailbox: alerts on top, digests and lists where they
# are found again. Put the hostname of [earshot] in place of mx.example.com, and the
# first address of your mailbox in place of support@example.com.
require ["fileinto", "mailbox", "imap4flags", "enotify", "variables"];

# Anybody may write these fields into a mail. Nothing is lost when somebody does: it
# is filed here, and a command in an answer counts only with a token that Earshot made.
if not allof (address :is "from" "support@example.com",
              header :is "auto-submitted" "auto-generated") {
    keep;
    stop;
}

if header :contains "list-id" "<alerts.mx.example.com>" {
    addflag "\\Flagged";
    # A word to a telephone, without anything of the message. Where mail to SMS is
    # not wanted take these lines out; Earshot has quiet-hours, this has none.
    if header :matches "subject" "Critical: *" {
        notify :importance "1" :message "Earshot: something is critical" "mailto:on-call@example.com";
    }
    fileinto :create "Earshot";
    stop;
}
if header :contains "list-id" "<digest.mx.example.com>" {
    fileinto :create "Earshot/Digests";
    stop;
}
keep;
