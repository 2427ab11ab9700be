package org.jejak.table;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;

/**
 * A Parquet file of a table on this machine, which other tools than Spark can read.
 *
 * @param path where it lies
 * @param folder values of the columns that name its folder and may not be in it, as text
 * @param deleted places of its rows, from 0, that are not in the table any more
 */
public record DataFile(Path path, Map<String, String> folder, BitSet deleted) {}
