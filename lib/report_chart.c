// Pictures must be read on a phone and on paper, so all have one small size in
// units (400 by 190) that a page shows at about its own size, and no more than
// they need: a few lines across, weeks below, marks.
#include "report_chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 400, HEIGHT = 190, LEFT = 48, RIGHT = 394, TOP = 12, BOTTOM = 152 };

static char *whole_id(const Chart *chart, const char *part) {
    return g_strconcat(chart->id, "-", part, NULL);
}

static void put_named(Sheet *sheet, const char *tag, const char *id, const char *text) {
    sheet_open(sheet, tag);
    sheet_set(sheet, "id", id);
    sheet_text(sheet, text);
    sheet_close(sheet);
}

static void open_picture(Sheet *sheet, const Chart *chart) {
    g_autofree char *title = whole_id(chart, "title"), *desc = whole_id(chart, "desc");
    g_autofree char *both = g_strconcat(title, " ", desc, NULL);
    g_autofree char *box = g_strdup_printf("0 0 %d %d", WIDTH, HEIGHT);
    sheet_open(sheet, "svg");
    sheet_set(sheet, "viewBox", box);
    sheet_set(sheet, "role", "img");
    sheet_set(sheet, "aria-labelledby", both);
    put_named(sheet, "title", title, chart->title);
    put_named(sheet, "desc", desc, chart->desc);
}

static void put_line(Sheet *sheet, const char *class, int64_t x1, int64_t y1, int64_t x2, int64_t y2) {
    sheet_open_as(sheet, "line", class);
    sheet_set_number(sheet, "x1", x1);
    sheet_set_number(sheet, "y1", y1);
    sheet_set_number(sheet, "x2", x2);
    sheet_set_number(sheet, "y2", y2);
    sheet_close(sheet);
}

static void put_box(Sheet *sheet, const char *class, int64_t x, int64_t y, int64_t width, int64_t height) {
    sheet_open_as(sheet, "rect", class);
    sheet_set_number(sheet, "x", x);
    sheet_set_number(sheet, "y", y);
    sheet_set_number(sheet, "width", MAX(width, 1));
    sheet_set_number(sheet, "height", MAX(height, 0));
    sheet_close(sheet);
}

static void put_label(Sheet *sheet, const char *class, int64_t x, int64_t y, const char *anchor,
                      const char *text) {
    sheet_open_as(sheet, "text", class);
    sheet_set_number(sheet, "x", x);
    sheet_set_number(sheet, "y", y);
    sheet_set(sheet, "text-anchor", anchor);
    sheet_text(sheet, text);
    sheet_close(sheet);
}

// A line across with what it means before it.
static void put_step(Sheet *sheet, int64_t y, const char *label) {
    put_line(sheet, "grid", LEFT, y, RIGHT, y);
    put_label(sheet, NULL, LEFT - 5, y + 4, "end", label);
}

// --- weeks ---

static int64_t week_from(const Chart *chart, guint week) {
    return LEFT + (int64_t)(RIGHT - LEFT) * week / MAX(chart->weeks->len, 1);
}

static int64_t week_middle(const Chart *chart, guint week) {
    return (week_from(chart, week) + week_from(chart, week + 1)) / 2;
}

// Of a mark: what is left of a week's room, but no wider than the eye needs.
static int64_t mark_width(const Chart *chart) {
    const int64_t room = (RIGHT - LEFT) / MAX((int64_t)chart->weeks->len, 1);
    return CLAMP(room - (room > 8 ? 3 : 1), 2, 36);
}

