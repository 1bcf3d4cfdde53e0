#include "ctl_settled.h"

#include <stdio.h>

static const char *plural(unsigned count) {
    return count == 1 ? "" : "s";
}

void settled_tell(const BackupSettled *settled, bool resend) {
    if (settled->mails > 0 && resend)
        printf("%u mail%s to customers will be sent, though it may be for the second time\n", settled->mails,
               plural(settled->mails));
    else if (settled->mails > 0)
        printf("%u mail%s to customers waited then and may have been sent since: not sent\n"
               "  by itself. 'earshot outbox list' shows, 'earshot outbox retry ID' sends one\n",
               settled->mails, plural(settled->mails));
    if (settled->held > 0)
        printf("%u mail%s to customers still wait%s for the MTA's word, which may have come since\n",
               settled->held, plural(settled->held), settled->held == 1 ? "s" : "");
    if (settled->campaigns > 0 && !resend)
        printf("%u campaign%s stopped: 'earshot problem fixed' begins one again\n", settled->campaigns,
               plural(settled->campaigns));
    if (settled->questions > 0 && !resend)
        printf("%u question%s whether it holds will not be asked: they were due since\n", settled->questions,
               plural(settled->questions));
}
