// Accounts from CSV: what spreadsheets and CRM systems write is read, and whatever is wrong is told by line
// and column, all of it, with nothing given.
#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "account_csv.h"
#include "units.h"

static GPtrArray *read_sized(const char *text, gsize size, const char *mapping, GPtrArray **errors) {
    *errors = g_ptr_array_new_with_free_func(g_free);
    GPtrArray *found = account_csv_read("a.csv", text, size, mapping, *errors);
    assert_true((found == NULL) == ((*errors)->len > 0));
    return found;
}

static char *join(const GPtrArray *texts) {
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf(all, "%s\n", (const char *)texts->pdata[i]);
    return g_string_free(all, FALSE);
}

static GPtrArray *must_read(const char *name, const char *text, const char *mapping) {
    g_autoptr(GPtrArray) errors = NULL;
    GPtrArray *found = read_sized(text, strlen(text), mapping, &errors);
    if (found == NULL) {
        g_autofree char *all = join(errors);
        fail_msg("%s: %s", name, all);
    }
    return found;
}

// One line an account: key|name|domains|contacts|tier|revenue|reference segment free vocal|renewal|
// manager|backup|language|notes
static void add_text(GString *line, const char *text) {
    g_string_append_printf(line, "%s|", text == NULL ? "-" : text);
}

static void describe(GString *line, const AccountFacts *facts) {
    g_autofree char *renewal = facts->renewal == 0 ? NULL : units_time_format(facts->renewal);
    add_text(line, facts->account);
    add_text(line, facts->name);
    for (guint i = 0; i < facts->domains->len; i++)
        g_string_append_printf(line, "%s%s", i == 0 ? "" : " ", (const char *)facts->domains->pdata[i]);
    g_string_append_c(line, '|');
    for (guint i = 0; i < facts->contacts->len; i++) {
        const AccountContact *contact = facts->contacts->pdata[i];
        g_string_append_printf(line, "%s%s:%.1s", i == 0 ? "" : " ", contact->address,
                               contact_role_name(contact->role));
    }
    g_string_append_c(line, '|');
    add_text(line, facts->tier);
    g_string_append_printf(line, "%" G_GINT64_FORMAT "|%.1s%.1s%.1s%.1s|", facts->revenue,
                           known_name(facts->reference), known_name(facts->segment_fit),
                           known_name(facts->manager_free), known_name(facts->vocal));
    add_text(line, renewal);
    add_text(line, facts->manager);
    add_text(line, facts->manager_backup);
    add_text(line, facts->language);
    add_text(line, facts->notes);
    g_string_append_c(line, '\n');
}

static char *describe_all(const GPtrArray *found) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++)
        describe(text, found->pdata[i]);
    return g_string_free(text, FALSE);
}

// --- files as they come ---

#define ALL_UNKNOWN "-|-1|uuuu|-|-|-|-|-|"

typedef struct File {
    const char *name, *text, *mapping, *wanted;
} File;

