package org.jejak.table;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a column of one table is to be used.
 *
 * @param role what it is for
 * @param notOver columns of the key over which a semi-additive measure does not add up, in the order of the table: a query
 *     picks one value of each, or groups by it; empty for all other roles
 * @param numerator measure that a ratio divides; null for all other roles
 * @param denominator measure by which a ratio divides; null for all other roles
 * @param where flag of the rows that a ratio is about, such as those of paid touchpoints, and no others; null for all rows
 */
public record Usage(Role role, List<Field> notOver, Field numerator, Field denominator, Field where) {
    static Usage of(Role role) {
        return new Usage(role, List.of(), null, null, null);
    }

    static Usage semiAdditive(List<Field> notOver) {
        return new Usage(Role.SEMI_ADDITIVE, List.copyOf(notOver), null, null, null);
    }

    static Usage ratio(Field numerator, Field denominator, Field where) {
        return new Usage(Role.RATIO, List.of(), numerator, denominator, where);
    }

    /** In words: {@code key}, {@code semi-additive: not over model}, {@code ratio: revenue_amount / spend_amount}. */
    public String words() {
        return switch (role) {
            case SEMI_ADDITIVE ->
                role.words() + ": not over " + notOver.stream().map(Field::name).collect(Collectors.joining(", "));
            case RATIO ->
                role.words() + ": " + numerator.name() + " / " + denominator.name()
                        + (where == null ? "" : " where " + where.name());
            default -> role.words();
        };
    }
}
