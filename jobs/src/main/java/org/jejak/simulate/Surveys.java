package org.jejak.simulate;

import java.util.List;

/** Answers to surveys, one CSV row per question. They follow satisfaction, with noise. */
final class Surveys {
    /** What is asked, and the lowest and highest answer. */
    private record Question(String name, String scale, int low, int high) {}

    /** Answers that one person gives at once. The ticket is null for a survey after a purchase. */
    private record Submission(String id, long at, String survey, String ticketId, String touchpoint) {}

    private static final Question CSAT = new Question("csat", "csat_1_5", 1, 5);
    private static final Question CES = new Question("ces", "ces_1_7", 1, 7);
    private static final Question NPS = new Question("nps", "nps_0_10", 0, 10);
    private static final List<Question> EXPERIENCE = List.of(
            new Question("effectiveness", "likert_1_5", 1, 5),
            new Question("ease", "likert_1_5", 1, 5),
            new Question("emotion", "likert_1_5", 1, 5));

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
        Submission submission = submission(at, "contact", ticketId, channel);
        answer(submission, 1, CSAT);
        answer(submission, 2, CES);
        answerExperience(submission, 3);
    }

    void afterPurchase(long at, String touchpoint) {
        Submission submission = submission(at, "relationship", null, touchpoint);
        answer(submission, 1, NPS);
        if (chance.happens(0.7)) answerExperience(submission, 2);
    }

    private Submission submission(long at, String survey, String ticketId, String touchpoint) {
        submissions++;
        String id = "S" + Long.toString(person.id, 36) + "-" + submissions;
        return new Submission(id, at, survey, ticketId, touchpoint);
    }

    private void answerExperience(Submission submission, int firstNumber) {
        int number = firstNumber;
        for (Question question : EXPERIENCE) answer(submission, number++, question);
    }

    private void answer(Submission submission, int number, Question question) {
        double mood = person.satisfaction + 0.13 * chance.gaussian() + (question == NPS ? 0.06 : 0);
        if (world.stories.viralEcho().contains(submission.at)) mood -= 0.25; // people repeat what they read
        double share = Math.max(0, Math.min(1, mood));
        int score = (int) Math.round(question.low + (question.high - question.low) * share);
        RecordDraft draft = outbox.draft(OutputFeed.SURVEY, submission.at);
        draft.fields(submission.id + '-' + number, submission.id, submission.survey, question.name);
        draft.fields(score, question.scale, Timestamps.utc(draft.shownTime()));
        boolean byUser = person.hasAccount && submissions % 3 != 0;
        draft.fields(draft.show(byUser ? person.userId : null), draft.show(byUser ? null : person.email));
        boolean comments = number == 1 && chance.happens(0.3);
        List<String> words = mood > 0.6 ? ProductCatalogue.GOOD_COMMENTS : ProductCatalogue.BAD_COMMENTS;
        draft.fields(submission.ticketId, comments ? chance.oneOf(words) : null, submission.touchpoint);
        outbox.send(draft);
    }
}
