package org.jejak.warehouse.delta;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.jejak.TestSpark;
import org.jejak.config.DeltaAccess;
import org.jejak.config.UsageException;
import org.jejak.table.Publications;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlySqlTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void aTable() {
        String path = folder.resolve("t").toString();
        DeltaStore.at(TestSpark.session(), path, DeltaAccess.DIRECT).create(Publications.TABLE, false);
        TestSpark.session().sql("create schema if not exists guarded");
        TestSpark.session().sql("create table guarded.t using delta location '" + path + "'");
    }

    @AfterAll
    static void drop() {
        TestSpark.session().sql("drop schema guarded cascade");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table guarded.t",
                "delete from guarded.t",
                "update guarded.t set run_id = 'x'",
                "truncate table guarded.t",
                "insert into t values (1)",
                "with x as (select 1) insert into t select * from x",
                "from t insert into u select *",
                "insert overwrite directory '/tmp/x' using csv select 1",
                "merge into t using u on t.a = u.a when matched then delete",
                "create table t as select 1",
                "create table t (a int) using delta",
                "create schema s",
                "create view v as select 1",
                "create temporary view v using csv options (path '/etc/passwd')",
                "create function f as 'x'",
                "vacuum guarded.t",
                "optimize guarded.t",
                "restore guarded.t to version as of 0",
                "analyze table guarded.t compute statistics",
                "execute immediate 'drop table t'",
                "begin drop table t; end",
                "add jar 'x.jar'",
                "cache table guarded.t",
                "uncache table guarded.t",
                "refresh table guarded.t",
                "call some.procedure()",
                // these begin like statements that read
                "alter table guarded.t set tblproperties ('delta.appendOnly' = 'true')",
                "alter table guarded.t unset tblproperties ('delta.appendOnly')",
                "alter table guarded.t set location '/tmp/x'",
                "alter database guarded set dbproperties ('a' = 'b')",
                "alter database guarded set location '/tmp/x'",
                "alter table guarded.t add columns (a int)",
                "explain insert into t values (1)",
                // any method of any class, any program, any file
                "select reflect('java.lang.System', 'exit', 3)",
                "select 1 where exists (select try_reflect('java.lang.System', 'exit', 3))",
                "with x as (select System.BuiltIn.Java_Method('java.lang.System', 'exit', 3)) select * from x",
                "create temporary view v as select reflect('java.lang.System', 'exit', 3)",
                "select identifier('reflect')('java.lang.System', 'exit', 3)",
                "select * from identifier('text.`/etc/passwd`')",
                "select transform(run_id) using 'cat' from guarded.t",
                "select * from text.`/etc/passwd`",
                "select * from (select 1 union select * from TEXT.`passwd`)",
                "select * from csv.`/etc/passwd`",
                "select * from json.`/etc/passwd`",
                "select * from parquet.`/tmp`",
                "select * from binaryFile.`/etc/passwd`",
                "select (select max(value) from text.`/etc/passwd`)",
                "create temporary view v as select * from text.`/etc/passwd`",
                "select * from `org.apache.spark.sql.execution.datasources.csv.CSVFileFormat`.`/etc/passwd`"
            })
    void nothingElseIsDone(String statement) {
        String message = assertThrows(UsageException.class, () -> new ReadOnlySql(TestSpark.session()).query(statement))
                .getMessage();
        assertTrue(message.startsWith("jejak sql only reads"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "with x as (select 1 as a) select * from x",
                "with recursive r(n) as (select 1 union all select n + 1 from r where n < 3) select * from r",
                "values (1)",
                "table guarded.t",
                "from guarded.t |> where delta_version > 1 |> aggregate count(*) group by run_id |> limit 3",
                "select /*+ broadcast(a) */ distinct a.run_id from guarded.t a left semi join guarded.t b using (run_id)"
                        + " where run_id in (select table_name from guarded.t) order by 1 limit 3 offset 1",
                "select run_id, count(*) filter (where delta_version > 1) from guarded.t group by cube (run_id) having count(*) > 1",
                "select run_id, row_number() over w from guarded.t window w as (partition by run_id order by table_name)",
                "select x from guarded.t lateral view explode(array(1)) e as x",
                "select l.n from guarded.t a, lateral (select a.delta_version as n) l",
                "select * from range(5)",
                "select * from explode(array(1)) as t (x)",
                "select * from (values (1, 2)) as t (a, b) pivot (sum(a) for b in (1, 2))",
                "select * from (values (1, 2)) as t (a, b) unpivot (v for k in (a, b))",
                "select * from guarded.t tablesample (10 percent)",
                "select * from guarded.t version as of 0",
                "(select 1) union (select 2) intersect select 3 except select 4",
                "select transform(array(1), x -> x + 1)",
                "show schemas",
                "show tables in guarded",
                "show columns in guarded.t",
                "show functions like 'sum'",
                "show tblproperties guarded.t",
                "show views",
                "describe guarded.t",
                "describe table extended guarded.t",
                "describe guarded.t run_id",
                "describe schema guarded",
                "describe function sum",
                "describe query select 1",
                "describe history guarded.t",
                "describe detail guarded.t",
                "explain select * from guarded.t",
                "create or replace temporary view v as select 1",
                "set",
                "set spark.sql.shuffle.partitions",
                "set time zone 'UTC'",
                "use default"
            })
    void readingIsAllowed(String statement) {
        assertTrue(new ReadOnlySql(TestSpark.session()).query(statement).columns().length >= 0);
    }

    @Test
    void aDeltaTableMayBeNamedByItsPath() {
        assertEquals(
                0,
                new ReadOnlySql(TestSpark.session())
                        .query("select * from delta.`" + folder.resolve("t") + "`")
                        .count());
    }

    @Test
    void aNameThatIsNotThereIsSaidToBeSo() {
        String message = assertThrows(
                        UsageException.class, () -> new ReadOnlySql(TestSpark.session()).query("select * from gold.t"))
                .getMessage();
        assertFalse(message.startsWith("jejak sql only reads"), message);
    }

    /** So that a name is neither misspelt nor gone from this Spark. */
    @Test
    void eachAllowedPlanExists() {
        for (String name : ReadOnlySql.ALLOWED) assertDoesNotThrow(() -> Class.forName(name), name);
    }
}
