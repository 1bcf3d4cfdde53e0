// Calendars as they come: what public ones contain, what programs make of days off, and what somebody would
// write who wants the reader to run for ever.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "fault.h"
#include "holidays.h"

#define BEGIN "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n"
#define END "END:VCALENDAR\n"
#define EVENT(lines) "BEGIN:VEVENT\n" lines "END:VEVENT\n"
#define DATE(day) "DTSTART;VALUE=DATE:" day "\n"
#define CALENDAR(events) BEGIN events END

enum { FIRST = 2026, LAST = 2028 };

// "2026-12-25 Christmas Day|2026-12-26 Boxing Day"
static char *days_text(const GArray *days) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < days->len; i++) {
        const Holiday *day = &g_array_index(days, Holiday, i);
        g_string_append_printf(text, "%s%04d-%02d-%02d%s%s", i == 0 ? "" : "|", day->year, day->month,
                               day->day, *day->name == '\0' ? "" : " ", day->name);
    }
    return g_string_free(text, FALSE);
}

typedef struct Case {
    const char *name, *text, *expected;
    unsigned skipped;
} Case;

static const Case CASES[] = {
    {"a single day", CALENDAR(EVENT(DATE("20261225") "SUMMARY:Christmas Day\n")), "2026-12-25 Christmas Day",
     0},
    {"DTEND is the day after", CALENDAR(EVENT(DATE("20261225") "DTEND;VALUE=DATE:20261226\nSUMMARY:X\n")),
     "2026-12-25 X", 0},
    {"several days", CALENDAR(EVENT(DATE("20261230") "DTEND;VALUE=DATE:20270102\nSUMMARY:Closed\n")),
     "2026-12-30 Closed|2026-12-31 Closed|2027-01-01 Closed", 0},
    {"a DTEND that is the start, or lies before it, is one day",
     CALENDAR(EVENT(DATE("20260105") "DTEND;VALUE=DATE:20260105\n")
                  EVENT(DATE("20260107") "DTEND;VALUE=DATE:20260101\n")),
     "2026-01-05|2026-01-07", 0},
    {"days as a duration, and weeks",
     CALENDAR(EVENT(DATE("20260105") "DURATION:P2D\n") EVENT(DATE("20270301") "DURATION:P1W\n")),
     "2026-01-05|2026-01-06|2027-03-01|2027-03-02|2027-03-03|2027-03-04|2027-03-05|2027-03-06|2027-03-07", 0},
    {"a duration of no days is one day, a negative one too",
     CALENDAR(EVENT(DATE("20260105") "DURATION:PT0S\n") EVENT(DATE("20260107") "DURATION:-P3D\n")),
     "2026-01-05|2026-01-07", 0},
    {"days before the years and behind them are left out",
     CALENDAR(EVENT(DATE("20251231") "DTEND;VALUE=DATE:20260102\n")
                  EVENT(DATE("20281231") "DTEND;VALUE=DATE:20290103\n") EVENT(DATE("20301225"))),
     "2026-01-01|2028-12-31", 0},
    {"an event of thousands of years is cut to those asked for",
     CALENDAR(EVENT(DATE("20281230") "DTEND;VALUE=DATE:99991231\n")), "2028-12-30|2028-12-31", 0},
    {"sorted, whatever the order in the file",
     CALENDAR(EVENT(DATE("20270101") "SUMMARY:B\n") EVENT(DATE("20260101") "SUMMARY:A\n")),
     "2026-01-01 A|2027-01-01 B", 0},
    {"each day once, by its first name that is not empty",
     CALENDAR(EVENT(DATE("20260101")) EVENT(DATE("20260101") "SUMMARY:New Year\n")
                  EVENT(DATE("20260101") "SUMMARY:Neujahr\n")),
     "2026-01-01 New Year", 0},
    // Rules
    {"a fixed date of each year since 1601, as Outlook writes it",
     CALENDAR(EVENT(DATE("16011225") "RRULE:FREQ=YEARLY;INTERVAL=1;BYMONTHDAY=25;BYMONTH=12\nSUMMARY:X\n")),
     "2026-12-25 X|2027-12-25 X|2028-12-25 X", 0},
    {"the fourth Thursday of November",
     CALENDAR(EVENT(DATE("19701126") "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\nSUMMARY:Thanksgiving\n")),
     "2026-11-26 Thanksgiving|2027-11-25 Thanksgiving|2028-11-23 Thanksgiving", 0},
    {"the last Monday of May", CALENDAR(EVENT(DATE("19710531") "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO\n")),
     "2026-05-25|2027-05-31|2028-05-29", 0},
    {"the last working day of the year",
     CALENDAR(EVENT(DATE("20261231") "RRULE:FREQ=YEARLY;BYMONTH=12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1\n")),
     "2026-12-31|2027-12-31|2028-12-29", 0},
    {"29 February is in leap years only", CALENDAR(EVENT(DATE("20240229") "RRULE:FREQ=YEARLY\n")),
     "2028-02-29", 0},
    {"COUNT counts from the beginning", CALENDAR(EVENT(DATE("20240501") "RRULE:FREQ=YEARLY;COUNT=4\n")),
     "2026-05-01|2027-05-01", 0},
    {"UNTIL is inclusive, as a date and as a time",
     CALENDAR(EVENT(DATE("20260501") "RRULE:FREQ=YEARLY;UNTIL=20270501\n")
                  EVENT(DATE("20260801") "RRULE:FREQ=YEARLY;UNTIL=20270801T000000Z\n")),
     "2026-05-01|2026-08-01|2027-05-01|2027-08-01", 0},
    {"every second year", CALENDAR(EVENT(DATE("20220501") "RRULE:FREQ=YEARLY;INTERVAL=2\n")),
     "2026-05-01|2028-05-01", 0},
    {"a day of each month", CALENDAR(EVENT(DATE("20280930") "RRULE:FREQ=MONTHLY\n")),
     "2028-09-30|2028-10-30|2028-11-30|2028-12-30", 0},
    {"a rule repeats all days of the event",
     CALENDAR(EVENT(DATE("20201224") "DTEND;VALUE=DATE:20201227\nRRULE:FREQ=YEARLY;UNTIL=20261231\n")),
     "2026-12-24|2026-12-25|2026-12-26", 0},
    {"several rules of one event",
     CALENDAR(EVENT(DATE("20200101") "RRULE:FREQ=YEARLY;UNTIL=20261231\nRRULE:FREQ=YEARLY;"
                                     "BYMONTH=6;BYMONTHDAY=1;UNTIL=20261231\n")),
     "2026-01-01|2026-06-01", 0},
    {"parts below a day do not make a day come more often",
     CALENDAR(EVENT(DATE("20281230") "RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2;BYSECOND=5\n")),
     "2028-12-30|2028-12-31", 0},
    {"a rule without an end, counted or not",
     CALENDAR(EVENT(DATE("20281230") "RRULE:FREQ=DAILY;COUNT=999999999\n")
                  EVENT(DATE("20281229") "RRULE:FREQ=WEEKLY;UNTIL=99991231\n")),
     "2028-12-29|2028-12-30|2028-12-31", 0},
    // Exceptions
    {"EXDATE takes days out, several on a line, with a time or without",
     CALENDAR(EVENT(DATE(
         "20261225") "RRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20261225,20301225\nEXDATE:20281225T000000\n")),
     "2027-12-25", 0},
    {"RDATE adds days", CALENDAR(EVENT(DATE("20260101") "RDATE;VALUE=DATE:20260606,20270707\nSUMMARY:X\n")),
     "2026-01-01 X|2026-06-06 X|2027-07-07 X", 0},
    {"RDATE as a period counts by its first day",
     CALENDAR(EVENT(DATE("20260101") "RDATE;VALUE=PERIOD:20260606T000000Z/P1D\n")), "2026-01-01|2026-06-06",
     0},
    {"EXRULE takes out what its rule gives",
     CALENDAR(EVENT(DATE("20260101") "RRULE:FREQ=YEARLY\nEXRULE:FREQ=YEARLY;INTERVAL=2\n")), "2027-01-01", 0},
    {"a RECURRENCE-ID moves one day of a series",
     CALENDAR(EVENT("UID:a\n" DATE("20260101") "RRULE:FREQ=YEARLY\nSUMMARY:X\n")
                  EVENT("UID:a\nRECURRENCE-ID;VALUE=DATE:20270101\n" DATE(
                      "20270104") "RRULE:FREQ=YEARLY\nSUMMARY:X (moved)\n")),
     "2026-01-01 X|2027-01-04 X (moved)|2028-01-01 X", 0},
    {"also when it stands before the series, and out of the years",
     CALENDAR(EVENT("UID:a\nRECURRENCE-ID;VALUE=DATE:20270101\n" DATE("20400101"))
                  EVENT("UID:a\n" DATE("20260101") "RRULE:FREQ=YEARLY\n")),
     "2026-01-01|2028-01-01", 0},
    {"a cancelled day of a series",
     CALENDAR(EVENT("UID:a\n" DATE("20260101") "RRULE:FREQ=YEARLY\n")
                  EVENT("UID:a\nRECURRENCE-ID;VALUE=DATE:20270101\n" DATE("20270101") "STATUS:CANCELLED\n")),
     "2026-01-01|2028-01-01", 1},
    {"a RECURRENCE-ID of another event, or of another calendar with the same ids, changes nothing",
     CALENDAR(EVENT("UID:a\n" DATE("20270101")) EVENT("UID:b\nRECURRENCE-ID;VALUE=DATE:20270101\n" DATE(
         "20270202"))) CALENDAR(EVENT("UID:a\nRECURRENCE-ID;VALUE=DATE:20270101\n" DATE("20270303"))),
     "2027-01-01|2027-02-02|2027-03-03", 0},
    // What is no day off
    {"cancelled",
     CALENDAR(EVENT(DATE("20260101") "STATUS:CANCELLED\n") EVENT(DATE("20270101") "STATUS:CONFIRMED\n")),
     "2027-01-01", 1},
    {"with a time of day, in any zone",
     CALENDAR(EVENT("DTSTART:20260101T090000Z\n") EVENT("DTSTART:20260102T000000\nDTEND:20260103T000000\n")
                  EVENT("DTSTART;TZID=Nowhere/Land:20260104T090000\nRRULE:FREQ=DAILY\n")
                      EVENT(DATE("20260105"))),
     "2026-01-05", 3},
    {"tasks, journals and alarms",
     CALENDAR("BEGIN:VTODO\n" DATE("20260101") "END:VTODO\nBEGIN:VJOURNAL\n" DATE(
         "20260102") "END:VJOURNAL\n" EVENT(DATE("20260103") "BEGIN:VALARM\nSUMMARY:Wake up\n"
                                                             "DURATION:P9D\nEND:VALARM\n")),
     "2026-01-03", 0},
    {"nothing at all", CALENDAR(""), "", 0},
    // How it is written
    {"CRLF, folded lines, also inside a name of a property and inside a character",
     "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTA\r\n RT;VAL\r\n\tUE=DATE\r\n :2026\r\n 1225\r\n"
     "SUMMARY:J\xc3\r\n \xb3lad\xc3\xb3\r\n ttir\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
     "2026-12-25 Jóladóttir", 0},
    {"no line end at the end", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" DATE("20261225") "END:VEVENT\nEND:VCALENDAR",
     "2026-12-25", 0},
    {"small letters",
     "begin:vcalendar\nbegin:vevent\ndtstart;value=date:20261225\nsummary:x\nend:vevent\nend:vcalendar\n",
     "2026-12-25 x", 0},
    {"several calendars in one file, and other lines around them",
     "Dear all,\n" CALENDAR(EVENT(DATE("20260101"))) "\n\n" CALENDAR(EVENT(DATE("20270101"))) "Bye\n",
     "2026-01-01|2027-01-01", 0},
    {"zones and long attachments are passed over",
     CALENDAR("BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYMONTH="
              "10;BYDAY=-1SU\n"
              "END:STANDARD\nEND:VTIMEZONE\n" EVENT(
                  DATE("20261225") "ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA\n"
                                   "DESCRIPTION:no:colon;here\nX-WHAT\nCATEGORIES:a,b\n")),
     "2026-12-25", 0},
    {"parameters that are nonsense, and values that are empty",
     CALENDAR(
         EVENT("DTSTART;X-A=\"a:b;c\";VALUE=DATE:20261225\nSUMMARY;LANGUAGE:X\nUID:\nRRULE:\nDURATION:\n")),
     "2026-12-25 X", 0},
    // Names
    {"escapes and line ends in a name",
     CALENDAR(EVENT(DATE("20261225") "SUMMARY:A\\, B\\; C\\nD\\\\E\\N\\n  F\n")), "2026-12-25 A, B; C D\\E F",
     0},
    {"control characters, colours and bidirectional tricks in a name",
     CALENDAR(EVENT(DATE("20261225") "SUMMARY:\x1b[31mA\x07\tB\x7f\xe2\x80\xae"
                                     "C\xc2\x85"
                                     "D\xe2\x80\xa8"
                                     "E\xef\xbb\xbf\n")),
     "2026-12-25 [31mA B C D E", 0},
    {"what is not UTF-8 in a name", CALENDAR(EVENT(DATE("20261225") "SUMMARY:Fr\xfchling\n")),
     "2026-12-25 Fr�hling", 0},
    {"an emoji of several people stays one",
     CALENDAR(EVENT(DATE("20261225") "SUMMARY:\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7\n")),
     "2026-12-25 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", 0},
    {"a name that looks like a line of the list",
     CALENDAR(EVENT(DATE("20261225") "SUMMARY:X\\n2026-12-27 Y\n")), "2026-12-25 X 2026-12-27 Y", 0},
    {"a SUMMARY that says it is a date is no name",
     CALENDAR(EVENT(DATE("20261225") "SUMMARY;VALUE=DATE:20260101\n")), "2026-12-25 20260101", 0},
};

