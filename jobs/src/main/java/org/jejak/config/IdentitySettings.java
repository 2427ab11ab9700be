package org.jejak.config;

import java.util.*;

/**
 * How identifiers are joined to customers.
 *
 * @param limits identifier type to (connected type to most distinct identifiers of that type it may be seen with); with separate
 *     accounts 1 for accounts, of each system
 * @param separateAccounts whether two accounts of one system are two customers, whatever they share
 * @param namespaces of the systems that tell their user ids apart; user ids begin with them and a colon
 */
public record IdentitySettings(Map<String, Map<String, Long>> limits, boolean separateAccounts, List<String> namespaces)
        implements java.io.Serializable {

    /** The type of identifiers that are a company's own accounts. */
    public static final String ACCOUNT = "user_id";

    /** The type of identifiers that name one order or receipt: it tells what belongs together, but brings nobody back. */
    public static final String ORDER = "order_id";

    /**
     * Types of identifiers, the strongest first: a session's customer is found by the first that it has. An order is stronger than
     * an address: where two accounts share the address, it is the order that tells whose it was.
     */
    public static final List<String> TYPES =
            List.of(ACCOUNT, ORDER, "email_hash", "loyalty_id", "phone_hash", "device_id", "anonymous_id");

    static IdentitySettings read(SettingsSection s, List<SourceSettings> sources) {
        boolean separateAccounts = s.flag("separate-accounts");
        SettingsSection limits = s.section("limits");
        Map<String, Map<String, Long>> read = new LinkedHashMap<>();
        for (String type : TYPES) {
            Map<String, Long> ofType = new LinkedHashMap<>();
            if (limits.has(type)) {
                SettingsSection section = limits.section(type);
                TYPES.stream().filter(section::has).forEach(t -> ofType.put(t, section.number(t, 1, 1_000_000)));
                section.done();
            }
            if (separateAccounts && !type.equals(ACCOUNT)) ofType.put(ACCOUNT, 1L);
            read.put(type, ofType);
        }
        limits.done();
        List<String> namespaces = sources.stream()
                .map(SourceSettings::userIdNamespace)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        return s.done(new IdentitySettings(read, separateAccounts, namespaces));
    }

    /** How many systems give user ids: those with a namespace, and all others together. */
    public int systems() {
        return namespaces.size() + 1;
    }
}
