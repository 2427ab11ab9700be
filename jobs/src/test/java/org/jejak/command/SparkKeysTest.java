package org.jejak.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.SparkContext$;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.internal.config.UI;
import org.apache.spark.sql.delta.sources.DeltaSQLConf;
import org.apache.spark.sql.internal.StaticSQLConf;
import org.jejak.TestSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spark takes any key without a word, so one that it no longer knows would have no effect and nobody would see. */
class SparkKeysTest {
    /** In quotes, but for one that is only read. */
    private static final Pattern KEY = Pattern.compile("(?<!getProperty\\()\"(spark\\.[\\w.#]+)\"");

    @BeforeAll
    static void load() {
        TestSpark.session();
        assertTrue(known(UI.UI_ENABLED().key()));
        assertTrue(known(StaticSQLConf.SPARK_SESSION_EXTENSIONS().key()));
        assertTrue(known(DeltaSQLConf.DELTA_SNAPSHOT_PARTITIONS().key()));
    }

    @Test
    void sparkAndDeltaKnowEachKeyInTheCode() throws Exception {
        Set<String> keys = keysInTheCode();
        assertTrue(keys.containsAll(List.of("spark.sql.ansi.enabled", "spark.databricks.delta.snapshotPartitions")));
        Set<String> hadoop = new TreeSet<>();
        for (Class<?> format : List.of(ParquetInputFormat.class, ParquetOutputFormat.class))
            for (Field field : format.getFields())
                if (field.getType() == String.class) hadoop.add((String) field.get(null));
        keys.removeIf(key -> key.startsWith("spark.hadoop.")
                ? isHadoopKey(key.substring("spark.hadoop.".length()), hadoop)
                : known(key));
        assertEquals(Set.of(), keys, "keys that are not known to this version of Spark, Delta or Hadoop");
    }

    private static boolean known(String key) {
        return ConfigEntry.findEntry(key) != null || key.equals(SparkContext$.MODULE$.SPARK_JOB_GROUP_ID());
    }

    /** Parquet's keys may end in a column, after a #. */
    private static boolean isHadoopKey(String key, Set<String> parquet) {
        return parquet.contains(key.replaceFirst("#.*", ""))
                || new Configuration().get(key) != null
                || namesAFileSystem(key);
    }

    private static boolean namesAFileSystem(String key) {
        Configuration configuration = new Configuration(false);
        configuration.set(key, Marked.class.getName());
        try {
            return FileSystem.getFileSystemClass("file", configuration) == Marked.class;
        } catch (IOException e) {
            return false;
        }
    }

    /** A file system that is only named. */
    public static final class Marked extends org.apache.hadoop.fs.LocalFileSystem {}

    private static Set<String> keysInTheCode() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(p -> p.toString().endsWith(".java")).toList()) {
                Matcher key = KEY.matcher(Files.readString(source));
                while (key.find()) keys.add(key.group(1));
            }
        }
        return keys;
    }
}
