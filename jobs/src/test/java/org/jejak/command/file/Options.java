package org.jejak.command.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Options of a command, written shortly. */
final class Options {
    private Options() {}

    /** The first arguments and then the others, of which those that begin with -- are split at spaces. */
    static String[] of(List<String> first, String... others) {
        List<String> all = new ArrayList<>(first);
        for (String other : others) {
            if (other.startsWith("--")) Collections.addAll(all, other.split(" "));
            else all.add(other);
        }
        return all.toArray(String[]::new);
    }
}
