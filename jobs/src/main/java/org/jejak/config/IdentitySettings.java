package org.jejak.config;

import java.util.*;
import java.util.stream.Collectors;

/**
 * How identifiers are joined to customers.
 *
 * @param limits identifier type to (connected type to most distinct identifiers of that type it may be seen with)
 */
public record IdentitySettings(Map<String, Map<String, Long>> limits) implements java.io.Serializable {

    /** Types of identifiers, the strongest first: a session's customer is found by the first that it has. */
    public static final List<String> TYPES =
            List.of("user_id", "email_hash", "loyalty_id", "phone_hash", "device_id", "anonymous_id", "order_id");

    static IdentitySettings read(SettingsSection s) {
        SettingsSection limits = s.section("limits");
        Map<String, Map<String, Long>> read = new LinkedHashMap<>();
        for (String type : TYPES) {
            if (!limits.has(type)) continue;
            SettingsSection ofType = limits.section(type);
            read.put(
                    type,
                    TYPES.stream()
                            .filter(ofType::has)
                            .collect(Collectors.toMap(
                                    t -> t, t -> ofType.number(t, 1, 1_000_000), (a, b) -> a, LinkedHashMap::new)));
            ofType.done();
        }
        limits.done();
        s.done();
        return new IdentitySettings(read);
    }
}
