package org.jejak.simulate;

import java.util.List;

/** Answers to surveys, one CSV row per question. They follow satisfaction, with noise. */
final class Surveys {
    private final World world;
    private final Outbox outbox;
    private final Person person;
    private final RandomSource chance;
    private int submissions;

    Surveys(World world, Outbox outbox, Person person) {
        this.world = world;
        this.outbox = outbox;
        this.person = person;
        chance = person.chance;
    }

    void afterContact(long at, String ticketId, String channel) {
        String submission = submission();
        answer(at, submission, 1, "contact", "csat", "csat_1_5", 1, 5, ticketId, channel);
        answer(at, submission, 2, "contact", "ces", "ces_1_7", 1, 7, ticketId, channel);
        three(at, submission, 3, "contact", ticketId, channel);
    }

    void afterPurchase(long at, String touchpoint) {
        String submission = submission();
        answer(at, submission, 1, "relationship", "nps", "nps_0_10", 0, 10, null, touchpoint);
        if (chance.happens(0.7)) {
            three(at, submission, 2, "relationship", null, touchpoint);
        }
    }

    private void three(long at, String submission, int first, String survey, String ticketId, String touchpoint) {
        answer(at, submission, first, survey, "effectiveness", "likert_1_5", 1, 5, ticketId, touchpoint);
        answer(at, submission, first + 1, survey, "ease", "likert_1_5", 1, 5, ticketId, touchpoint);
        answer(at, submission, first + 2, survey, "emotion", "likert_1_5", 1, 5, ticketId, touchpoint);
    }

    private String submission() {
        submissions++;
        return "S" + Long.toString(person.id, 36) + "-" + submissions;
    }

    private void answer(
            long at,
            String submission,
            int number,
            String survey,
            String question,
            String scale,
            int low,
            int high,
            String ticketId,
            String touchpoint) {
        double mood = person.satisfaction + 0.13 * chance.gaussian() + (question.equals("nps") ? 0.06 : 0);
        if (world.stories.viralEcho(at)) {
            mood -= 0.25; // people repeat what they read
        }
        int score = (int) Math.round(low + (high - low) * Math.max(0, Math.min(1, mood)));
        RecordDraft draft = outbox.draft(OutputFeed.SURVEY, at);
        draft.fields(submission + '-' + number, submission, survey, question, score, scale);
        draft.fields(Timestamps.utc(draft.shownTime()));
        boolean byUser = person.hasAccount && submissions % 3 != 0;
        draft.fields(draft.show(byUser ? person.userId : null), draft.show(byUser ? null : person.email));
        boolean comments = number == 1 && chance.happens(0.3);
        List<String> words = mood > 0.6 ? ProductCatalogue.GOOD_COMMENTS : ProductCatalogue.BAD_COMMENTS;
        draft.fields(ticketId, comments ? chance.oneOf(words) : null, touchpoint);
        outbox.send(draft);
    }
}