static void test_days(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Case *row = &CASES[i];
        g_autoptr(GError) error = NULL;
        unsigned skipped = 99;
        g_autoptr(GArray) days = holidays_read(row->text, FIRST, LAST, &skipped, &error);
        if (days == NULL)
            fail_msg("%s: %s", row->name, error->message);
        g_autofree char *found = days_text(days);
        if (strcmp(found, row->expected) != 0)
            fail_msg("%s: '%s' instead of '%s'", row->name, found, row->expected);
        if (skipped != row->skipped)
            fail_msg("%s: %u skipped instead of %u", row->name, skipped, row->skipped);
    }
}

typedef struct Refused {
    const char *name, *text, *wanted; // a part of what is said
} Refused;

static const Refused REFUSED[] = {
    {"nothing", "", "BEGIN:VCALENDAR"},
    {"a web page", "<!DOCTYPE html>\n<html>BEGIN:VCALENDAR</html>\n", "BEGIN:VCALENDAR"},
    {"an event without a calendar", EVENT(DATE("20261225")), "BEGIN:VCALENDAR"},
    {"half a file", BEGIN "BEGIN:VEVENT\n" DATE("20261225"), "ends before"},
    {"an END too many", CALENDAR("") END, "line 5: an END"},
    {"a property without a colon", CALENDAR("BEGIN:VEVENT\nDTSTART\nEND:VEVENT\n"), "line 5: DTSTART"},
    {"a date that does not exist", CALENDAR(EVENT(DATE("20261301") "SUMMARY:Odd\n")), "'Odd'"},
    {"29 February of a year without", CALENDAR(EVENT(DATE("20260229") "SUMMARY:Odd\n")), "'Odd'"},
    {"a year 0", CALENDAR(EVENT(DATE("00000101"))), "DTSTART"},
    {"no date", CALENDAR(EVENT("SUMMARY:Odd\n")), "'Odd' without a date"},
    {"a date that is text", CALENDAR(EVENT("DTSTART;VALUE=TEXT:soon\nSUMMARY:Odd\n")), "'Odd'"},
    {"each second", CALENDAR(EVENT(DATE("20260101") "RRULE:FREQ=SECONDLY\nSUMMARY:Odd\n")),
     "'Odd' of 2026-01-01: a rule more often"},
    {"each minute", CALENDAR(EVENT(DATE("20260101") "RRULE:FREQ=MINUTELY;COUNT=1\n")),
     "more often than daily"},
    {"each hour, with a time of day", CALENDAR(EVENT("DTSTART:20260101T090000Z\nRRULE:FREQ=HOURLY\n")),
     "more often than daily"},
    {"the second rule is each second",
     CALENDAR(EVENT(DATE("20260101") "RRULE:FREQ=YEARLY\nRRULE:FREQ=SECONDLY\n")), "more often than daily"},
    {"an exception each second", CALENDAR(EVENT(DATE("20260101") "EXRULE:FREQ=SECONDLY\n")),
     "more often than daily"},
    {"a frequency of no kind", CALENDAR(EVENT(DATE("20260101") "RRULE:FREQ=FORTNIGHTLY\n")), "FORTNIGHTLY"},
    {"a rule without a frequency", CALENDAR(EVENT(DATE("20260101") "RRULE:COUNT=3\n")), "rule"},
    {"an interval of 0", CALENDAR(EVENT(DATE("20260101") "RRULE:FREQ=DAILY;INTERVAL=0\n")), "INTERVAL=0"},
    {"a month 99", CALENDAR(EVENT(DATE("20260101") "RRULE:FREQ=YEARLY;BYMONTH=99\n")), "BYMONTH=99"},
    {"30 February, for ever", CALENDAR(EVENT(DATE("20260101") "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n")),
     "gives no day"},
    {"an exception that cannot be read", CALENDAR(EVENT(DATE("20260101") "EXDATE;VALUE=DATE:2026010\n")),
     "cannot be read: 2026010"},
    {"an exception that does not exist", CALENDAR(EVENT(DATE("20260101") "EXDATE;VALUE=DATE:20260230\n")),
     "does not exist"},
    {"a change from a day on",
     CALENDAR(EVENT("UID:a\n" DATE("20260101") "RRULE:FREQ=YEARLY\n")
                  EVENT("UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270101\n" DATE("20270102"))),
     "THISANDFUTURE"},
    {"components nested too deep",
     "BEGIN:VCALENDAR\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\n",
     "line 9: components nested"},
};