static const File FILES[] = {
    {"all columns",
     "account,name,domains,addresses,tier,revenue,reference,segment-fit,renewal,manager,manager-backup,"
     "manager-free,vocal,language,notes\n"
     "A-1,Acme,acme.example;acme.test,ann@acme.example (business) it@acme.example "
     "(technical),gold,1200000,yes,no,2027-03-31,Max,Mia,no,yes,de,\"Said: \"\"no\"\".\nTwo lines\"\n",
     NULL,
     "A-1|Acme|acme.example acme.test|ann@acme.example:b "
     "it@acme.example:t|gold|1200000|ynny|2027-03-31T00:00:00Z|Max|Mia|de|Said: \"no\".\nTwo lines|\n"},
    {"least of all", "account,domains\nA,a.example", NULL, "A|A|a.example||" ALL_UNKNOWN "\n"},
    {"any order, any case, other columns passed over", "Domains,COLOUR,Account\na.example,red,A\n", NULL,
     "A|A|a.example||" ALL_UNKNOWN "\n"},
    {"CR LF", "account,domains\r\nA,a.example\r\nB,b.example\r\n", NULL,
     "A|A|a.example||" ALL_UNKNOWN "\nB|B|b.example||" ALL_UNKNOWN "\n"},
    {"CR alone, as an old Mac writes", "account,domains\rA,a.example\rB,b.example\r", NULL,
     "A|A|a.example||" ALL_UNKNOWN "\nB|B|b.example||" ALL_UNKNOWN "\n"},
    {"a byte order mark, semicolons", "\xef\xbb\xbf\"account\";\"domains\"\nA;\"a.example;b.example\"\n",
     NULL, "A|A|a.example b.example||" ALL_UNKNOWN "\n"},
    {"tabs", "account\tdomains\tname\nA\t\tAcme, Inc\n", NULL, "A|Acme, Inc|||" ALL_UNKNOWN "\n"},
    {"a line that tells the separator", "sep=;\naccount;domains, and more;domains\nA;x;a.example\n", NULL,
     "A|A|a.example||" ALL_UNKNOWN "\n"},
    {"commas within a quoted head", "\"a;b;c;d\",account,domains\nx,A,a.example\n", NULL,
     "A|A|a.example||" ALL_UNKNOWN "\n"},
    {"blank lines and rows of nothing", "\n\naccount,domains\n\n , \n,\nA,a.example\n\n", NULL,
     "A|A|a.example||" ALL_UNKNOWN "\n"},
    {"rows whose last cells are left out", "account,domains,tier,notes\nA,a.example\n", NULL,
     "A|A|a.example||" ALL_UNKNOWN "\n"},
    {"blanks around all", "  account , domains \n  A  , \" a.example \" \n", NULL,
     "A|A|a.example||" ALL_UNKNOWN "\n"},
    {"an account by which no mail is found", "account,domains\nA,\n", NULL, "A|A|||" ALL_UNKNOWN "\n"},
    {"a formula is text", "account,domains,name,notes\nA,a.example,\"=HYPERLINK(\"\"http://x\"\")\",+1+cmd\n",
     NULL, "A|=HYPERLINK(\"http://x\")|a.example||-|-1|uuuu|-|-|-|-|+1+cmd|\n"},
    {"Salesforce, a report",
     "\"Account ID\",\"Account Name\",\"Account Owner\",\"Type\",\"Annual Revenue\",\"Website\",\"Phone\"\n"
     "\"0015g00000AbCdE\",\"Acme & Söhne\",\"Jane Roe\",\"Customer - "
     "Direct\",\"1200000.00\",\"https://www.acme.example/de?x=1\",\"\"\n",
     NULL, "0015g00000AbCdE|Acme & Söhne|acme.example||Customer - Direct|1200000|uuuu|-|Jane Roe|-|-|-|\n"},
    {"Salesforce, the data loader", "Id,Name,AnnualRevenue,Website,Type\n1,Acme,1.2E7,acme.example,\n",
     "AnnualRevenue=", "1|Acme|acme.example||" ALL_UNKNOWN "\n"},
    {"HubSpot",
     "Record ID,Company name,Company Domain Name,Company owner,Annual Revenue\n9,Acme,acme.example,Jo,\n",
     NULL, "9|Acme|acme.example||-|-1|uuuu|-|Jo|-|-|-|\n"},
    {"own names come before exported ones", "Id,account,Account Name,name,domains\n1,A,x,Acme,\n", NULL,
     "A|Acme|||" ALL_UNKNOWN "\n"},
    {"a mapping", "Kunde Nr.,Firma,Mail,name\n7,Acme,ann@a.example,x\n",
     " kunde nr = account, Firma=name ,Mail=addresses,", "7|Acme||ann@a.example:u|" ALL_UNKNOWN "\n"},
    {"a mapping that passes a column over", "account,domains,Website\nA,a.example,nonsense\n",
     "Website=", "A|A|a.example||" ALL_UNKNOWN "\n"},
    {"a domain from each of two columns",
     "account,domains,website\nA,a.example,http://www.a.example:8080/\n"
     "B,b.example,HTTPS://WWW.shop.example#x\n",
     NULL, "A|A|a.example||" ALL_UNKNOWN "\nB|B|b.example shop.example||" ALL_UNKNOWN "\n"},
    {"domains in other letters and forms",
     "account,domains\nA,\"BÜCHER.example, @Acme.Example acme.co.uk.\"\n", NULL,
     "A|A|xn--bcher-kva.example acme.example acme.co.uk||" ALL_UNKNOWN "\n"},
    {"the same twice in a row",
     "account,domains,addresses\nA,a.example;A.EXAMPLE,ann@a.example Ann@A.example (it);ann@a.example "
     "(business)\n",
     NULL, "A|A|a.example|ann@a.example:t|" ALL_UNKNOWN "\n"},
    {"addresses at mail providers", "account,addresses\nA,\"ann@gmail.com,\nbob@web.de(IT)\"\n", NULL,
     "A|A||ann@gmail.com:u bob@web.de:t|" ALL_UNKNOWN "\n"},
    {"cells that say nothing",
     "account,domains,addresses,revenue,reference,renewal,tier,language\nA,-,n/a,#N/A,unknown,-,Unknown,--\n",
     NULL, "A|A|||" ALL_UNKNOWN "\n"},
    {"another house's domain below", "account,domains\nA,a.example\nB,b.a.example\n", NULL,
     "A|A|a.example||" ALL_UNKNOWN "\nB|B|b.a.example||" ALL_UNKNOWN "\n"},
};

