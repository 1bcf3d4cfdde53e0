/* The filter that does nothing: it is sent every step and continues at each. What a message costs here is the
 * price of the protocol itself, and so the floor under every other number of the bench. With --no-replies it
 * asks the MTA not to wait for answers, as a filter of good manners does; then it may return nothing but
 * SMFIS_NOREPLY. Usage: null_filter [--no-replies] SOCKET */
#include <libmilter/mfapi.h>
#include <libmilter/mfdef.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const unsigned long all_silent = SMFIP_NR_CONN | SMFIP_NR_HELO | SMFIP_NR_MAIL | SMFIP_NR_RCPT |
                                        SMFIP_NR_DATA | SMFIP_NR_UNKN | SMFIP_NR_HDR | SMFIP_NR_EOH |
                                        SMFIP_NR_BODY;

/* The session's answer to every step but the last lies in its private pointer: one of these two. */
static const sfsistat answer_continue = SMFIS_CONTINUE, answer_nothing = SMFIS_NOREPLY;

static sfsistat answer(SMFICTX *ctx) {
    const sfsistat *chosen = smfi_getpriv(ctx);
    return chosen != NULL ? *chosen : SMFIS_CONTINUE;
}

static sfsistat negotiate_replies(SMFICTX *ctx, unsigned long actions, unsigned long offered,
                                  unsigned long f2, unsigned long f3, unsigned long *want_actions,
                                  unsigned long *want, unsigned long *want2, unsigned long *want3) {
    (void)actions, (void)offered, (void)f2, (void)f3;
    *want_actions = *want = *want2 = *want3 = 0;
    (void)smfi_setpriv(ctx, (void *)&answer_continue);
    return SMFIS_CONTINUE;
}

static sfsistat negotiate_silence(SMFICTX *ctx, unsigned long actions, unsigned long offered,
                                  unsigned long f2, unsigned long f3, unsigned long *want_actions,
                                  unsigned long *want, unsigned long *want2, unsigned long *want3) {
    (void)actions, (void)f2, (void)f3;
    *want_actions = *want2 = *want3 = 0;
    *want = offered & all_silent;
    bool granted = *want == all_silent;
    (void)smfi_setpriv(ctx, (void *)(granted ? &answer_nothing : &answer_continue));
    return granted ? SMFIS_CONTINUE : SMFIS_REJECT; /* half silent would measure something in between */
}

static sfsistat on_connect(SMFICTX *ctx, char *name, _SOCK_ADDR *address) {
    (void)name, (void)address;
    return answer(ctx);
}

static sfsistat on_text(SMFICTX *ctx, char *text) {
    (void)text;
    return answer(ctx);
}

static sfsistat on_arguments(SMFICTX *ctx, char **arguments) {
    (void)arguments;
    return answer(ctx);
}

static sfsistat on_header(SMFICTX *ctx, char *name, char *value) {
    (void)name, (void)value;
    return answer(ctx);
}

static sfsistat on_body(SMFICTX *ctx, unsigned char *chunk, size_t length) {
    (void)chunk, (void)length;
    return answer(ctx);
}

static sfsistat on_eom(SMFICTX *ctx) {
    (void)ctx;
    return SMFIS_CONTINUE;
}

static sfsistat on_close(SMFICTX *ctx) {
    (void)smfi_setpriv(ctx, NULL);
    return SMFIS_CONTINUE;
}

static bool serve(char *socket, bool silent) {
    struct smfiDesc filter = {
        .xxfi_name = (char[]){"null"},
        .xxfi_version = SMFI_VERSION,
        .xxfi_connect = on_connect,
        .xxfi_helo = on_text,
        .xxfi_envfrom = on_arguments,
        .xxfi_envrcpt = on_arguments,
        .xxfi_data = answer,
        .xxfi_header = on_header,
        .xxfi_eoh = answer,
        .xxfi_body = on_body,
        .xxfi_eom = on_eom,
        .xxfi_close = on_close,
        .xxfi_negotiate = silent ? negotiate_silence : negotiate_replies,
    };
    return smfi_setconn(socket) == MI_SUCCESS && smfi_register(filter) == MI_SUCCESS &&
           smfi_main() == MI_SUCCESS;
}

int main(int argc, char **argv) {
    bool silent = argc == 3 && strcmp(argv[1], "--no-replies") == 0;
    if (argc != (silent ? 3 : 2) || argv[argc - 1][0] == '-') {
        fprintf(stderr, "usage: null_filter [--no-replies] SOCKET\n");
        return EX_USAGE;
    }
    if (!serve(argv[argc - 1], silent)) {
        fprintf(stderr, "null_filter: cannot serve %s\n", argv[argc - 1]);
        return EX_UNAVAILABLE;
    }
    return EX_OK;
}
