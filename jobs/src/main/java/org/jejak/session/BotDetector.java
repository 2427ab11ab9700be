package org.jejak.session;

import static org.apache.spark.sql.functions.col;

import java.util.*;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.jejak.config.BotSettings;
import org.jejak.table.*;
import ua_parser.Client;
import ua_parser.Parser;

/** Classifies each distinct user agent once: what device it runs on, and whether it is a machine's: by the lists of the settings, then by the agent parser's device family Spider. */
public final class BotDetector {
    private BotDetector() {}

    /** Rows of {@link Agents}: the user agents of some interactions that are not among the known ones, classified. */
    public static Dataset<Row> classify(Dataset<Row> interactions, Dataset<Row> known, BotSettings settings) {
        Dataset<Row> unknown = interactions
                .filter(Interactions.USER_AGENT.col().isNotNull())
                .select(Interactions.USER_AGENT.col())
                .distinct()
                .join(
                        known.select(Agents.USER_AGENT.col().as("known")),
                        Interactions.USER_AGENT.col().equalTo(col("known")),
                        "left_anti");
        return unknown.mapPartitions(
                (MapPartitionsFunction<Row, Row>) rows -> classified(rows, settings),
                Encoders.row(Agents.TABLE.toStructType()));
    }

    /** Which agents name themselves machines, by the lists of the settings; nothing is looked for in the parts they spare. */
    static Predicate<String> machines(BotSettings settings) {
        Pattern spared = anyOf(settings.spared());
        List<String> signs = new ArrayList<>(settings.patterns());
        settings.keywords().forEach(keyword -> signs.add(Pattern.quote(keyword)));
        settings.words().forEach(word -> signs.add(wholeWord(word)));
        Predicate<String> machine = anyOf(signs).asPredicate();
        return agent -> machine.test(spared.matcher(agent).replaceAll(" "));
    }

    /** A word without letters and digits on either side, or one with a capital in the humps of a name (FooScanner). */
    private static String wholeWord(String word) {
        String capital = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        return "(?<![a-z0-9])%s(?![a-z0-9])|(?-i:(?<=[a-z])%s(?![a-z]))"
                .formatted(Pattern.quote(word), Pattern.quote(capital));
    }

    /** Matches where one of the expressions does; nowhere if there are none. */
    private static Pattern anyOf(List<String> expressions) {
        String any = expressions.stream().map("(?:%s)"::formatted).collect(Collectors.joining("|"));
        return Pattern.compile(expressions.isEmpty() ? "(?!)" : any, Pattern.CASE_INSENSITIVE);
    }

    private static Iterator<Row> classified(Iterator<Row> rows, BotSettings settings) {
        Predicate<String> machines = machines(settings);
        RowBuilder row = new RowBuilder(Agents.TABLE);
        return new Iterator<>() {
            private Parser parser;

            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                String agent = rows.next().getString(0);
                if (parser == null) parser = new Parser();
                Client client = parser.parse(agent);
                boolean keyword = machines.test(agent);
                boolean spider = settings.useAgentParser() && "Spider".equals(client.device.family);
                String reason = keyword ? "keyword" : spider ? "parser" : null;
                VisitorDevice device = VisitorDevice.ofAgent(agent, client);
                return row.set(Agents.USER_AGENT, agent)
                        .set(Agents.AGENT_FAMILY, client.userAgent.family)
                        .set(Agents.DEVICE_FAMILY, client.device.family)
                        .set(Agents.DEVICE_TYPE, device.type())
                        .set(Agents.PLATFORM, device.platform())
                        .set(Agents.BOT_REASON, reason)
                        .set(Agents.IS_BOT, reason != null)
                        .row();
            }
        };
    }
}
