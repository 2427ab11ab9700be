package org.jejak.command.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jejak.config.UsageException;
import org.jejak.dictionary.CubeModel;
import org.jejak.dictionary.DbtModel;
import org.jejak.dictionary.Dictionary;
import org.jejak.dictionary.DictionaryPage;
import org.jejak.dictionary.Lineage;
import org.jejak.dictionary.TmdlModel;
import org.jejak.table.*;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The data dictionary. */
@Command(name = "tables", mixinStandardHelpOptions = true, description = "Prints the data dictionary.")
public final class TablesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "One table, for example fact_sessions.")
    private String name;

    @Option(names = "--markdown", description = "Print the whole dictionary as Markdown, as in jobs/docs/tables.md.")
    private boolean markdown;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the whole dictionary as one page that needs nothing else.")
    private Path html;

    @Option(
            names = "--dbt",
            description =
                    "Print the gold tables for dbt: sources with tests, semantic models and metrics, one YAML file.")
    private boolean dbt;

    @Option(names = "--cube", description = "Print the gold tables as cubes of Cube, one YAML file.")
    private boolean cube;

    @Option(
            names = "--tmdl",
            description = "Print the gold tables as a semantic model of Power BI, a script for its TMDL view.")
    private boolean tmdl;

    @Override
    public Integer call() throws IOException {
        if (html != null) {
            Files.createDirectories(html.toAbsolutePath().getParent());
            Files.writeString(html, DictionaryPage.html());
            System.out.println("Written to " + html);
        } else if (markdown) {
            System.out.print(Dictionary.markdown());
        } else if (dbt) {
            System.out.print(DbtModel.yaml());
        } else if (cube) {
            System.out.print(CubeModel.yaml());
        } else if (tmdl) {
            System.out.print(TmdlModel.script());
        } else if (name == null) {
            Tables.ALL.forEach(table -> System.out.println(line(table)));
        } else {
            System.out.println(describe(name));
        }
        return 0;
    }

    /** One line about a table. */
    static String line(Table table) {
        return String.format(Locale.ROOT, "%-32s %s", table.fullName(), table.grain());
    }

    /** @throws UsageException if there is no such table */
    static String describe(String name) {
        Table table = Tables.named(name)
                .orElseThrow(() -> new UsageException("no table is named " + name + "; `jejak tables` lists them"));
        StringBuilder text = new StringBuilder(
                table.fullName() + ": " + table.grain() + "\nkey " + String.join(", ", table.keyNames()) + "\n"
                        + Lineage.of(table) + "; " + table.scope().meaning() + "; defined in "
                        + Lineage.definition(table) + "\n");
        for (Field f : table.fields()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-26s %-14s %s%s%n",
                    f.name(),
                    f.type().simpleString(),
                    table.comment(f),
                    f.nullable() ? " Nullable." : ""));
        }
        table.checks()
                .forEach((rule, predicate) -> text.append("  check ")
                        .append(rule)
                        .append(": ")
                        .append(predicate)
                        .append('\n'));
        return text.toString().stripTrailing();
    }
}