static void files_are_read_as_they_come(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(FILES); i++) {
        g_autoptr(GPtrArray) found = must_read(FILES[i].name, FILES[i].text, FILES[i].mapping);
        g_autofree char *is = describe_all(found);
        if (strcmp(is, FILES[i].wanted) != 0)
            fail_msg("%s:\n%sinstead of\n%s", FILES[i].name, is, FILES[i].wanted);
    }
}

static void utf16_is_read_by_its_mark(void **state) {
    (void)state;
    static const char TEXT[] = "account;name;domains\nA;Zażółć;bücher.example\n";
    static const char *const CHARSETS[] = {"UTF-16LE", "UTF-16BE"};
    static const char *const MARKS[] = {"\xff\xfe", "\xfe\xff"};
    for (size_t i = 0; i < G_N_ELEMENTS(CHARSETS); i++) {
        gsize size = 0;
        g_autofree char *body = g_convert(TEXT, -1, CHARSETS[i], "UTF-8", NULL, &size, NULL);
        g_autoptr(GString) file = g_string_new(MARKS[i]);
        g_autoptr(GPtrArray) errors = NULL, half = NULL;
        g_string_append_len(file, body, (gssize)size);
        g_autoptr(GPtrArray) found = read_sized(file->str, file->len, NULL, &errors);
        assert_non_null(found);
        g_autofree char *is = describe_all(found);
        assert_string_equal(is, "A|Zażółć|xn--bcher-kva.example||" ALL_UNKNOWN "\n");
        assert_null(read_sized(file->str, file->len - 1, NULL, &half)); // half a character
    }
}

// --- values ---

typedef struct Value {
    const char *column, *cell, *wanted; // in the description; NULL: refused
} Value;

