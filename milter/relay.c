// libcurl keeps connection, TLS and login; what a reply means for the mail is
// decided here, from the step at which it came: a 5xx before MAIL is the
// relay's trouble, not the mail's. Steps are read from what libcurl reports of
// the commands it sends, since its result codes do not tell them apart.
//
// `starttls = try` is opportunistic as Postfix's security level `may`: TLS when
// it is offered, whoever signed the certificate. A relay beside us shows a
// self-signed one as a rule (Debian's Postfix does), and to refuse that would
// bury every answer while no TLS at all would pass. Who wants the relay's name
// proven writes `yes` or smtps://, and there the certificate is verified.
#include "relay.h"

#include <curl/curl.h>
#include <string.h>

#include "address.h"
#include "fault.h"

// The relay is ours and near; what takes longer is tried again later. A mail has WHOLE_TIME in all, however
// many connections it takes: to stop means to finish the one in hand.
enum { CONNECT_TIME = 10, REPLY_TIME = 30, WHOLE_TIME = 60 }; // seconds

typedef struct Attempt { // what is seen of one mail going out
    const RelayMail *what;
    const uint8_t *rest;
    size_t left;
    bool mail; // MAIL was sent: from here on replies are to this mail
    bool body; // the body was begun
    bool cut;  // and broken off, since it may not be sent any more
    bool over; // QUIT was sent: libcurl leaves so after a refusal, and what is answered to that says nothing
    char reply[sizeof((RelayResult *)NULL)->reply]; // the last reply since MAIL, or of all before it
} Attempt;

struct Relay {
    CURL *curl;
    char *url;
    char *user;
    char *password;
    Attempt attempt;
    char trouble[CURL_ERROR_SIZE];
};

const char *relay_fate_name(RelayFate fate) {
    static const char *const names[] = {"sent", "deferred", "buried"};
    return names[fate];
}

// --- what libcurl calls ---

static size_t on_read(char *buffer, size_t size, size_t count, void *data) {
    Attempt *attempt = data;
    attempt->cut = attempt->what->may != NULL && !attempt->what->may(attempt->what->data);
    if (attempt->cut)
        return CURL_READFUNC_ABORT; // no final dot follows
    const size_t taken = MIN(size * count, attempt->left);
    attempt->body = true;
    if (taken > 0)
        memcpy(buffer, attempt->rest, taken);
    attempt->rest += taken;
    attempt->left -= taken;
    return taken;
}

// One line of a reply. Only the last of several is of interest.
static size_t on_reply(char *line, size_t size, size_t count, void *data) {
    Attempt *attempt = data;
    if (attempt->over)
        return size * count;
    const size_t length = MIN(size * count, sizeof attempt->reply - 1);
    memcpy(attempt->reply, line, length);
    attempt->reply[length] = '\0';
    g_strchomp(attempt->reply);
    for (char *at = attempt->reply; *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            *at = '?';
    return size * count;
}

static bool is_command(const char *text, size_t size, const char *name) {
    return size > strlen(name) && g_ascii_strncasecmp(text, name, strlen(name)) == 0;
}

static int on_trace(CURL *curl, curl_infotype type, char *text, size_t size, void *data) {
    (void)curl;
    Attempt *attempt = data;
    if (type == CURLINFO_HEADER_OUT && is_command(text, size, "MAIL")) {
        attempt->mail = true;
        attempt->reply[0] = '\0';
    } else if (type == CURLINFO_HEADER_OUT && is_command(text, size, "QUIT")) {
        attempt->over = true;
    }
    return 0;
}

// --- setting up ---

static bool read_password(Relay *relay, const Config *config, GError **error) {
    if (config->relay_password_file == NULL)
        return true;
    g_autoptr(GError) cause = NULL;
    if (!g_file_get_contents(config->relay_password_file, &relay->password, NULL, &cause))
        return fault_set(error, FATE_CONFIG, "%s", cause->message);
    relay->password[strcspn(relay->password, "\r\n")] = '\0';
    return true;
}

static long tls_of(const char *starttls) {
    if (g_strcmp0(starttls, "yes") == 0)
        return CURLUSESSL_ALL;
    return g_strcmp0(starttls, "no") == 0 ? CURLUSESSL_NONE : CURLUSESSL_TRY;
}

static void set_tls(Relay *relay, const Config *config) {
    const long tls = tls_of(config->relay_starttls);
    const bool proven = tls == CURLUSESSL_ALL || g_ascii_strncasecmp(relay->url, "smtps:", 6) == 0;
    curl_easy_setopt(relay->curl, CURLOPT_USE_SSL, tls);
    curl_easy_setopt(relay->curl, CURLOPT_SSL_VERIFYPEER, proven ? 1L : 0L);
    curl_easy_setopt(relay->curl, CURLOPT_SSL_VERIFYHOST, proven ? 2L : 0L);
}

static void set_options(Relay *relay, const Config *config) {
    CURL *curl = relay->curl;
    set_tls(relay, config);
    curl_easy_setopt(curl, CURLOPT_URL, relay->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, ""); // whatever the environment says
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    if (relay->user != NULL) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, relay->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, relay->password != NULL ? relay->password : "");
    }
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIME);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)REPLY_TIME);
    curl_easy_setopt(curl, CURLOPT_MAXCONNECTS, 1L);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, on_read);
    curl_easy_setopt(curl, CURLOPT_READDATA, &relay->attempt);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_reply);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &relay->attempt);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, on_trace);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &relay->attempt);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L); // goes to on_trace alone
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, relay->trouble);
}

