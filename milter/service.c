// The status and the doctor say what to type, and a line that does not work where
// it is read is worse than none.
#include "service.h"

char *service_command(const char *verb, const char *daemon) {
    g_autofree char *script = g_strconcat("/etc/init.d/earshot-", daemon, NULL);
    if (g_file_test("/run/systemd/system", G_FILE_TEST_IS_DIR))
        return g_strdup_printf("systemctl %s earshot-%s", verb, daemon);
    if (g_file_test(script, G_FILE_TEST_EXISTS))
        return g_strdup_printf("service earshot-%s %s", daemon, verb);
    return NULL;
}