// As many weeks by name as there is room for; below the first, and where one begins, the year.
static void put_weeks(Sheet *sheet, const Chart *chart) {
    enum { ROOM = 30, YEAR_ROOM = 34 };
    const guint count = chart->weeks->len;
    const guint step = (count * ROOM + (RIGHT - LEFT) - 1) / (RIGHT - LEFT);
    int64_t year_end = 0;
    put_line(sheet, "grid", LEFT, BOTTOM, RIGHT, BOTTOM);
    for (guint i = 0; i < count; i++) {
        const char *week = chart->weeks->pdata[i]; // "2026-W48"
        const int64_t x = week_middle(chart, i);
        g_autofree char *year = g_strndup(week, 4);
        const char *before = i == 0 ? "" : chart->weeks->pdata[i - 1];
        if (i % MAX(step, 1) == 0)
            put_label(sheet, NULL, x, BOTTOM + 15, "middle", strlen(week) > 5 ? week + 5 : week);
        if (strncmp(week, before, 4) != 0 && x - YEAR_ROOM / 2 >= year_end) {
            put_label(sheet, NULL, x, BOTTOM + 30, "middle", year);
            year_end = x + YEAR_ROOM / 2;
        }
    }
}

// What a week says when pointed at.
static void open_week(Sheet *sheet, const Chart *chart, guint week, const char *said) {
    g_autofree char *text = g_strdup_printf("%s: %s", (const char *)chart->weeks->pdata[week], said);
    sheet_open(sheet, "g");
    sheet_put(sheet, "title", NULL, text);
}

// --- shares ---

static int64_t share_y(int per_cent) {
    return BOTTOM - (int64_t)(BOTTOM - TOP) * CLAMP(per_cent, 0, 100) / 100;
}

void chart_shares(Sheet *sheet, const Chart *chart, const int *per_cent, int goal) {
    static const int STEPS[] = {25, 50, 75, 100};
    open_picture(sheet, chart);
    for (size_t i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        g_autofree char *label = g_strdup_printf("%d %%", STEPS[i]);
        put_step(sheet, share_y(STEPS[i]), label);
    }
    put_weeks(sheet, chart);
    for (guint i = 0; i < chart->weeks->len; i++) {
        if (per_cent[i] < 0)
            continue;
        const int64_t y = MIN(share_y(per_cent[i]), BOTTOM - 1); // nothing in time is a line, not a gap
        const int64_t width = mark_width(chart);
        g_autofree char *said = g_strdup_printf("%d %% in time", per_cent[i]);
        open_week(sheet, chart, i, said);
        put_box(sheet, "share", week_middle(chart, i) - width / 2, y, width, BOTTOM - y);
        sheet_close(sheet);
    }
    if (goal >= 0)
        put_line(sheet, "goal", LEFT, share_y(goal), RIGHT, share_y(goal));
    sheet_close(sheet);
}

// --- spans ---

typedef struct Step {
    GTimeSpan span;
    const char *business, *wall;
} Step;

// A step is 3 to 10 times the one below it, at a length that people have a word for.
static const Step STEPS[] = {
    {G_TIME_SPAN_SECOND / 10, "0.1 s", "0.1 s"},   {G_TIME_SPAN_SECOND, "1 s", "1 s"},
    {10 * G_TIME_SPAN_SECOND, "10 s", "10 s"},     {G_TIME_SPAN_MINUTE, "1 min", "1 min"},
    {10 * G_TIME_SPAN_MINUTE, "10 min", "10 min"}, {G_TIME_SPAN_HOUR, "1 h", "1 h"},
    {4 * G_TIME_SPAN_HOUR, "4 h", "4 h"},          {24 * G_TIME_SPAN_HOUR, "24 h", "1 day"},
    {168 * G_TIME_SPAN_HOUR, "168 h", "1 week"},   {720 * G_TIME_SPAN_HOUR, "720 h", "30 days"},
    {8760 * G_TIME_SPAN_HOUR, "8760 h", "1 year"},
};

typedef struct Scale {
    size_t low, high; // of STEPS
} Scale;

static void widen(Scale *scale, GTimeSpan span) {
    if (span <= 0)
        return;
    while (scale->low > 0 && STEPS[scale->low].span > span)
        scale->low--;
    while (scale->high + 1 < G_N_ELEMENTS(STEPS) && STEPS[scale->high].span < span)
        scale->high++;
}