static void assert_refused(const char *name, const char *text, const char *wanted) {
    g_autoptr(GError) error = NULL;
    unsigned skipped = 0;
    g_autoptr(GArray) days = holidays_read(text, FIRST, LAST, &skipped, &error);
    if (days != NULL)
        fail_msg("%s: read, %u days", name, days->len);
    assert_int_equal(fault_fate(error), FATE_CONFIG);
    if (strstr(error->message, wanted) == NULL)
        fail_msg("%s: '%s' does not say '%s'", name, error->message, wanted);
    if (strlen(error->message) > 500 || strchr(error->message, '\n') != NULL)
        fail_msg("%s: a message that is no short line: %s", name, error->message);
}

static void test_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(REFUSED); i++)
        assert_refused(REFUSED[i].name, REFUSED[i].text, REFUSED[i].wanted);
}

// --- too much of something ---

typedef struct Flood {
    const char *name;
    const char *before, *piece;
    unsigned times;
    const char *after;
    const char *wanted;
} Flood;

static const Flood FLOODS[] = {
    {"components", BEGIN, EVENT(DATE("20260101")), 20001, END, "more than 20000 components"},
    {"components within each other", BEGIN, "BEGIN:VEVENT\n", 200000, "", "nested"},
    {"rules", BEGIN "BEGIN:VEVENT\n" DATE("20260101"), "RRULE:FREQ=YEARLY\n", 100000, "END:VEVENT\n" END,
     "more than 2000 rules"},
    {"dates on one line", BEGIN "BEGIN:VEVENT\n" DATE("20260101") "RDATE;VALUE=DATE:2026010", "1,2026010",
     400000, "1\nEND:VEVENT\n" END, "RDATE is too long"},
    {"lines of dates", BEGIN "BEGIN:VEVENT\n" DATE("20260101"), "EXDATE;VALUE=DATE:20270101\n", 100000,
     "END:VEVENT\n" END, "more than 20000 dates"},
    {"parameters", BEGIN "BEGIN:VEVENT\nDTSTART;", "X-A=1;", 100000, "VALUE=DATE:20260101\nEND:VEVENT\n" END,
     "line 5: DTSTART is too long"},
    {"days by many events", BEGIN, EVENT(DATE("20260101") "DTEND;VALUE=DATE:20281231\n"), 100, END,
     "more than 10,000 days"},
    {"days by daily rules of long events",
     BEGIN "BEGIN:VEVENT\n" DATE("20260101") "DTEND;VALUE=DATE:20281231\n", "RRULE:FREQ=DAILY\n", 10,
     "END:VEVENT\n" END, "more than 10,000 days"},
    {"steps of daily rules from the year 1", BEGIN, EVENT(DATE("00010101") "RRULE:FREQ=DAILY\n"), 5, END,
     "more work"},
};

