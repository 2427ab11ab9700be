package org.jejak.identity;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Row;
import org.jejak.table.Identifiers;
import org.jejak.table.RowBuilder;

/**
 * An identifier and the customer it belongs to.
 *
 * @param identifier the identifier
 * @param customer key of some identifier of its customer, the same for all of them
 * @param isShared whether it is nobody's in particular
 */
record Member(SeenIdentifier identifier, long customer, boolean isShared) {

    /**
     * Rows in the shape of {@link Identifiers}. The first of a customer's identifiers names the customer, the first of all names
     * the component.
     *
     * @param component all members of one component in the order {@link SeenIdentifier#BY_FIRST_SEEN}; read one by one
     */
    static Iterator<Row> rowsOf(Iterator<Member> component) {
        return new Iterator<>() {
            private final RowBuilder row = new RowBuilder(Identifiers.TABLE);
            private final Long2ObjectOpenHashMap<String> customers = new Long2ObjectOpenHashMap<>();
            private String componentId;

            @Override
            public boolean hasNext() {
                return component.hasNext();
            }

            @Override
            public Row next() {
                Member member = component.next();
                SeenIdentifier i = member.identifier;
                String customerId = customers.computeIfAbsent(member.customer, c -> idAfter(i));
                if (componentId == null) componentId = customerId;
                return row.set(Identifiers.IDENTIFIER_KEY, i.key())
                        .set(Identifiers.IDENTIFIER_TYPE, i.type())
                        .set(Identifiers.IDENTIFIER_VALUE, i.value())
                        .set(Identifiers.CUSTOMER_ID, customerId)
                        .set(Identifiers.COMPONENT_ID, componentId)
                        .set(Identifiers.IS_OVER_CONNECTED, member.isShared)
                        .set(Identifiers.FIRST_ACCOUNT_KEY, i.firstAccountKey())
                        .set(Identifiers.FIRST_ACCOUNT_AT, i.firstAccountAt())
                        .set(Identifiers.FIRST_SEEN_AT, i.firstSeenAt())
                        .set(Identifiers.MONTH, monthOf(i))
                        .row();
            }
        };
    }

    private static String idAfter(SeenIdentifier founder) {
        return DigestUtils.sha256Hex("customer|" + founder.type() + "|" + founder.value())
                .substring(0, 32);
    }

    private static Date monthOf(SeenIdentifier i) {
        LocalDate day = i.firstSeenAt().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
        return Date.valueOf(day.withDayOfMonth(1));
    }
}
