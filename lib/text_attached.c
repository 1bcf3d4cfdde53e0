// A picture of the screen tells more than words, and a logo tells nothing: both come as images. Name, place,
// octets and pixels decide; what cannot be told is taken for something that they wanted to show.
#include "text_attached.h"

#include <string.h>

#define SCREENSHOT_MIN ((size_t)10 * 1024)
enum { SCREEN_WIDTH = 200, SCREEN_HEIGHT = 120 }; // pixels; logos are lower, even those of 30 KB

static bool is_type(const Part *part, const char *prefix) {
    return g_str_has_prefix(part->type, prefix);
}

static bool is_attachment(const Part *part) {
    return part->disposition != NULL && strcmp(part->disposition, "attachment") == 0;
}

// "site_icon.png", "SiteIcon.png"; not "silicon.png".
static bool begins_word(const char *name, const char *at) {
    return at == name || !g_ascii_isalpha(at[-1]) || (g_ascii_isupper(*at) && g_ascii_islower(at[-1]));
}

static bool has_word(const char *name, const char *const *words) {
    for (; name != NULL && *words != NULL; words++)
        for (const char *at = strcasestr(name, *words); at != NULL; at = strcasestr(at + 1, *words))
            if (begins_word(name, at))
                return true;
    return false;
}

// "logo.png", "Firmenlogo.png"; "logon.png" and "dialogo.png" show what went wrong.
static bool names_logo(const char *name) {
    for (const char *at = strcasestr(name, "logo"); at != NULL; at = strcasestr(at + 1, "logo"))
        if (!g_ascii_islower(at[4]) && (begins_word(name, at) || strchr("aeoAEO", at[-1]) == NULL))
            return true;
    return false;
}

// What adorns a signature, by its name.
static bool is_ornament(const char *name) {
    static const char *const words[] = {"signatur", "banner",   "icon",     "footer",    "spacer",
                                        "badge",    "facebook", "linkedin", "instagram", "youtube",
                                        "xing",     "avatar",   NULL};
    return name != NULL && (has_word(name, words) || names_logo(name));
}

static bool is_named_picture(const char *name) {
    static const char *const words[] = {"screen",   "bildschirm", "capture", "captura", "schermata",
                                        "skaerm",   "skärm",      "zrzut",   "photo",   "foto",
                                        "snapshot", "img_",       "snip",    NULL};
    return has_word(name, words);
}

// "image001.png": a mail program's name for whatever stands in the text, a logo most often.
static bool is_numbered(const char *name) {
    return g_ascii_strncasecmp(name, "image", 5) == 0 && g_ascii_isdigit(name[5]);
}

static guint32 read_number(const guchar *bytes, bool big) {
    const guint32 a = bytes[0], b = bytes[1];
    return big ? a << 24 | b << 16 | (guint32)bytes[2] << 8 | bytes[3] : b << 8 | a;
}

// False for a PNG or GIF too low or too narrow to show a screen; others cannot be told.
static bool may_show_screen(GBytes *content) {
    gsize size;
    const guchar *bytes = g_bytes_get_data(content, &size);
    guint32 width = SCREEN_WIDTH, height = SCREEN_HEIGHT;
    if (size >= 24 && memcmp(bytes, "\x89PNG\r\n", 6) == 0) {
        width = read_number(bytes + 16, true);
        height = read_number(bytes + 20, true);
    } else if (size >= 10 && memcmp(bytes, "GIF8", 4) == 0) {
        width = read_number(bytes + 6, false);
        height = read_number(bytes + 8, false);
    }
    return width >= SCREEN_WIDTH && height >= SCREEN_HEIGHT;
}

static bool has_ending(const char *name, const char *const *endings) {
    const char *dot = name != NULL ? strrchr(name, '.') : NULL;
    for (; dot != NULL && *endings != NULL; endings++)
        if (g_ascii_strcasecmp(dot + 1, *endings) == 0)
            return true;
    return false;
}

// A file whose type says nothing: its name tells.
static bool is_file(const Part *part) {
    return is_type(part, "application/") || is_type(part, "binary/");
}