// From the step below the shortest to the step above the longest.
static Scale scale_of(const ChartSpans *spans, guint count, const GTimeSpan goals[TIMINGS_RANKS]) {
    Scale scale = {G_N_ELEMENTS(STEPS) - 2, 0};
    for (guint i = 0; i < count; i++)
        for (unsigned rank = 0; rank < TIMINGS_RANKS; rank++)
            widen(&scale, spans[i].rank[rank]);
    for (unsigned rank = 0; rank < TIMINGS_RANKS; rank++)
        widen(&scale, goals[rank]);
    scale.low = MIN(scale.low, scale.high);
    scale.high = MAX(scale.high, scale.low + 1);
    return scale;
}

// What is shorter or longer than the scale stands at its end.
static int64_t span_y(const Scale *scale, GTimeSpan span) {
    const double low = log((double)STEPS[scale->low].span), high = log((double)STEPS[scale->high].span);
    if (span <= 0)
        return BOTTOM;
    const double part = (log((double)span) - low) / (high - low);
    return BOTTOM - llround(CLAMP(part, 0.0, 1.0) * (BOTTOM - TOP));
}

static void put_dot(Sheet *sheet, int64_t x, int64_t y, int64_t size) {
    sheet_open_as(sheet, "circle", "p50");
    sheet_set_number(sheet, "cx", x);
    sheet_set_number(sheet, "cy", y);
    sheet_set_number(sheet, "r", size);
    sheet_close(sheet);
}

static void put_diamond(Sheet *sheet, int64_t x, int64_t y, int64_t size) {
    g_autofree char *path = g_strdup_printf("M%d %dl%d %dl%d %dl%d %dz", (int)x, (int)(y - size), (int)size,
                                            (int)size, (int)-size, (int)size, (int)-size, (int)-size);
    sheet_open_as(sheet, "path", "p99");
    sheet_set(sheet, "d", path);
    sheet_close(sheet);
}

static void put_week_spans(Sheet *sheet, const Chart *chart, guint week, const ChartSpans *spans, bool days,
                           const Scale *scale) {
    const int64_t x = week_middle(chart, week), width = mark_width(chart), size = CLAMP(width / 4, 2, 4);
    g_autofree char *p50 = timings_span(spans->rank[TIMINGS_P50], days);
    g_autofree char *p90 = timings_span(spans->rank[TIMINGS_P90], days);
    g_autofree char *p99 = timings_span(spans->rank[TIMINGS_P99], days);
    g_autofree char *said = g_strdup_printf("P50 %s, P90 %s, P99 %s", p50, p90, p99);
    const int64_t half = MIN(width / 2 + 1, 9), high = span_y(scale, spans->rank[TIMINGS_P99]);
    const int64_t tick = span_y(scale, spans->rank[TIMINGS_P90]),
                  low = span_y(scale, spans->rank[TIMINGS_P50]);
    open_week(sheet, chart, week, said);
    put_line(sheet, "reach", x, high, x, low);
    put_diamond(sheet, x, high, size);
    put_line(sheet, "p90", x - half, tick, x + half, tick);
    put_dot(sheet, x, low, size);
    sheet_close(sheet);
}

static void put_goals(Sheet *sheet, const GTimeSpan goals[TIMINGS_RANKS], const Scale *scale) {
    static const char *const NAMES[TIMINGS_RANKS] = {"P50 goal", "P90 goal", "P99 goal"};
    for (unsigned rank = 0; rank < TIMINGS_RANKS; rank++) {
        if (goals[rank] <= 0)
            continue;
        const int64_t y = span_y(scale, goals[rank]);
        put_line(sheet, "goal", LEFT, y, RIGHT, y);
        put_label(sheet, "goal", RIGHT, y - 4, "end", NAMES[rank]);
    }
}

