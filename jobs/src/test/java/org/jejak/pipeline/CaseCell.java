package org.jejak.pipeline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;

/** One cell of a golden case as a person writes it; how is said in {@code cases/README.md}. */
final class CaseCell {
    private static final MathContext NINE_DIGITS = new MathContext(9);
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter();

    private CaseCell() {}

    /** The value of a cell that is not empty. */
    static Object parse(String cell, DataType type) {
        return switch (type.typeName()) {
            case "string" -> cell.startsWith("#") ? hash(cell.substring(1)) : cell;
            case "long" -> Long.valueOf(cell);
            case "integer" -> Integer.valueOf(cell);
            case "double" -> fraction(cell);
            case "boolean" -> flag(cell);
            case "date" -> Date.valueOf(LocalDate.parse(cell));
            case "timestamp" -> Timestamp.from(LocalDateTime.parse(cell, TIME).toInstant(ZoneOffset.UTC));
            case "array" ->
                Stream.of(cell.split("\\|", -1))
                        .map(part -> parse(part, ((ArrayType) type).elementType()))
                        .toList();
            case "map" -> map(cell, ((MapType) type).valueType());
            default -> {
                if (type.typeName().startsWith("decimal")) yield new BigDecimal(cell);
                throw new IllegalArgumentException("no way to write a " + type.simpleString());
            }
        };
    }

    /** The value as it is compared and shown: numbers to nine digits, null and nothing as empty text. */
    static String print(Object value) {
        if (value == null) return "";
        if (value instanceof Double d) return d.isNaN() ? "NaN" : plain(new BigDecimal(d).round(NINE_DIGITS));
        if (value instanceof BigDecimal d) return plain(d);
        if (value instanceof Timestamp t) {
            LocalDateTime time = LocalDateTime.ofInstant(t.toInstant(), ZoneOffset.UTC);
            String shown = time.format(TIME);
            return shown.endsWith(":00") && time.getSecond() == 0 ? shown.substring(0, shown.length() - 3) : shown;
        }
        if (value instanceof scala.collection.Map<?, ?> m)
            return print(scala.jdk.javaapi.CollectionConverters.asJava(m));
        if (value instanceof Map<?, ?> m) {
            return new TreeMap<Object, Object>(m)
                    .entrySet().stream()
                            .map(e -> e.getKey() + "=" + print(e.getValue()))
                            .collect(Collectors.joining(";"));
        }
        if (value instanceof scala.collection.Iterable<?> i)
            return print(scala.jdk.javaapi.CollectionConverters.asJavaCollection(i));
        if (value instanceof Collection<?> c)
            return c.stream().map(CaseCell::print).collect(Collectors.joining("|"));
        return value.toString();
    }

    /** How jejak makes ids: the first half of the SHA-256 of some words joined by bars. */
    static String hash(String text) {
        return DigestUtils.sha256Hex(text).substring(0, 32);
    }

    private static Double fraction(String cell) {
        int bar = cell.indexOf('/');
        return bar < 0
                ? Double.valueOf(cell)
                : Double.valueOf(
                        Double.parseDouble(cell.substring(0, bar)) / Double.parseDouble(cell.substring(bar + 1)));
    }

    private static Boolean flag(String cell) {
        if (!cell.equals("true") && !cell.equals("false"))
            throw new IllegalArgumentException("'" + cell + "' is neither true nor false");
        return Boolean.valueOf(cell);
    }

    private static Map<String, Object> map(String cell, DataType values) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String entry : cell.split(";")) {
            String[] sides = entry.split("=", 2);
            map.put(sides[0], parse(sides[1], values));
        }
        return map;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
