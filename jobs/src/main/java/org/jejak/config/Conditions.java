package org.jejak.config;

import java.io.Serializable;
import java.util.*;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Conditions on a customer.
 *
 * @param all every one of them has to hold
 * @param any at least one of them has to hold, if there are any
 * @param none not one of them may hold
 */
public record Conditions(List<Condition> all, List<Condition> any, List<Condition> none) implements Serializable {
    /** No condition: holds of everybody. */
    public static final Conditions NONE = new Conditions(List.of(), List.of(), List.of());

    /** Whether they hold of everybody. */
    public boolean isEmpty() {
        return all.isEmpty() && any.isEmpty() && none.isEmpty();
    }

    /** All of them: those of {@code all}, then of {@code any}, then of {@code none}. */
    public Stream<Condition> stream() {
        return Stream.of(all, any, none).flatMap(List::stream);
    }

    /** Reads the keys all, any and none of an object, one of which has to be there. */
    static Conditions read(SettingsSection s, AudienceNames names) {
        return read(s, item -> Condition.read(item, names));
    }

    /** As {@link #read(SettingsSection, AudienceNames)}, for what is also asked at earlier dates: of activities and their measures only. */
    static Conditions readOfThePast(SettingsSection s, AudienceNames names) {
        return read(s, item -> Condition.readOfThePast(item, names));
    }

    private static Conditions read(SettingsSection s, Function<SettingsSection, Optional<Condition>> reader) {
        Conditions conditions = new Conditions(list(s, "all", reader), list(s, "any", reader), list(s, "none", reader));
        boolean isSaid = Stream.of("all", "any", "none")
                .anyMatch(key -> s.has(key) && !s.optionalList(key).isEmpty());
        if (!isSaid) s.problem("must have a condition in all, any or none");
        return s.done(conditions);
    }

    private static List<Condition> list(
            SettingsSection s, String key, Function<SettingsSection, Optional<Condition>> reader) {
        return s.optionalList(key).stream()
                .map(reader)
                .flatMap(Optional::stream)
                .toList();
    }
}
