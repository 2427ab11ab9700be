package org.jejak.report;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The brief as plain text, for mail and chat: the first line is the subject. */
public final class ReportText {
    private ReportText() {}

    /**
     * The file's text. The same report always gives the same text.
     *
     * @param file name of the report, to be found
     */
    public static String of(Report report, String file) {
        Messages words = report.words();
        StringBuilder text = new StringBuilder();
        text.append(words.text(
                        "mail.subject",
                        report.brand(),
                        words.date(report.source().date()),
                        report.front().tiles().stream()
                                .limit(2)
                                .map(t -> t.title() + " " + t.shown())
                                .collect(Collectors.joining("; "))))
                .append("\n\n")
                .append(report.delivery())
                .append("\n\n")
                .append(words.text("mail.figures"))
                .append('\n');
        for (Tile tile : report.front().tiles()) {
            text.append("- ").append(tile.title()).append(": ").append(tile.shown());
            Stream.of(
                            Stream.of(tile.detail()),
                            tile.remarks().stream().map(Tile.Remark::text),
                            Stream.of(tile.targetText()))
                    .flatMap(s -> s)
                    .filter(s -> !s.isEmpty())
                    .forEach(s -> text.append("; ").append(s));
            text.append('\n');
        }
        text.append('\n').append(words.text("front.know")).append('\n');
        int number = 1;
        for (FrontPage.Point point : report.front().toKnow())
            text.append(number++).append(". ").append(point.text()).append('\n');
        if (number == 1) text.append(words.text("front.know.none")).append('\n');
        text.append('\n').append(words.text("front.do")).append('\n');
        number = 1;
        for (Action action : report.front().toDo()) {
            text.append(number++)
                    .append(". ")
                    .append(action.title())
                    .append(": ")
                    .append(words.text("mail.stake", action.shown(), action.interval()))
                    .append(". ")
                    .append(action.text());
            if (!action.owner().isEmpty())
                text.append(' ')
                        .append(words.text("front.owner", action.owner()))
                        .append('.');
            text.append('\n');
        }
        if (number == 1) text.append(words.text("front.do.none")).append('\n');
        return text.append('\n')
                .append(words.text("mail.file", file))
                .append('\n')
                .toString()
                .replace('\u00a0', ' ');
    }
}
