package org.jejak.config;

import com.typesafe.config.Config;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Small readers for HOCON blocks, whose errors name the key, its value and what is allowed. */
final class Keys {
    private Keys() {}

    /** Refuses keys of this block that are none of the allowed: most are misspelt. */
    static void only(Config config, String where, Collection<String> allowed) {
        for (String key : config.root().keySet()) {
            if (!allowed.contains(key)) {
                throw new UsageException("%s has the unknown key \"%s\"; use only: %s"
                        .formatted(where, key, String.join(", ", new TreeSet<>(allowed))));
            }
        }
    }

    /** A text, or null when the key is absent. */
    static String string(Config config, String key) {
        return config.hasPath(key) ? config.getString(key) : null;
    }

    /** A list of texts, empty when the key is absent. */
    static List<String> strings(Config config, String key) {
        return config.hasPath(key) ? config.getStringList(key) : List.of();
    }

    /** Compiles an expression that ignores letter case, or says where the faulty one stands. */
    static Pattern regex(String where, String expression) {
        try {
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        } catch (PatternSyntaxException fault) {
            throw new UsageException(
                    "%s = \"%s\" is no regular expression: %s".formatted(where, expression, fault.getDescription()),
                    fault);
        }
    }
}
