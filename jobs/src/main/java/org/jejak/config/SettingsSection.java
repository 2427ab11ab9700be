package org.jejak.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.*;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * One object of the settings, read key by key. A bad value is recorded as a {@link Problem} and replaced by a harmless
 * one, so that reading goes on and all problems are listed together. {@link #done()} records the keys nobody asked for.
 */
public final class SettingsSection {
    private static final int LONGEST_SHOWN = 100;
    private static final Pattern MERGED = Pattern.compile("merge of (.+?)(?:: (\\d+)(?:-\\d+)?)?,.*");

    private final ConfigObject object;
    private final String path;
    private final List<Problem> problems;
    private final Set<String> asked = new TreeSet<>();

    public SettingsSection(ConfigObject object, String path, List<Problem> problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    /** The full key of this object. */
    public String path() {
        return path;
    }

    /** Whether the key is present and not null. */
    public boolean has(String key) {
        asked.add(key);
        return object.get(key) != null && object.get(key).valueType() != ConfigValueType.NULL;
    }

    /** Text that is not empty. */
    public String text(String key) {
        return read(key, "", config -> {
            String text = config.getString(quoted(key));
            if (text.isBlank()) throw new UsageException("must not be empty");
            return text;
        });
    }

    /** Text, if the key is present. */
    public Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** One of the given words. */
    public String choice(String key, String... allowed) {
        return read(key, allowed[0], config -> {
            String text = config.getString(quoted(key));
            if (!List.of(allowed).contains(text)) {
                throw new UsageException(
                        "must be one of " + String.join(", ", allowed) + nearest(text, List.of(allowed)));
            }
            return text;
        });
    }

    /** One character that may stand between columns. */
    public String separator(String key) {
        String allowed = "one character, such as \";\" or \"\\t\"";
        return parse(key, ",", allowed, text -> text.matches("[^\"\\r\\n\\w]") ? text : null);
    }

    /** One character that may stand before others to make them text; a quote if quotes are doubled. */
    public String escape(String key) {
        String allowed = "one character, such as \"\\\\\", or \"\\\"\" if quotes are doubled";
        return parse(key, "\"", allowed, text -> text.matches("[^\\s\\w]") ? text : null);
    }

    /** A whole number in a closed range. */
    public long number(String key, long least, long most) {
        return parse(key, least, "a whole number between " + least + " and " + most, text -> {
            BigDecimal number = new BigDecimal(text.trim());
            boolean whole = number.stripTrailingZeros().scale() <= 0;
            boolean inRange =
                    number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
            return whole && inRange ? number.longValueExact() : null;
        });
    }

    /** As {@link #number}, for ranges within an int. */
    public int integer(String key, int least, int most) {
        return (int) number(key, least, most);
    }

    /** A number in a closed range; fractions are written with a point. */
    public double decimal(String key, double least, double most) {
        return parse(key, least, "a number between " + least + " and " + most, text -> {
            double number = Double.parseDouble(text.trim());
            return number >= least && number <= most ? number : null;
        });
    }

    /** A duration with a unit, such as {@code 30 minutes}, in a closed range. */
    public Duration duration(String key, Duration least, Duration most) {
        return read(key, least, config -> {
            String range = "between " + words(least) + " and " + words(most);
            if (!config.getString(quoted(key)).matches("\\s*[+-]?[0-9.]+\\s*[a-zA-Z]+\\s*")) {
                throw new UsageException("must be a duration with its unit, such as 30 minutes, " + range);
            }
            Duration duration;
            try {
                duration = config.getDuration(quoted(key));
            } catch (ConfigException.BadValue | ArithmeticException | NumberFormatException e) {
                throw new UsageException(
                        "must be a duration in seconds, minutes, hours or days, such as 30 minutes, " + range);
            }
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                throw new UsageException("must be " + range);
            }
            return duration;
        });
    }

    /** Whole days, such as {@code 30 days}, in a closed range. */
    public Duration days(String key, int least, int most) {
        Duration duration = duration(key, Duration.ofDays(least), Duration.ofDays(most));
        boolean isWhole = duration.equals(Duration.ofDays(duration.toDays()));
        if (!isWhole) problem(key, "must be whole days, such as 30 days");
        return isWhole ? duration : Duration.ofDays(least);
    }

    /** true or false. */
    public boolean flag(String key) {
        return read(key, false, config -> config.getBoolean(quoted(key)));
    }

    /** A list of texts. */
    public List<String> texts(String key) {
        return read(key, List.of(), config -> List.copyOf(config.getStringList(quoted(key))));
    }

    /** A list of texts; empty when the key is absent. */
    public List<String> optionalTexts(String key) {
        return has(key) ? texts(key) : List.of();
    }

    /** A list of regular expressions, or one alone; empty when the key is absent. */
    public List<String> optionalPatterns(String key) {
        if (!has(key)) return List.of();
        return read(key, List.of(), config -> {
            List<String> patterns =
                    isList(key) ? config.getStringList(quoted(key)) : List.of(config.getString(quoted(key)));
            for (String pattern : patterns) checkPattern("", pattern);
            return List.copyOf(patterns);
        });
    }

    /**
     * Regular expressions by name, sorted; each a list or one alone. Names may have points, in quotes or not. Empty when the key
     * is absent.
     */
    public Map<String, List<Pattern>> optionalPatternsByName(String key) {
        if (!has(key)) return Map.of();
        return read(key, Map.of(), config -> {
            Config inner = config.getConfig(quoted(key));
            Map<String, List<Pattern>> patterns = new TreeMap<>();
            inner.entrySet()
                    .forEach(entry -> patterns.put(
                            String.join(".", ConfigUtil.splitPath(entry.getKey())), patternsAt(inner, entry.getKey())));
            if (patterns.isEmpty()) throw new UsageException("must not be empty");
            return Collections.unmodifiableMap(patterns);
        });
    }

    private static List<Pattern> patternsAt(Config config, String path) {
        List<String> patterns = config.getValue(path).valueType() == ConfigValueType.LIST
                ? config.getStringList(path)
                : List.of(config.getString(path));
        if (patterns.isEmpty()) throw new UsageException(path + " must have a regular expression");
        for (String pattern : patterns) checkPattern(path + " ", pattern);
        return patterns.stream().map(Pattern::compile).toList();
    }

    /** One regular expression; null when the key is absent. */
    public String optionalPattern(String key) {
        List<String> patterns = optionalPatterns(key);
        if (patterns.size() > 1) problem(key, "must be one regular expression");
        return patterns.isEmpty() ? null : patterns.get(0);
    }

    /**
     * Refuses what is no regular expression.
     *
     * @param what where it stands, before the message; empty if the message says it itself
     */
    static void checkPattern(String what, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new UsageException(what + "is not a regular expression: " + e.getDescription());
        }
    }

    /** A time zone such as {@code Asia/Jakarta}. */
    public ZoneId zone(String key) {
        return parse(key, ZoneId.of("UTC"), "a zone of the tz database, such as Europe/Berlin or UTC", ZoneId::of);
    }

    /** Keys and texts of an object, in the order they were written. */
    public Map<String, String> textMap(String key) {
        return read(key, Map.of(), config -> {
            Map<String, String> texts = new LinkedHashMap<>();
            config.getObject(quoted(key)).forEach((k, v) -> texts.put(k, String.valueOf(v.unwrapped())));
            return texts;
        });
    }

    /** An object inside this one. */
    public SettingsSection section(String key) {
        ConfigObject inner =
                read(key, com.typesafe.config.ConfigFactory.empty().root(), config -> config.getObject(quoted(key)));
        return new SettingsSection(inner, path + "." + key, problems);
    }

    /** The objects inside an object, by name, sorted; null takes one out. */
    public Map<String, SettingsSection> sections(String key) {
        SettingsSection outer = section(key);
        Map<String, SettingsSection> sections = new LinkedHashMap<>();
        for (String name : outer.keys()) {
            if (outer.isObject(name)) sections.put(name, outer.section(name));
            else outer.problem(name, "must be an object { ... }");
        }
        return sections;
    }

    /** The objects of a list, in order; none when the key is absent. */
    public List<SettingsSection> optionalList(String key) {
        return has(key) ? list(key) : List.of();
    }

    /** The objects of a list, in order. */
    public List<SettingsSection> list(String key) {
        ConfigList list = read(key, null, config -> config.getList(quoted(key)));
        List<SettingsSection> sections = new ArrayList<>();
        if (list == null) return sections;
        for (int i = 0; i < list.size(); i++) {
            String itemPath = path + "." + key + "[" + i + "]";
            if (list.get(i) instanceof ConfigObject item) sections.add(new SettingsSection(item, itemPath, problems));
            else
                problems.add(new Problem(
                        where(list.get(i).origin()), itemPath, shown(list.get(i)), "must be an object { ... }"));
        }
        return sections;
    }

    /** Builds a record whose constructor may refuse; the refusal becomes a problem at this object. */
    public <T> Optional<T> build(Supplier<T> constructor) {
        return build(null, constructor);
    }

    /** As {@link #build(Supplier)}; the refusal becomes a problem at a key of this object. */
    public <T> Optional<T> build(String key, Supplier<T> constructor) {
        try {
            return Optional.of(constructor.get());
        } catch (UsageException e) {
            if (key == null) problem(e.getMessage());
            else problem(key, e.getMessage());
            return Optional.empty();
        }
    }

    /** The keys of this object, sorted, without those set to null. */
    public List<String> keys() {
        return object.keySet().stream().sorted().filter(this::has).toList();
    }

    /** Whether the value of a key is a list. */
    public boolean isList(String key) {
        return object.get(key) instanceof ConfigList;
    }

    /** Whether the value of a key is an object. */
    public boolean isObject(String key) {
        return object.get(key) instanceof ConfigObject;
    }

    /** Line of this object in its file; -1 if it is not known. */
    int line() {
        return object.origin().lineNumber();
    }

    /** Reads a block that stands alone, as a whole file of settings is read: with all problems at once. */
    static <T> T read(Config block, String path, Function<SettingsSection, T> reader) {
        List<Problem> problems = new ArrayList<>();
        T settings = reader.apply(new SettingsSection(block.root(), path, problems));
        if (!problems.isEmpty()) throw new SettingsException(problems);
        return settings;
    }

    /** Reads a block of reference.conf: what nights do unless they are told otherwise, for tools that read a local file. */
    static <T> T usual(String path, Function<SettingsSection, T> reader) {
        Config shipped = ConfigFactory.parseResources("reference.conf")
                .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
        return read(shipped.getConfig(path), path, reader);
    }

    /** Records a problem that concerns a key of this object. */
    public void problem(String key, String message) {
        ConfigValue value = object.get(key);
        problems.add(new Problem(
                where(value == null ? object.origin() : value.origin()), path + "." + key, shown(value), message));
    }

    /** Ends the reading of this object; returns what was read from it. */
    public <T> T done(T settings) {
        done();
        return settings;
    }

    /** Ends the reading of this object: every key that nobody asked for is a problem. */
    public void done() {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                problems.add(new Problem(
                        where(entry.getValue().origin()),
                        path + "." + entry.getKey(),
                        null,
                        "unknown key" + nearest(entry.getKey(), List.copyOf(asked))));
            }
        }
    }

    /** Records a problem that concerns this object as a whole. */
    public void problem(String message) {
        problems.add(new Problem(where(object.origin()), path, null, message));
    }

    /** Reads a text with a parser, which gives null or throws for a text that is not allowed. */
    private <T> T parse(String key, T instead, String allowed, Function<String, T> parser) {
        return read(key, instead, config -> {
            T value = null;
            try {
                value = parser.apply(config.getString(quoted(key)));
            } catch (NumberFormatException | DateTimeException e) {
                // said below, as for a value out of range
            }
            if (value == null) throw new UsageException("must be " + allowed);
            return value;
        });
    }

    private <T> T read(String key, T instead, Function<Config, T> reader) {
        asked.add(key);
        if (!has(key)) {
            problems.add(new Problem(where(object.origin()), path + "." + key, null, "missing"));
            return instead;
        }
        try {
            return reader.apply(object.toConfig());
        } catch (ConfigException.WrongType | ConfigException.BadValue e) {
            problem(key, "wrong kind of value: " + withoutPlace(e));
        } catch (UsageException e) {
            problem(key, e.getMessage());
        }
        return instead;
    }

    /** The message without the file and line that Typesafe Config puts in front: a problem shows them anyway. */
    private static String withoutPlace(ConfigException e) {
        String place = e.origin() == null ? "" : e.origin().description() + ": ";
        return e.getMessage().startsWith(place) ? e.getMessage().substring(place.length()) : e.getMessage();
    }

    /** A duration as people write it. */
    static String words(Duration duration) {
        if (duration.toSeconds() % 86_400 == 0 && !duration.isZero()) return duration.toDays() + " days";
        if (duration.toSeconds() % 3_600 == 0 && !duration.isZero()) return duration.toHours() + " hours";
        if (duration.toSeconds() % 60 == 0 && !duration.isZero()) return duration.toMinutes() + " minutes";
        return duration.toSeconds() + " seconds";
    }

    /** The known word that comes near, else all that are known, to go after a message. */
    public static String nearest(String word, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String k) -> distance(word, k)).thenComparing(k -> k))
                .filter(k -> distance(word, k) <= Math.max(2, word.length() / 3))
                .map(k -> "; did you mean '" + k + "'?")
                .orElse("; known here: " + String.join(", ", known));
    }

    private static int distance(String a, String b) {
        return LevenshteinDistance.getDefaultInstance().apply(a, b);
    }

    /** File and line; for an object that is merged from several files the first of them, which wins. */
    static String where(ConfigOrigin origin) {
        Matcher merged = MERGED.matcher(origin.description());
        if (merged.matches()) return merged.group(1) + (merged.group(2) == null ? "" : ":" + merged.group(2));
        String file = origin.filename() != null ? origin.filename() : origin.description();
        return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
    }

    private static String shown(ConfigValue value) {
        if (value == null) return null;
        String text = value.render(ConfigRenderOptions.concise());
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }

    private static String quoted(String key) {
        return ConfigUtil.quoteString(key);
    }
}
