// Commands on the one cause behind many complaints: its name, who understood it,
// that it is mended, and that it is not after all. A problem is of one PM, so names are looked for among
// theirs alone.
#include "orders_parts.h"

#include "campaign.h"
#include "phrasebook.h"
#include "problem.h"
#include "values.h"

static const char *name_of(const OrdersDoing *doing) {
    return doing->result->command->words->pdata[0];
}

// NULL, and refused, when the PM has none of that name.
static Problem *find(const OrdersDoing *doing) {
    Problem *problem = problem_find(doing->txn, doing->pm->name, name_of(doing));
    values_set(doing->result->values, "problem", problem == NULL ? name_of(doing) : problem->name);
    if (problem == NULL)
        orders_refuse(doing, "no-problem");
    return problem;
}

static void set_title(const OrdersDoing *doing, const char *title) {
    g_autoptr(Problem) problem = problem_find(doing->txn, doing->pm->name, name_of(doing));
    g_autofree char *plain = title == NULL ? NULL : values_short(title, PROBLEM_TITLE_MOST);
    if (problem == NULL || plain == NULL)
        return;
    g_free(problem->title);
    problem->title = g_steal_pointer(&plain);
    problem->updated = doing->now;
    problem_put(doing->txn, problem);
}

void orders_do_problem(OrdersDoing *doing) {
    static const ProblemLink BY_HAND = {.how = LINK_BY_HAND, .sure = 1};
    g_autoptr(Problem) known = problem_find(doing->txn, doing->pm->name, name_of(doing));
    problem_link(doing->txn, doing->thread, doing->pm->name, name_of(doing), &BY_HAND, doing->now);
    set_title(doing, command_pair(doing->result->command, "title"));
    g_autoptr(Note) note = orders_note_new(doing, name_of(doing));
    journal_add(doing->txn, doing->thread, note);
    orders_finish(doing, known == NULL ? "problem-new" : "problem",
                  doing->thread->problem == NULL ? name_of(doing) : doing->thread->problem);
}

void orders_do_understood(OrdersDoing *doing) {
    g_autoptr(Problem) problem = find(doing);
    if (problem == NULL)
        return;
    problem->marked[PROBLEM_BY_PM] = doing->now;
    problem->updated = doing->now;
    problem_put(doing->txn, problem);
    for (unsigned mark = 0; mark < PROBLEM_MARKS; mark++)
        if (problem->marked[mark] == 0) {
            g_autofree char *lacks = phrasebook_say(doing->orders->book, "orders-mark",
                                                    problem_mark_name((ProblemMark)mark), NULL);
            g_ptr_array_add(doing->result->more, g_steal_pointer(&lacks));
        }
    orders_finish(doing, problem_is_understood(problem) ? "understood" : "understood-by-pm", problem->name);
}

void orders_do_fixed(OrdersDoing *doing) {
    const char *release = command_pair(doing->result->command, "release");
    g_autoptr(Problem) problem = find(doing);
    if (problem == NULL)
        return;
    bool exact;
    const unsigned count = campaign_count(doing->txn, doing->orders->config, problem, release, &exact);
    g_autoptr(Campaign) campaign = campaign_begin(doing->txn, doing->orders->config, problem, release,
                                                  doing->pm->name, CAMPAIGN_WINDOW, 0, doing->now);
    if (campaign == NULL) {
        orders_refuse(doing, "no-problem");
        return;
    }
    g_autofree char *undo = g_strdup_printf("#undo %s", problem->name);
    g_autofree char *starts =
        phrasebook_time(doing->orders->book, campaign->starts, doing->now, doing->pm->time_zone);
    g_autofree char *most = g_strdup_printf("%u", count);
    g_autofree char *detail =
        g_strdup_printf("%s %s, %s%u to be told", problem->name, release, exact ? "" : "at most ", count);
    values_set(doing->result->values, "most", most);
    values_set(doing->result->values, "release", release);
    values_set(doing->result->values, "starts", starts);
    values_set(doing->result->values, "undo", undo);
    orders_finish(doing, exact ? "fixed" : "fixed-many", detail);
    if (exact)
        doing->result->count = count;
}

void orders_do_undo_fixed(OrdersDoing *doing) {
    g_autoptr(Problem) problem = find(doing);
    g_autoptr(Campaign) campaign = problem == NULL ? NULL : campaign_of(doing->txn, problem->id);
    if (problem == NULL)
        return;
    if (campaign == NULL || !campaign_runs(campaign) || !campaign_undo(doing->txn, campaign, doing->now)) {
        orders_refuse(doing, "told-already");
        return;
    }
    orders_finish(doing, "undo-fixed", problem->name);
    doing->result->count = campaign->told;
}
