package org.jejak.identity;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.config.IdentitySettings;
import org.jejak.table.*;

/**
 * {@link Identities#conflicts} and {@link Identities#customers} of some whole components in this process: those that a night
 * touches. Takes up to a kilobyte for each identifier and each pair.
 */
public final class TouchedIdentities {
    private static final RowReader KNOWN = new RowReader(Identifiers.TABLE.fields());

    private final IdentitySettings settings;
    private final Map<Long, SeenIdentifier> identifiers = new LinkedHashMap<>();
    private final Map<Long, Row> known = new HashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();

    public TouchedIdentities(IdentitySettings settings) {
        this.settings = settings;
    }

    /** Adds what new records show of an identifier: a row of {@link Identities#firstSeen}. */
    public void see(Row identifier) {
        add(SeenIdentifier.of(SeenIdentifier.COLUMNS, identifier));
    }

    /** Adds an identifier as it was before: a row of {@link Identifiers}. */
    public void know(Row identifier) {
        SeenIdentifier before = SeenIdentifier.of(KNOWN, identifier);
        known.put(before.key(), identifier);
        add(before);
    }

    private void add(SeenIdentifier identifier) {
        identifiers.merge(identifier.key(), identifier, SeenIdentifier::earliest);
    }

    /**
     * Adds two identifiers that a record holds, a row that begins with the columns of {@link Identities#connections}. All that one of
     * these identifiers was ever seen with must be added, for it is counted.
     *
     * @return false if the pair was there already
     */
    public boolean connect(Row pair) {
        return connections.add(Connection.of(pair));
    }

    /** The keys of all identifiers. */
    public LongSet keys() {
        return new LongOpenHashSet(identifiers.keySet());
    }

    /** Takes out who breaks a limit, and tells apart whose the others are. */
    public Resolved resolve() {
        List<Row> conflicts = new ArrayList<>();
        LongSet alive = new LongOpenHashSet();
        Map<Long, Neighbours> neighbours = neighbours();
        for (SeenIdentifier i : identifiers.values()) {
            Neighbours own = neighbours.get(i.key());
            List<Row> broken = own == null ? List.of() : own.conflictsOf(i.type(), i.value());
            if (broken.isEmpty()) alive.add(i.key());
            else conflicts.addAll(broken);
        }
        return new Resolved(known, conflicts, customers(alive));
    }

    private Map<Long, Neighbours> neighbours() {
        Map<Long, Neighbours> all = new HashMap<>();
        for (Connection c : connections) {
            count(all, c.left(), c.right());
            count(all, c.right(), c.left());
        }
        return all;
    }

    private void count(Map<Long, Neighbours> all, Connection.End of, Connection.End other) {
        if (identifiers.containsKey(of.key()))
            all.computeIfAbsent(of.key(), k -> new Neighbours(settings)).add(other.type(), other.system());
    }

    /** Where one of a pair is not alive, or is none of these identifiers since it was taken out before, nothing holds together. */
    private List<Row> customers(LongSet alive) {
        IdentityGraph graph = IdentityGraph.of(settings);
        for (Connection c : connections)
            if (alive.contains(c.left().key()) && alive.contains(c.right().key()))
                graph.connect(
                        c.left().key(),
                        c.left().system(),
                        c.right().key(),
                        c.right().system());
        Map<Long, List<Member>> components = new LinkedHashMap<>();
        Map<Long, SeenIdentifier> alone = new LinkedHashMap<>(identifiers);
        graph.members()
                .forEach(m -> components
                        .computeIfAbsent(m.component(), c -> new ArrayList<>())
                        .add(new Member(alone.remove(m.key()), m.customer(), m.isShared())));
        alone.forEach((key, i) -> components.put(key, List.of(new Member(i, key, !alive.contains(i.key())))));
        List<Row> rows = new ArrayList<>();
        for (List<Member> component : components.values()) {
            Iterator<Member> inOrder = component.stream()
                    .sorted(Comparator.comparing(Member::identifier, SeenIdentifier.BY_FIRST_SEEN))
                    .iterator();
            Member.rowsOf(inOrder).forEachRemaining(rows::add);
        }
        return rows;
    }

    /** What the identifiers come to. */
    public static final class Resolved {
        private final Map<Long, Row> before;
        private final List<Row> conflicts;
        private final List<Row> after;

        private Resolved(Map<Long, Row> before, List<Row> conflicts, List<Row> after) {
            this.before = before;
            this.conflicts = conflicts;
            this.after = after;
        }

        /** Limits that the identifiers break, in the shape of {@link IdentityConflicts}. */
        public List<Row> conflicts() {
            return conflicts;
        }

        /** Rows of {@link Identifiers} that are new or not what they were. */
        public List<Row> changed() {
            return after.stream()
                    .filter(row -> !row.equals(before.get(keyOf(row))))
                    .toList();
        }

        /** Customer ids that the identifiers had before. */
        public Set<String> formerCustomers() {
            Set<String> ids = new LinkedHashSet<>();
            before.values().forEach(row -> ids.add(customerOf(row)));
            return ids;
        }

        /** Customer ids that no identifier has any more, with the ids that their identifiers have now. */
        public Map<String, Set<String>> merged() {
            Set<String> alive = new HashSet<>();
            after.forEach(row -> alive.add(customerOf(row)));
            Map<String, Set<String>> merged = new LinkedHashMap<>();
            for (Row row : after) {
                Row was = before.get(keyOf(row));
                if (was != null && !alive.contains(customerOf(was)))
                    merged.computeIfAbsent(customerOf(was), c -> new LinkedHashSet<>())
                            .add(customerOf(row));
            }
            return merged;
        }

        private static Long keyOf(Row row) {
            return KNOWN.get(row, Identifiers.IDENTIFIER_KEY);
        }

        private static String customerOf(Row row) {
            return KNOWN.get(row, Identifiers.CUSTOMER_ID);
        }
    }
}