static const Value VALUES[] = {
    {"revenue", "0", "|0|"},
    {"revenue", "1200000", "|1200000|"},
    {"revenue", "1200000.00", "|1200000|"},
    {"revenue", "\"1,200,000\"", "|1200000|"},
    {"revenue", "\"1,200,000.50\"", "|1200000|"},
    {"revenue", "\"1.200.000,5\"", "|1200000|"},
    {"revenue", "1.200", "|1200|"},
    {"revenue", "12.5", "|12|"},
    {"revenue", "1 200 000", "|1200000|"},
    {"revenue", "1\u202f200\u00a0000 €", "|1200000|"},
    {"revenue", "$1200", "|1200|"},
    {"revenue", "CHF 1'200'000", "|1200000|"},
    {"revenue", "1200 EUR", "|1200|"},
    {"revenue", "999999999999999", "|999999999999999|"},
    {"revenue", "1234567890123456", NULL},
    {"revenue", "99999999999999999999999999", NULL},
    {"revenue", "-5", NULL},
    {"revenue", "1.2E+06", NULL},
    {"revenue", "1.2M", NULL},
    {"revenue", "1234.567", NULL},
    {"revenue", "\"1,23,456\"", NULL},
    {"revenue", "\"1,200.000,00\"", NULL},
    {"revenue", "\"1.200,000.00\"", NULL},
    {"revenue", ".5", NULL},
    {"revenue", "5.", NULL},
    {"revenue", "EUR", NULL},
    {"revenue", "€", NULL},
    {"revenue", "0x10", NULL},
    {"revenue", "١٢٣", NULL},
    {"renewal", "2027-03-31", "|2027-03-31T00:00:00Z|"},
    {"renewal", "2028-02-29", "|2028-02-29T00:00:00Z|"},
    {"renewal", "2027-03-31T10:00:00Z", "|2027-03-31T00:00:00Z|"},
    {"renewal", "2027-03-31 00:00:00", "|2027-03-31T00:00:00Z|"},
    {"renewal", "31.03.2027", "|2027-03-31T00:00:00Z|"},
    {"renewal", "2027-02-29", NULL},
    {"renewal", "2027-13-01", NULL},
    {"renewal", "2027-00-10", NULL},
    {"renewal", "31/03/2027", NULL},
    {"renewal", "3/4/2027", NULL},
    {"renewal", "31.03.27", NULL},
    {"renewal", "2027-3-31", NULL},
    {"renewal", "2027-03-311", NULL},
    {"renewal", "1027-03-31", NULL},
    {"renewal", "9999-03-31", NULL},
    {"renewal", "46112", NULL},
    {"renewal", "soon", NULL},
    {"renewal", "-1-1-1-1-1", NULL},
    {"reference", "YES", "|yuuu|"},
    {"reference", "true", "|yuuu|"},
    {"reference", "1", "|yuuu|"},
    {"reference", "WAHR", "|yuuu|"},
    {"segment-fit", "False", "|unuu|"},
    {"manager-free", "0", "|uunu|"},
    {"vocal", "FAŁSZ", "|uuun|"},
    {"vocal", "maybe", NULL},
    {"vocal", "2", NULL},
    {"language", "DE", "|de|"},
    {"language", "pt-BR", "|pt|"},
    {"language", "sv_SE", "|sv|"},
    {"language", "German", NULL},
    {"language", "d", NULL},
    {"language", "d1", NULL},
    {"domains", "gmail.com", NULL},
    {"domains", "yahoo.co.uk", NULL},
    {"domains", "mail.web.de", NULL},
    {"domains", "co.uk", NULL},
    {"domains", "com", NULL},
    {"domains", "com.", NULL},
    {"domains", "localhost", NULL},
    {"domains", "github.io", NULL},
    {"domains", "linkedin.com", NULL},
    {"domains", "192.0.2.1", NULL},
    {"domains", "[192.0.2.1]", NULL},
    {"domains", "ann@a.example", NULL},
    {"domains", "https://a.example", NULL},
    {"domains", "a..example", NULL},
    {"domains", "*.a.example", NULL},
    {"website", "facebook.com/acme", NULL},
    {"website", "https://192.0.2.1/", NULL},
    {"website", "http://", NULL},
    {"website", "www.", NULL},
    {"website", "see notes", NULL},
    {"website", "www.acme.example", "|acme.example|"},
    {"addresses", "ann", NULL},
    {"addresses", "<ann@a.example>", NULL},
    {"addresses", "Ann <ann@a.example>", NULL},
    {"addresses", "(business)", NULL},
    {"addresses", "ann@a.example (boss)", NULL},
    {"addresses", "ann@a.example (business) (technical)", NULL},
    {"addresses", "ann@a.example (it", NULL},
    {"addresses", "ann@a.example(business)", "|ann@a.example:b|"},
    {"name", "Acme\tInc", NULL},
    {"name", "\"Acme\nInc\"", NULL},
    {"name", "Ac\x01me", NULL},
    {"name", "Acme\u202e", NULL},
    {"name", "Ac\u200bme", NULL},
    {"name", "\u0646\u0645\u06cc\u200c\u0634\u0648\u062f",
     "|\u0646\u0645\u06cc\u200c\u0634\u0648\u062f|"}, // a joiner that Persian needs
    {"name", "Zoe\u0308", "|Zo\u00eb|"},
    {"name", "-", "|-|"},
    {"notes", "\"a\tb\nc\"", "|a\tb\nc|"},
    {"notes", "\"a\r\nb\rc\"", "|a\nb\nc|"},
    {"notes", "\x1b[31m", NULL},
};

