package org.jejak.command.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jejak.TestSpark;
import org.jejak.command.OutputFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TransactionFileTest {
    @TempDir
    Path folder;

    private TransactionFile.Transactions read(String text, String... more) throws Exception {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, text);
        return read(file, more);
    }

    private static TransactionFile.Transactions read(Path file, String... more) {
        TransactionFile mixin = new TransactionFile();
        CommandLine line =
                new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("t", specOf(mixin)));
        String[] args = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "--transactions", file.toString(), "--customer", "who", "--date", "on"),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        line.parseArgs(args);
        return mixin.read(TestSpark.session());
    }

    private static CommandLine.Model.CommandSpec specOf(TransactionFile mixin) {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(mixin);
    }

    /** Customer, day and amount of the rows. */
    private static List<String> texts(TransactionFile.Transactions read) {
        return TestSpark.texts(read.rows().drop(TransactionFile.START.name()));
    }

    @Test
    void badRowsAreCountedByReasonAndTheOthersKept() throws Exception {
        var found = read("""
                who,on,much
                a,1997-01-02,10.50
                 a ,19970103,-2
                b,1997-01-04T23:30:00Z,1e2
                ,1997-01-01,1
                b,,1
                b,31/12/1997,1
                b,1997-01-01,
                b,1997-01-01,ten
                b,1997-01-01
                b,9999-12-31,1
                b,1997-01-01,999999999999
                """, "--amount", "much", "--zone", "Asia/Jakarta");
        assertEquals(List.of("a|1997-01-02|10.5000", "a|1997-01-03|-2.0000", "b|1997-01-05|100.0000"), texts(found));
        assertEquals(3, found.count());
        assertEquals(
                List.of(
                        "bad_amount 9",
                        "bad_date 7",
                        "missing_amount 8",
                        "missing_customer 5",
                        "missing_date 6",
                        "ragged_row 10",
                        "unlikely_amount 12",
                        "unlikely_date 11"),
                found.skipped().stream()
                        .map(l -> l.reason() + " " + l.firstLine())
                        .toList());
    }

    @Test
    void amountsMayBeMissingAndDatesWrittenOtherwise() throws Exception {
        var found = read("who;on\nx;31/12/1997 8:15\n", "--separator", ";", "--date-pattern", "d/M/yyyy H:mm");
        assertEquals(List.of("x|1997-12-31|null"), texts(found));
    }

    @Test
    void amountsAreReadAsPeopleWriteThem() throws Exception {
        var found = read("""
                who;on;much
                a;1997-01-01;$1,234.50
                b;1997-01-01;($12)
                c;1997-01-01;-$0.5
                d;1997-01-01;.25
                e;1997-01-01;1e2
                f;1997-01-01;12,345,678
                g;1997-01-01;12,50
                h;1997-01-01;1,23,456
                i;1997-01-01;12 apples
                j;1997-01-01;$
                """, "--amount", "much", "--separator", ";");
        assertEquals(
                List.of("1234.5000", "-12.0000", "-0.5000", "0.2500", "100.0000", "12345678.0000"),
                texts(found).stream().map(r -> r.split("\\|")[2]).toList());
        assertEquals(
                4,
                found.skipped().get(0).rows(),
                "bad_amount: a comma before decimals, wrong groups, no currency, no digit");

        var comma = read("""
                who;on;much
                a;1997-01-01;1.234,50 €
                b;1997-01-01;-12,5
                c;1997-01-01;€ 7
                d;1997-01-01;12.50
                """, "--amount", "much", "--separator", ";", "--decimal-comma");
        assertEquals(
                List.of("1234.5000", "-12.5000", "7.0000"),
                texts(comma).stream().map(r -> r.split("\\|")[2]).toList());

        String mixed = assertThrows(
                        IllegalArgumentException.class,
                        () -> read(
                                "who,on,much\na,1997-01-01,IDR 10000\nb,1997-01-01,$5\nc,1997-01-01,5\n",
                                "--amount",
                                "much"))
                .getMessage();
        assertTrue(mixed.contains("amounts in several currencies ($, IDR); convert them to one first"), mixed);
    }

    @Test
    void parquetIsReadWhateverItsNumbersAre() throws Exception {
        Path file = folder.resolve("of a user.parquet");
        OutputFiles.write(
                TestSpark.session()
                        .sql("SELECT 7L AS who, DATE'1997-01-02' AS on, CAST(2.5 AS double) AS much UNION ALL "
                                + "SELECT 8L, DATE'1997-01-03', -1e0"),
                file,
                "parquet");
        assertEquals(List.of("7|1997-01-02|2.5000", "8|1997-01-03|-1.0000"), texts(read(file, "--amount", "much")));
    }

    @Test
    void errorsSayWhatIsWrong() {
        String error = assertThrows(IllegalArgumentException.class, () -> read("who,on\na,never\n"))
                .getMessage();
        assertTrue(error.contains("no usable row") && error.contains("bad_date"), error);
        error = assertThrows(IllegalArgumentException.class, () -> read("who,day\na,1\n"))
                .getMessage();
        assertTrue(error.contains("no column on"), error);
        error = assertThrows(IllegalArgumentException.class, () -> read("who,on\na,1\n", "--zone", "Mars"))
                .getMessage();
        assertTrue(error.contains("--zone Mars"), error);
    }
}