static void test_floods(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(FLOODS); i++) {
        const Flood *flood = &FLOODS[i];
        g_autoptr(GString) text = g_string_new(flood->before);
        for (unsigned n = 0; n < flood->times; n++)
            g_string_append(text, flood->piece);
        g_string_append(text, flood->after);
        assert_refused(flood->name, text->str, flood->wanted);
    }
}

// A name of 100 KB is cut; the event is a day off all the same.
static void test_long_name(void **state) {
    (void)state;
    static const char *const PIECES[] = {"x", "\xc3\xa4", "\\n", "a\\, ", "\xff", "\r\n y"};
    for (size_t i = 0; i < G_N_ELEMENTS(PIECES); i++) {
        g_autoptr(GString) text = g_string_new(BEGIN "BEGIN:VEVENT\n" DATE("20261225") "SUMMARY:");
        while (text->len < 100 * 1024)
            g_string_append(text, PIECES[i]);
        g_string_append(text, "\nEND:VEVENT\n" END);
        g_autoptr(GError) error = NULL;
        unsigned skipped = 0;
        g_autoptr(GArray) days = holidays_read(text->str, FIRST, LAST, &skipped, &error);
        if (days == NULL)
            fail_msg("%s", error->message);
        assert_int_equal(days->len, 1);
        const Holiday *day = &g_array_index(days, Holiday, 0);
        assert_true(g_utf8_validate(day->name, -1, NULL));
        assert_true(g_utf8_strlen(day->name, -1) <= 122); // and the sign that it was cut
        assert_null(strpbrk(day->name, "\r\n"));
    }
}