static void values_are_read_or_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(VALUES); i++) {
        const Value *value = &VALUES[i];
        g_autofree char *text =
            g_strdup_printf("account,addresses,%s,%s\nA,,%s,%s\n", value->column,
                            strcmp(value->column, "domains") == 0 ? "website" : "domains", value->cell, "");
        if (strcmp(value->column, "addresses") == 0) {
            g_free(text);
            text = g_strdup_printf("account,addresses\nA,%s\n", value->cell);
        }
        g_autoptr(GPtrArray) errors = NULL;
        g_autoptr(GPtrArray) found = read_sized(text, strlen(text), NULL, &errors);
        g_autofree char *is = found == NULL ? join(errors) : describe_all(found);
        g_autofree char *place = g_strdup_printf("a.csv:2: column %s: ", value->column);
        if (value->wanted == NULL ? !g_str_has_prefix(is, place) : strstr(is, value->wanted) == NULL)
            fail_msg("%s: %s: %s", value->column, value->cell, is);
        for (const char *at = is; found == NULL && *at != '\0'; at++)
            if (g_ascii_iscntrl(*at) && *at != '\n')
                fail_msg("%s: a control character is told on: %s", value->column, is);
    }
}

// --- what is wrong is told ---

static const File WRONG[] = {
    {"nothing", "", NULL, "a.csv: is empty\n"},
    {"blanks alone", "\n \r\n", NULL, "a.csv: is empty\n"},
    {"a head alone", "account,domains\n", NULL, "a.csv: has no rows below its head\n"},
    {"no key", "name,domains\nAcme,a.example\n", NULL,
     "a.csv:1: no column is account, which tells accounts apart; the columns are: name, domains. Name the "
     "one "
     "by a mapping, as in \"Customer No=account\"\n"},
    {"nothing to find them by", "\n\naccount,name\nA,Acme\n", NULL,
     "a.csv:3: no column is domains or addresses, by which their mail is known; the columns are: account, "
     "name. Name the one by a mapping, as in \"Customer No=account\"\n"},
    {"two columns of one name", "account,domains,Account,DOMAINS\nA,a.example,B,b.example\n", NULL,
     "a.csv:1: columns 1 (account) and 3 (Account) are both account; take one out, or map it to nothing, as "
     "in \"Account=\"\n"
     "a.csv:1: columns 2 (domains) and 4 (DOMAINS) are both domains; take one out, or map it to nothing, as "
     "in \"DOMAINS=\"\n"},
    {"a mapping to nowhere", "account,domains,Size\nA,a.example,1\n", "Size=bigness",
     "a.csv:1: mapping: \"Size=bigness\": what it may be is one of: account, name, domains, addresses, tier, "
     "revenue, reference, segment-fit, renewal, manager, manager-backup, manager-free, vocal, language, "
     "notes, website\n"},
    {"a mapping of a column that is not there", "account,domains\nA,a.example\n", "Acount=account",
     "a.csv:1: mapping: \"Acount=account\": the file has no such column\n"},
    {"a mapping without a sign", "account,domains\nA,a.example\n", "account",
     "a.csv:1: mapping: \"account\": write it like Account Name=name\n"},
    {"all bad cells of all rows",
     "account,domains,renewal,vocal\nA,gmail.com,soon,yes\nB,b.example,,\n,c.example,,perhaps\n,d.example,,"
     "\n",
     NULL,
     "a.csv:2: column domains: \"gmail.com\" is a mail provider's domain, and its other users are not this "
     "customer; write their people into addresses instead\n"
     "a.csv:2: column renewal: \"soon\" is no date that can be read one way only; write it as 2027-03-31\n"
     "a.csv:4: column vocal: \"perhaps\" is no answer; write yes or no, or leave it empty\n"
     "a.csv:5: column account: is empty; each account needs a key of its own\n"},
    {"the line where a row of several lines begins",
     "account,domains,notes\nA,a.example,\"one\ntwo\nthree\"\nB,co.uk,\"one\ntwo\"\n", NULL,
     "a.csv:5: column domains: \"co.uk\" belongs to many; write the domain that is theirs, like "
     "acme.co.uk\n"},
    {"the name that the file has for the column", "Account ID,Website,Annual Revenue\nA,a.example,lots\n",
     NULL, "a.csv:2: column Annual Revenue: \"lots\" is no amount; write a whole number like 1200000\n"},
    {"one key in two rows", "account,domains\nA,a.example\nB,b.example\nA,c.example\n", NULL,
     "a.csv:4: column account: \"A\" stands in line 2 already, and an account has one row\n"},
    {"one domain in two rows", "account,domains\nA,a.example\nB,b.example A.Example\n", NULL,
     "a.csv:3: column domains: \"a.example\" stands in line 2 already, and leads to one account only\n"},
    {"one address in two rows", "account,addresses\nA,ann@a.example\nB,Ann@A.example\n", NULL,
     "a.csv:3: column addresses: \"ann@a.example\" stands in line 2 already, and leads to one account "
     "only\n"},
    {"a domain and a website in two rows", "account,domains,website\nA,a.example,\nB,,www.a.example\n", NULL,
     "a.csv:3: column domains or website: \"a.example\" stands in line 2 already, and leads to one account "
     "only\n"},
    {"more cells than the head has", "account,domains\nA,a.example,x\nB,b.example,\n", NULL,
     "a.csv:2: 3 cells, but the head has 2; is there a separator outside of quotes?\n"
     "a.csv:3: 3 cells, but the head has 2; is there a separator outside of quotes?\n"},
    {"a quote amid a cell, and what stands behind it", "account,domains\nA,5\" pipes\nB,gmail.com\n", NULL,
     "a.csv:2: a quote amid a cell; put the whole cell into quotes, and double those in it\n"
     "a.csv:3: column domains: \"gmail.com\" is a mail provider's domain, and its other users are not this "
     "customer; write their people into addresses instead\n"},
    {"a quote that ends in another row", "account,domains\nA,\"a.example\nB,\"b.example\"\n", NULL,
     "a.csv:3: a quote amid a cell of the row that begins in line 2; does one not end?\n"},
    {"a quote that never ends", "account,domains\nA,a.example\nB,\"b.example\nC,c.example\n", NULL,
     "a.csv:3: a quote in the row that begins here does not end\n"},
    {"a quote in the head that never ends", "\"account,domains\nA,a.example\n", NULL,
     "a.csv:1: a quote in the row that begins here does not end\n"},
    {"Windows-1252", "account,domains,name\nA,a.example,Acme\nB,b.example,S\xf6hne\n", NULL,
     "a.csv:3: not UTF-8; save the file as UTF-8 (Excel: \"CSV UTF-8\"; elsewhere choose UTF-8 when "
     "exporting)\n"},
    {"an overlong form", "account,domains\nA,\xc0\xae.example\n", NULL,
     "a.csv:2: not UTF-8; save the file as UTF-8 (Excel: \"CSV UTF-8\"; elsewhere choose UTF-8 when "
     "exporting)\n"},
};

