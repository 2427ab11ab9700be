package org.jejak.session;

import static org.apache.spark.sql.functions.col;

import java.util.*;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.jejak.config.BotSettings;
import org.jejak.table.*;
import ua_parser.Client;
import ua_parser.Parser;

/** Classifies each distinct user agent once: by keywords and patterns, then by the agent parser's device family Spider. */
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

    /** Which agents name themselves machines, by the keywords and the patterns of the settings. */
    static Predicate<String> machines(BotSettings settings) {
        Predicate<String> pattern = settings.patterns().stream()
                .map(p -> Pattern.compile(p, Pattern.CASE_INSENSITIVE).asPredicate())
                .reduce(agent -> false, Predicate::or);
        return agent -> {
            String lower = agent.toLowerCase(Locale.ROOT);
            return settings.keywords().stream().anyMatch(lower::contains) || pattern.test(agent);
        };
    }

    private static Iterator<Row> classified(Iterator<Row> rows, BotSettings settings) {
        Predicate<String> machines = machines(settings);
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
                return RowFactory.create(agent, client.userAgent.family, client.device.family, reason, reason != null);
            }
        };
    }
}
