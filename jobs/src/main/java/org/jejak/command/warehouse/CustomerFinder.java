package org.jejak.command.warehouse;

import java.sql.Date;
import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.config.Settings;
import org.jejak.config.SourceSettings;
import org.jejak.config.UsageException;
import org.jejak.ingest.Pseudonymizer;
import org.jejak.pipeline.HashKeyCheck;
import org.jejak.table.*;
import org.jejak.warehouse.Warehouse;

/** Finds the customer that somebody asks about. */
final class CustomerFinder {
    private final Warehouse warehouse;
    private final Settings settings;
    private final String hashKey;

    /** @param hashKey key for hashing personal identifiers; null if it is not known: user ids that are hashed are then not found */
    CustomerFinder(Warehouse warehouse, Settings settings, String hashKey) {
        this.warehouse = warehouse;
        this.settings = settings;
        this.hashKey = hashKey;
    }

    /** The customer id that a customer id leads to today: itself, or the one that it was merged into. */
    String today(String customerId) {
        Map<String, Row> merges = new HashMap<>();
        for (Row merge : warehouse.rows(CustomerMerges.TABLE))
            merges.merge(text(merge, CustomerMerges.CUSTOMER_ID), merge, (a, b) -> ORDER.compare(a, b) < 0 ? b : a);
        String id = customerId;
        Set<String> seen = new HashSet<>();
        while (merges.containsKey(id) && seen.add(id))
            id = text(merges.get(id), CustomerMerges.MERGED_INTO_CUSTOMER_ID);
        return id;
    }

    private static final Comparator<Row> ORDER = Comparator.comparing(
                    (Row merge) -> merge.<Date>getAs(CustomerMerges.MERGED_DATE.name()))
            .thenComparing(merge -> text(merge, CustomerMerges.MERGED_INTO_CUSTOMER_ID));

    /**
     * The customer of a user id, as a system of the company writes it.
     *
     * @throws UsageException if nobody has it, or several customers by different systems
     */
    String ofUser(String userId) {
        SortedMap<String, String> customers = new TreeMap<>();
        for (Row row : warehouse.rows(Identifiers.TABLE, Identifiers.IDENTIFIER_VALUE, writings(userId)))
            if (text(row, Identifiers.IDENTIFIER_TYPE).equals(Interactions.USER_ID.name()))
                customers.put(text(row, Identifiers.CUSTOMER_ID), text(row, Identifiers.IDENTIFIER_VALUE));
        if (customers.isEmpty()) throw new UsageException("no customer has the user id " + userId + hint());
        if (customers.size() > 1) {
            throw new UsageException("the user id " + userId + " is of several systems; choose with --customer: "
                    + customers.entrySet().stream()
                            .map(e -> e.getKey() + " (" + e.getValue() + ")")
                            .collect(Collectors.joining(", ")));
        }
        return customers.firstKey();
    }

    /** What identifiers of the user may look like: as it is or hashed, alone or after the name of a system. */
    private Set<String> writings(String userId) {
        String plain = userId.trim();
        Set<String> ids = new LinkedHashSet<>(List.of(plain));
        if (hashKey != null)
            ids.add(new Pseudonymizer(hashKey, settings.ingest().callingCode()).person(plain));
        List<String> systems = settings.sources().stream()
                .map(SourceSettings::userIdNamespace)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return ids.stream()
                .flatMap(id -> Stream.concat(Stream.of(id), systems.stream().map(system -> system + ":" + id)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String hint() {
        return hashKey != null
                ? "; letter case and leading zeros matter"
                : "; letter case and leading zeros matter, and if it is or holds an e-mail address or a phone number,"
                        + " set "
                        + HashKeyCheck.KEY_VARIABLE + ": such ids are kept as hashes";
    }

    private static String text(Row row, Field field) {
        return row.getAs(field.name());
    }
}