static void whatever_is_wrong_is_told(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GPtrArray) errors = NULL;
        g_autoptr(GPtrArray) found =
            read_sized(WRONG[i].text, strlen(WRONG[i].text), WRONG[i].mapping, &errors);
        g_autofree char *is = join(errors);
        if (found != NULL || strcmp(is, WRONG[i].wanted) != 0)
            fail_msg("%s:\n%sinstead of\n%s", WRONG[i].name, is, WRONG[i].wanted);
    }
}

// --- hostile files ---

static char *first_error(const char *text, gsize size, guint *count) {
    g_autoptr(GPtrArray) errors = NULL;
    g_autoptr(GPtrArray) found = read_sized(text, size, NULL, &errors);
    *count = errors->len;
    return found != NULL ? g_strdup("") : g_strdup(errors->pdata[0]);
}

static void assert_refused(const char *name, const GString *text, const char *wanted) {
    guint count;
    g_autofree char *is = first_error(text->str, text->len, &count);
    if (!g_str_has_prefix(is, wanted))
        fail_msg("%s: %.300s", name, is);
}

static void nul_bytes_are_refused(void **state) {
    (void)state;
    g_autoptr(GString) text = g_string_new("account,domains\r\nA,a.example\r\n");
    g_string_append_len(text, "B,b\0.example\n", 13);
    assert_refused("a NUL", text, "a.csv:3: a NUL byte");
    g_autoptr(GString) wide = g_string_new(NULL); // UTF-16 without its mark
    g_string_append_len(wide, "a\0c\0", 4);
    assert_refused("UTF-16 without its mark", wide, "a.csv:1: a NUL byte");
    g_autoptr(GString) wider = g_string_new(NULL);
    g_string_append_len(wider, "\xff\xfe\0\0a\0\0\0", 8);
    assert_refused("UTF-32", wider, "a.csv:1: a NUL byte");
}

