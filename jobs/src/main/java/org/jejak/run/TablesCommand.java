package org.jejak.run;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jejak.table.Field;
import org.jejak.table.Table;
import org.jejak.table.Tables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The data dictionary. */
@Command(name = "tables", mixinStandardHelpOptions = true, description = "Prints the data dictionary.")
final class TablesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "One table, for example fact_sessions.")
    private String name;

    @Option(names = "--markdown", description = "Print the whole dictionary as Markdown, as in jobs/docs/tables.md.")
    private boolean markdown;

    @Override
    public Integer call() {
        if (markdown) {
            System.out.print(Dictionary.markdown());
        } else if (name == null) {
            for (Table table : Tables.ALL) {
                System.out.printf(Locale.ROOT, "%-28s %s%n", table.fullName(), table.grain());
            }
        } else {
            Table table = Tables.named(name)
                    .orElseThrow(() ->
                            new IllegalArgumentException("no table is named " + name + "; `jejak tables` lists them"));
            System.out.println(table.fullName() + ": " + table.grain());
            System.out.println("key " + String.join(", ", table.keyNames()) + "; "
                    + table.scope().meaning());
            for (Field f : table.fields()) {
                System.out.printf(
                        Locale.ROOT,
                        "  %-26s %-14s %s%s%n",
                        f.name(),
                        f.type().simpleString(),
                        f.comment(),
                        f.nullable() ? " Nullable." : "");
            }
            table.checks().forEach((rule, predicate) -> System.out.println("  check " + rule + ": " + predicate));
        }
        return 0;
    }
}