Relay *relay_new(const Config *config, GError **error) {
    g_autoptr(Relay) relay = g_new0(Relay, 1);
    if (!read_password(relay, config, error))
        return NULL;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || (relay->curl = curl_easy_init()) == NULL) {
        fault_set(error, FATE_TEMPORARY, "libcurl does not start");
        return NULL;
    }
    // What stands behind the host is the name libcurl greets with.
    const size_t length = strlen(config->relay_url);
    const bool slash = length > 0 && config->relay_url[length - 1] == '/';
    relay->url = g_strconcat(config->relay_url, slash ? "" : "/", config->hostname, NULL);
    relay->user = g_strdup(config->relay_user);
    set_options(relay, config);
    return g_steal_pointer(&relay);
}

void relay_free(Relay *relay) {
    if (relay == NULL)
        return;
    if (relay->curl != NULL) {
        curl_easy_cleanup(relay->curl); // says QUIT
        curl_global_cleanup();
    }
    g_free(relay->url);
    g_free(relay->user);
    g_free(relay->password);
    g_free(relay);
}

// --- sending ---

static int reply_code(const Attempt *attempt) {
    int code = 0;
    for (const char *at = attempt->reply; at < attempt->reply + 3 && g_ascii_isdigit(*at); at++)
        code = code * 10 + g_ascii_digit_value(*at);
    return code;
}

static CURLcode attempt_once(Relay *relay, const RelayMail *mail, int64_t until) {
    const int64_t left = (until - g_get_monotonic_time()) / 1000;
    gsize size;
    const void *bytes = g_bytes_get_data(mail->bytes, &size);
    relay->attempt = (Attempt){.what = mail, .rest = bytes, .left = size};
    relay->trouble[0] = '\0';
    struct curl_slist *recipients = curl_slist_append(NULL, mail->recipient);
    curl_easy_setopt(relay->curl, CURLOPT_MAIL_FROM, mail->sender); // "" goes out as <>
    curl_easy_setopt(relay->curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(relay->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)size);
    curl_easy_setopt(relay->curl, CURLOPT_TIMEOUT_MS, (long)MAX(left, 1)); // 0 were none
    const CURLcode code = curl_easy_perform(relay->curl);
    curl_easy_setopt(relay->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(recipients);
    return code;
}

// A kept connection that the relay had closed meanwhile says nothing about this mail.
static bool was_stale(const Relay *relay, CURLcode code) {
    long made = 0;
    curl_easy_getinfo(relay->curl, CURLINFO_NUM_CONNECTS, &made);
    const int reply = reply_code(&relay->attempt);
    return code != CURLE_OK && made == 0 && !relay->attempt.body && (reply == 0 || reply == 421);
}

static RelayFate fate_of(const Attempt *attempt, int reply) {
    // 530, 535 and 538 ask for TLS or a login: ours to mend, and the mail can wait.
    const bool login = reply == 530 || reply == 535 || reply == 538;
    return attempt->mail && reply >= 500 && reply <= 599 && !login ? RELAY_BURY : RELAY_DEFER;
}

static RelayResult result_of(const Relay *relay, CURLcode code) {
    const Attempt *attempt = &relay->attempt;
    const int reply = reply_code(attempt);
    RelayResult result = {.fate = code == CURLE_OK ? RELAY_SENT : fate_of(attempt, reply)};
    // A reply of success before a failure is not the last word.
    const bool telling = code == CURLE_OK || reply >= 400;
    result.down = code == CURLE_OPERATION_TIMEDOUT ||
                  (code != CURLE_OK && (!attempt->mail || reply == 0 || reply == 421));
    if (attempt->cut)
        g_strlcpy(result.reply, "broken off before its end: it took too long", sizeof result.reply);
    else if (telling && attempt->reply[0] != '\0')
        g_strlcpy(result.reply, attempt->reply, sizeof result.reply);
    else
        g_snprintf(result.reply, sizeof result.reply, "%s%s",
                   relay->trouble[0] != '\0' ? relay->trouble : curl_easy_strerror(code),
                   attempt->body ? " (after the body was begun)" : "");
    return result;
}

RelayResult relay_send(Relay *relay, const RelayMail *mail) {
    // libcurl writes an address into a command as it is.
    if ((*mail->sender != '\0' && !address_is_sendable(mail->sender)) ||
        !address_is_sendable(mail->recipient))
        return (RelayResult){.fate = RELAY_BURY, .reply = "an address that cannot stand in a command"};
    const int64_t until = g_get_monotonic_time() + WHOLE_TIME * G_TIME_SPAN_SECOND;
    CURLcode code = attempt_once(relay, mail, until);
    if (was_stale(relay, code))
        code = attempt_once(relay, mail, until);
    return result_of(relay, code);
}

// --- trying it out ---

RelayResult relay_probe(Relay *relay) {
    CURL *curl = relay->curl;
    relay->attempt = (Attempt){.rest = NULL};
    relay->trouble[0] = '\0';
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 0L);
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "NOOP"); // in place of MAIL
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)REPLY_TIME);
    return result_of(relay, curl_easy_perform(curl));
}