// Each rule on its own against a walk over all days that asks the C library's calendar for the weekday.
static void test_nth_weekdays(void **state) {
    (void)state;
    static const char *const NAMES[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    for (unsigned month = 1; month <= 12; month++)
        for (unsigned weekday = 0; weekday < 7; weekday++)
            for (unsigned nth = 1; nth <= 4; nth++) {
                g_autofree char *text = g_strdup_printf(
                    BEGIN
                    "BEGIN:VEVENT\nDTSTART;VALUE=DATE:19700101\nRRULE:FREQ=YEARLY;BYMONTH=%u;BYDAY=%u%s\n"
                    "EXDATE;VALUE=DATE:19700101\nEND:VEVENT\n" END,
                    month, nth, NAMES[weekday]);
                unsigned skipped = 0;
                g_autoptr(GArray) days = holidays_read(text, FIRST, LAST, &skipped, NULL);
                assert_non_null(days);
                assert_int_equal(days->len, 3);
                for (guint i = 0; i < 3; i++) {
                    const Holiday *day = &g_array_index(days, Holiday, i);
                    g_autoptr(GDateTime) date =
                        g_date_time_new_utc(FIRST + (int)i, (int)month, day->day, 0, 0, 0);
                    assert_int_equal(day->year, FIRST + (int)i);
                    assert_int_equal(day->month, month);
                    assert_int_equal(g_date_time_get_day_of_week(date), weekday + 1);
                    assert_int_equal((day->day - 1) / 7 + 1, nth);
                }
            }
}

// Any bytes, and pieces of calendars in any order: an answer, or an error with a message.
static void test_noise(void **state) {
    (void)state;
    static const char *const PIECES[] = {
        BEGIN,
        END,
        "BEGIN:VEVENT\n",
        "END:VEVENT\n",
        "DTSTART;VALUE=DATE:20260101\n",
        "DTSTART:20260101T000000Z\n",
        "DTEND;VALUE=DATE:20260103\n",
        "DTEND;VALUE=PERIOD:20260101T000000Z/P1D\n",
        "DURATION:P1D\n",
        "DURATION;VALUE=TEXT:x\n",
        "RRULE:FREQ=YEARLY\n",
        "RRULE;VALUE=DATE:20260101\n",
        "RDATE;VALUE=DURATION:P1D\n",
        "EXDATE;VALUE=BOOLEAN:TRUE\n",
        "UID;VALUE=INTEGER:5\n",
        "UID:a\n",
        "RECURRENCE-ID;VALUE=URI:x\n",
        "STATUS;VALUE=DATE:20260101\n",
        "SUMMARY;VALUE=RECUR:FREQ=DAILY\n",
        "RECURRENCE-ID;RANGE=X:20260101\n",
        "SUMMARY:\xff\xfe\n",
        " folded\n",
        "\x01\x02\n",
        ";:,=\"\n",
        "STATUS:CANCELLED\n",
    };
    const char *given = g_getenv("SEED");
    const guint32 seed = given != NULL ? (guint32)g_ascii_strtoull(given, NULL, 10) : g_random_int();
    print_message("# noise: SEED=%u\n", seed);
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    unsigned read = 0;
    for (unsigned round = 0; round < 3000; round++) {
        g_autoptr(GString) text = g_string_new(BEGIN "BEGIN:VEVENT\n");
        for (gint32 n = g_rand_int_range(rand, 0, 12); n > 0; n--)
            g_string_append(text, PIECES[g_rand_int_range(rand, 0, G_N_ELEMENTS(PIECES))]);
        g_string_append(text, "END:VEVENT\n" END);
        if (round % 2 == 0 && text->len > 0)
            text->str[g_rand_int_range(rand, 0, (gint32)text->len)] = (char)g_rand_int_range(rand, 1, 256);
        g_autoptr(GError) error = NULL;
        unsigned skipped = 0;
        g_autoptr(GArray) days = holidays_read(text->str, FIRST, LAST, &skipped, &error);
        assert_true((days == NULL) == (error != NULL));
        if (error != NULL)
            assert_true(g_utf8_validate(error->message, -1, NULL));
        read += days != NULL;
    }
    assert_true(read > 50); // the pieces do make calendars
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),      cmocka_unit_test(test_refused),      cmocka_unit_test(test_floods),
        cmocka_unit_test(test_long_name), cmocka_unit_test(test_nth_weekdays), cmocka_unit_test(test_noise),
    };
    return cmocka_run_group_tests_name("holidays", tests, NULL, NULL);
}
