#ifndef EARSHOT_MISSING_WORDS_H
#define EARSHOT_MISSING_WORDS_H
// Internal to missing: lists of phrases (missing_phrase.h), each ended by NULL.

extern const char *const missing_version_phrases[];
extern const char *const missing_since_phrases[];
extern const char *const missing_time_words[];
extern const char *const missing_deadline_words[];
extern const char *const missing_doubtful_words[];
extern const char *const missing_deadline_phrases[];
extern const char *const missing_steps_phrases[];
extern const char *const missing_steps_unless_asked[];
extern const char *const missing_error_phrases[];
extern const char *const missing_error_words[];
extern const char *const missing_outcome_words[];
extern const char *const missing_expected_words[];
extern const char *const missing_steps_labels[];
extern const char *const missing_failure_words[];
extern const char *const missing_error_says[];
extern const char *const missing_button_words[];
extern const char *const missing_affected_phrases[];
extern const char *const missing_your_words[];
extern const char *const missing_greeting_words[];
extern const char *const missing_stops_phrases[];
extern const char *const missing_stops_doings[];
extern const char *const missing_hindering_words[];
extern const char *const missing_using_words[];
extern const char *const missing_when_words[];
extern const char *const missing_reference_words[];
extern const char *const missing_linking_words[];
extern const char *const missing_unit_words[];
extern const char *const missing_phone_words[];
extern const char *const missing_picture_words[];
extern const char *const missing_attached_words[];
extern const char *const missing_unknowing_words[];
extern const char *const missing_since_topics[];
extern const char *const missing_version_topics[];
extern const char *const missing_reference_topics[];
extern const char *const missing_affected_topics[];
extern const char *const missing_lacking_words[];
extern const char *const missing_why_words[];
extern const char *const missing_times_words[];

#endif