static void large_cells_and_rows_are_refused(void **state) {
    (void)state;
    g_autofree char *ten = g_strnfill(10 << 20, 'x'), *quotes = g_strnfill(1 << 20, '"');
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_printf(text, "account,domains,notes\nA,a.example,%s\nB,b.example,\n", ten);
    assert_refused("a cell of 10 MB", text, "a.csv:2: column notes: is longer than 65536 bytes");
    g_string_printf(text, "account,domains,other\nA,a.example,%s\n", ten);
    guint count;
    g_autofree char *passed = first_error(text->str, text->len, &count);
    assert_string_equal(passed, ""); // in a column that is passed over it is nobody's business
    g_string_printf(text, "account,domains,notes\nA,a.example,%s\n", quotes);
    assert_refused("a million quotes", text, "a.csv:2: column notes: is longer");
    g_string_assign(text, "account,domains");
    for (int i = 0; i < 2000; i++)
        g_string_append(text, ",name");
    assert_refused("2,002 columns", text, "a.csv:1: 2002 columns; at most 1000 are read");
    g_string_assign(text, "account,domains\nA");
    for (int i = 0; i < 1000000; i++)
        g_string_append_c(text, ',');
    assert_refused("a million cells", text, "a.csv:2: 1000001 cells, but the head has 2");
    g_string_assign(text, "account,domains\nA,");
    for (int i = 0; i < 1001; i++)
        g_string_append_printf(text, "d%d.example;", i);
    assert_refused("1,001 domains", text, "a.csv:2: column domains: more than 1000 entries");
    g_string_printf(text, "account,domains\n%.301s,a.example\n", ten);
    assert_refused("a long key", text,
                   "a.csv:2: column account: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\" is longer");
}

