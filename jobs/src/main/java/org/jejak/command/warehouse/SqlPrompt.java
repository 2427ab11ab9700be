package org.jejak.command.warehouse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.ResultOutput;
import org.jejak.pipeline.SafeMessages;
import org.jejak.table.Field;
import org.jejak.table.Table;
import org.jejak.table.Tables;
import org.jejak.warehouse.SqlStatements;
import org.jejak.warehouse.Warehouse;
import org.jejak.warehouse.delta.ReadOnlySql;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;

/**
 * SQL typed on a terminal: a statement goes over as many lines as it needs and ends with a semicolon; errors are shown and
 * the next statement is asked for. Lines that start with a backslash are about the prompt itself.
 */
final class SqlPrompt {
    private static final List<String> WORDS = List.of(
            "select",
            "from",
            "where",
            "group by",
            "order by",
            "join",
            "left join",
            "using",
            "limit",
            "having",
            "count(*)",
            "sum(",
            "avg(",
            "min(",
            "max(",
            "round(",
            "case when",
            "with",
            "desc",
            "distinct",
            "between",
            "is not null");

    private static final String HELP = """
            SELECT ... ;      runs a query; it may go over several lines
            \\d                lists the tables
            \\d TABLE          shows the columns of a table
            \\format NAME      shows rows as table, csv or json
            \\?                shows this
            \\q                ends (so does Ctrl-D); Ctrl-C gives up a line or a running query
            """;

    private final SparkSession spark;
    private final Warehouse warehouse;
    private final ResultOutput output;
    private final LineReader reader;

    SqlPrompt(SparkSession spark, Warehouse warehouse, ResultOutput output, Terminal terminal, Path history) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.output = output;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("jejak")
                .parser(new Statements())
                .completer(new StringsCompleter(words()))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "    -> ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .build();
        arrows();
        terminal.handle(Terminal.Signal.INT, signal -> spark.sparkContext().cancelAllJobs());
    }

    /** Also the way in which terminals write arrows that know no keypad mode. */
    private void arrows() {
        KeyMap<Binding> keys = reader.getKeyMaps().get(LineReader.MAIN);
        keys.bind(new Reference(LineReader.UP_LINE_OR_HISTORY), "\033[A");
        keys.bind(new Reference(LineReader.DOWN_LINE_OR_HISTORY), "\033[B");
        keys.bind(new Reference(LineReader.FORWARD_CHAR), "\033[C");
        keys.bind(new Reference(LineReader.BACKWARD_CHAR), "\033[D");
    }

    /** Asks and answers until the input ends. */
    void run() {
        print("Spark SQL over " + warehouse.location() + ". \\? shows help, \\q ends.");
        while (true) {
            try {
                String text = reader.readLine("sql> ").strip();
                if (text.equals("\\q") || text.matches("(?i)(quit|exit)\\s*;?")) return;
                if (text.startsWith("\\")) command(text);
                else SqlStatements.of(text).all().forEach(this::answer);
            } catch (UserInterruptException e) {
                // a line given up: ask again
            } catch (EndOfFileException e) {
                return;
            }
        }
    }

    private void answer(String statement) {
        long start = System.nanoTime();
        try {
            output.show(new ReadOnlySql(spark).query(statement));
            print(String.format(Locale.ROOT, "(%.1f s)", (System.nanoTime() - start) / 1e9));
        } catch (Exception e) { // Scala throws checked exceptions without saying so
            print("error: " + SafeMessages.message(e));
        }
    }

    private void command(String text) {
        String[] words = text.split("\\s+", 2);
        try {
            switch (words[0]) {
                case "\\d" -> {
                    if (words.length == 1) print(list());
                    else print(TablesCommand.describe(words[1].replaceAll("[\\s;]+$", "")));
                }
                case "\\format" -> output.format(words.length == 1 ? "" : words[1]);
                default -> print(HELP.stripTrailing());
            }
        } catch (IllegalArgumentException e) {
            print("error: " + e.getMessage());
        }
    }

    private String list() {
        StringBuilder text = new StringBuilder();
        for (Table table : Tables.ALL) {
            if (warehouse.exists(table)) text.append(TablesCommand.line(table)).append('\n');
        }
        return text.toString().stripTrailing();
    }

    private void print(String text) {
        System.out.println(text);
        System.out.flush();
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>(WORDS);
        Tables.ALL.stream().map(Table::fullName).forEach(words::add);
        Stream<Field> fields = Tables.ALL.stream().flatMap(t -> t.fields().stream());
        fields.map(Field::name).distinct().forEach(words::add);
        return words;
    }

    /** Takes a text as complete when it is a command or when a semicolon ends its last statement. */
    private static final class Statements extends DefaultParser {
        Statements() {
            setQuoteChars(new char[0]);
            setEscapeChars(new char[0]);
        }

        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            boolean isCommand =
                    line.isBlank() || line.strip().startsWith("\\") || line.matches("(?i)\\s*(quit|exit)\\s*");
            if (context == ParseContext.ACCEPT_LINE
                    && !isCommand
                    && SqlStatements.of(line).isOpen()) {
                throw new EOFError(-1, -1, "the statement goes on until a semicolon");
            }
            return super.parse(line, cursor, context);
        }
    }
}