static bool is_image(const Part *part) {
    static const char *const endings[] = {"png", "jpg",  "jpeg", "gif",  "webp", "bmp",
                                          "tif", "tiff", "heic", "jfif", NULL};
    return is_type(part, "image/") || (is_file(part) && has_ending(part->filename, endings));
}

static bool is_video(const Part *part) {
    static const char *const endings[] = {"mp4", "mov", "webm", "avi", "mkv", "m4v", "wmv", NULL};
    return is_type(part, "video/") || (is_file(part) && has_ending(part->filename, endings));
}

// A document into which they put a picture of the screen, by its name: "screening.pdf" is none.
static bool is_screen_document(const Part *part) {
    static const char *const endings[] = {"pdf", "doc", "docx", "odt", "rtf", "pptx", "zip", NULL};
    static const char *const words[] = {"screenshot",
                                        "screen shot",
                                        "screen-shot",
                                        "screen_shot",
                                        "screencap",
                                        "screengrab",
                                        "printscreen",
                                        "bildschirmfoto",
                                        "bildschirmaufnahme",
                                        "bildschirmausdruck",
                                        "bildschirmdruck",
                                        "capture d'",
                                        "capture d\xe2\x80\x99",
                                        "capture ecran",
                                        "capture_ecran",
                                        "capture-ecran",
                                        "capture_d_",
                                        "capture-d-",
                                        "captura",
                                        "pantallazo",
                                        "schermata",
                                        "schermate",
                                        "schermafbeeld",
                                        "schermafdruk",
                                        "zrzut",
                                        "sk\xc3\xa4rmbild",
                                        "sk\xc3\xa4rmdump",
                                        "skarmbild",
                                        "skaermbild",
                                        NULL};
    return is_file(part) && has_ending(part->filename, endings) && has_word(part->filename, words);
}

// What may show them the screen or the thing: a video or a picture, attached or named as one or of some size.
static bool is_screenshot(const Message *message, const Part *part, size_t index) {
    if (part->multipart || part->enclosed || is_ornament(part->filename))
        return false;
    if (is_video(part) || is_screen_document(part))
        return true;
    if (!is_image(part))
        return false;
    if (is_named_picture(part->filename) ||
        (is_attachment(part) && part->filename != NULL && !is_numbered(part->filename)))
        return true;
    g_autoptr(GBytes) bytes = message_part_bytes(message, index, SCREENSHOT_MIN + 1);
    return g_bytes_get_size(bytes) > SCREENSHOT_MIN && may_show_screen(bytes);
}

// Keys, signatures, visiting cards and Outlook's wrapping come with a mail but tell nothing of what it is
// about.
static bool is_formality(const Part *part) {
    static const char *const types[] = {"application/pgp-signature",
                                        "application/pgp-keys",
                                        "application/pkcs7-signature",
                                        "application/x-pkcs7-signature",
                                        "text/vcard",
                                        "text/x-vcard",
                                        "application/ms-tnef",
                                        "application/vnd.ms-tnef",
                                        NULL};
    const bool wrapping = part->filename != NULL && g_ascii_strcasecmp(part->filename, "winmail.dat") == 0;
    return wrapping || g_strv_contains(types, part->type);
}

void text_attached_look(const Message *message, bool data_image, Text *text) {
    size_t count = 0;
    bool image_parts = false;
    const Part *parts = message_parts(message, &count);
    for (size_t i = 0; i < count; i++) {
        const Part *part = &parts[i];
        if (part->enclosed || is_formality(part))
            continue;
        bool file = !part->multipart && !is_type(part, "text/plain") && !is_type(part, "text/html") &&
                    part->filename != NULL && !is_type(part, "image/");
        text->has_attachment |= is_attachment(part) || file || is_type(part, "message/rfc822");
        image_parts |= is_type(part, "image/");
        text->has_image = text->has_image || is_screenshot(message, part, i);
    }
    text->has_image |= data_image && !image_parts; // inside the HTML itself
}