static void a_thousand_columns_are_read(void **state) {
    (void)state;
    g_autoptr(GString) text = g_string_new("account,domains");
    for (int i = 2; i < 1000; i++)
        g_string_append_printf(text, ",x%d", i);
    g_string_append(text, "\nA,a.example\n");
    g_autoptr(GPtrArray) found = must_read("1,000 columns", text->str, NULL);
    assert_int_equal(found->len, 1);
}

static void errors_without_end_are_counted(void **state) {
    (void)state;
    g_autoptr(GString) text = g_string_new("account,domains\n");
    for (int i = 0; i < 30000; i++)
        g_string_append(text, ",x\n");
    guint count;
    g_autofree char *first = first_error(text->str, text->len, &count);
    assert_string_equal(first, "a.csv:2: column domains: \"x\" is no domain; write one like acme.example");
    assert_int_equal(count, 10001);
}

static void rows_without_end_are_refused(void **state) {
    (void)state;
    g_autoptr(GString) text = g_string_new("account,domains\n");
    for (int i = 0; i < 200000; i++)
        g_string_append_printf(text, "%d,\n", i);
    g_autoptr(GPtrArray) most = must_read("200,000 rows", text->str, NULL);
    assert_int_equal(most->len, 200000);
    g_string_append(text, "more,\nstill,\n");
    guint count;
    g_autofree char *error = first_error(text->str, text->len, &count);
    assert_string_equal(error, "a.csv:200002: more than 200000 accounts; split the file");
    assert_int_equal(count, 1);
}

// Whatever the bytes are, it ends, and gives accounts or errors.
static void any_bytes_end_well(void **state) {
    (void)state;
    static const char *const PIECES[] = {"account",
                                         ",",
                                         ";",
                                         "\t",
                                         "\"",
                                         "\"\"",
                                         "\n",
                                         "\r\n",
                                         "\r",
                                         "A",
                                         "domains",
                                         "a.example",
                                         "\xff",
                                         "\xff\xfe",
                                         "\xef\xbb\xbf",
                                         "sep=",
                                         "=",
                                         "(business)",
                                         "ann@a.example",
                                         " ",
                                         "\u202e",
                                         "addresses",
                                         "x",
                                         "1,2,3",
                                         "website"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(20261123);
    guint read = 0;
    for (int round = 0; round < 20000; round++) {
        g_autoptr(GString) text = g_string_new(round % 2 == 0 ? "account,domains,addresses\n" : "");
        for (int i = g_rand_int_range(rand, 0, 40); i > 0; i--)
            g_string_append(text, PIECES[g_rand_int_range(rand, 0, G_N_ELEMENTS(PIECES))]);
        g_autoptr(GPtrArray) errors = NULL;
        g_autoptr(GPtrArray) found = read_sized(text->str, text->len, NULL, &errors);
        read += found != NULL;
        for (guint i = 0; found != NULL && i < found->len; i++)
            assert_non_null(((const AccountFacts *)found->pdata[i])->account);
        for (guint i = 0; i < errors->len; i++)
            assert_true(g_utf8_validate(errors->pdata[i], -1, NULL));
    }
    assert_in_range(read, 1, 19999);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_read_as_they_come),  cmocka_unit_test(utf16_is_read_by_its_mark),
        cmocka_unit_test(values_are_read_or_refused),   cmocka_unit_test(whatever_is_wrong_is_told),
        cmocka_unit_test(nul_bytes_are_refused),        cmocka_unit_test(large_cells_and_rows_are_refused),
        cmocka_unit_test(a_thousand_columns_are_read),  cmocka_unit_test(errors_without_end_are_counted),
        cmocka_unit_test(rows_without_end_are_refused), cmocka_unit_test(any_bytes_end_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