void chart_spans(Sheet *sheet, const Chart *chart, const ChartSpans *spans, bool days,
                 const GTimeSpan goals[TIMINGS_RANKS]) {
    const Scale scale = scale_of(spans, chart->weeks->len, goals);
    open_picture(sheet, chart);
    for (size_t i = scale.low; i <= scale.high; i++)
        put_step(sheet, span_y(&scale, STEPS[i].span), days ? STEPS[i].wall : STEPS[i].business);
    put_weeks(sheet, chart);
    for (guint i = 0; i < chart->weeks->len; i++)
        if (spans[i].rank[TIMINGS_P50] >= 0)
            put_week_spans(sheet, chart, i, &spans[i], days, &scale);
    put_goals(sheet, goals, &scale);
    sheet_close(sheet);
}

// --- levels ---

// The next of 1, 2, 5, 10, 20, ... that four steps of it reach.
static uint64_t step_for(uint64_t most) {
    enum { STEPS_UP = 4 };
    uint64_t step = 1;
    for (unsigned turn = 0; step < G_MAXUINT64 / 8 && step * STEPS_UP < most; turn++)
        step = turn % 3 == 1 ? step / 2 * 5 : step * 2;
    return step;
}

static uint64_t sum_of(const ChartLevels *levels) {
    uint64_t sum = 0;
    for (unsigned level = 0; level < LEVEL_COUNT; level++)
        sum += levels->count[level];
    return sum;
}

static int64_t count_y(uint64_t count, uint64_t top) {
    return BOTTOM - llround((double)count / (double)top * (BOTTOM - TOP));
}

static void put_week_levels(Sheet *sheet, const Chart *chart, guint week, const ChartLevels *levels,
                            uint64_t top) {
    const int64_t width = mark_width(chart), x = week_middle(chart, week) - width / 2;
    g_autofree char *said = g_strdup_printf("critical %" G_GUINT64_FORMAT ", escalation %" G_GUINT64_FORMAT
                                            ", concern %" G_GUINT64_FORMAT ", none %" G_GUINT64_FORMAT,
                                            levels->count[LEVEL_CRITICAL], levels->count[LEVEL_ESCALATION],
                                            levels->count[LEVEL_CONCERN], levels->count[LEVEL_NONE]);
    uint64_t below = 0;
    open_week(sheet, chart, week, said);
    for (unsigned i = LEVEL_COUNT; i-- > 0;) {
        if (levels->count[i] == 0)
            continue;
        const int64_t bottom = count_y(below, top), y = count_y(below += levels->count[i], top);
        put_box(sheet, level_name((Level)i), x, MIN(y, bottom - 1), width, MAX(bottom - y, 1));
    }
    sheet_close(sheet);
}

void chart_levels(Sheet *sheet, const Chart *chart, const ChartLevels *levels) {
    uint64_t most = 1;
    for (guint i = 0; i < chart->weeks->len; i++)
        most = MAX(most, sum_of(&levels[i]));
    const uint64_t step = step_for(most), top = (most + step - 1) / step * step;
    open_picture(sheet, chart);
    for (uint64_t count = step; count <= top; count += step) {
        g_autofree char *label = g_strdup_printf("%" G_GUINT64_FORMAT, count);
        put_step(sheet, count_y(count, top), label);
    }
    put_weeks(sheet, chart);
    for (guint i = 0; i < chart->weeks->len; i++)
        if (sum_of(&levels[i]) > 0)
            put_week_levels(sheet, chart, i, &levels[i], top);
    sheet_close(sheet);
}

// --- bars ---

void chart_bar(Sheet *sheet, uint64_t count, uint64_t most, const char *class) {
    sheet_open(sheet, "svg");
    sheet_set(sheet, "viewBox", "0 0 100 10");
    sheet_set(sheet, "preserveAspectRatio", "none");
    sheet_set(sheet, "aria-hidden", "true");
    if (count > 0)
        put_box(sheet, class, 0, 0, llround((double)count / (double)MAX(most, 1) * 100), 10);
    sheet_close(sheet);
}
