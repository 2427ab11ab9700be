package org.jejak.table;

import java.util.*;

/**
 * The columns of one table while it is being declared. Every constant of a table class adds itself here where it is
 * written, so the order of the declarations is the order of the columns. A column is never null and says nothing about a
 * person unless it is declared so: {@code C.optional().aboutAPerson().text("journey_id", "...")}.
 */
public final class Columns {
    private final List<Field> fields;
    private final boolean optional;
    private final boolean personal;
    private final String unit;

    /** Begins with these columns; usually none. */
    public Columns(Field... first) {
        this(new ArrayList<>(List.of(first)), false, false, null);
    }

    private Columns(List<Field> fields, boolean optional, boolean personal, String unit) {
        this.fields = fields;
        this.optional = optional;
        this.personal = personal;
        this.unit = unit;
    }

    /** For a column that may be null; its comment says when. */
    public Columns optional() {
        return new Columns(fields, true, personal, unit);
    }

    /** For a column that points at a person: {@link Field#personal}. */
    public Columns aboutAPerson() {
        return new Columns(fields, optional, true, unit);
    }

    /** For a number in a unit that its name does not say: {@link Field#unit}. */
    public Columns in(String otherUnit) {
        return new Columns(fields, optional, personal, otherUnit);
    }

    public Field text(String name, String comment) {
        return declared(Field.text(name, comment));
    }

    public Field number(String name, String comment) {
        return declared(Field.number(name, comment));
    }

    public Field decimal(String name, String comment) {
        return declared(Field.decimal(name, comment));
    }

    public Field money(String name, String comment) {
        return declared(Field.money(name, comment));
    }

    public Field moneySum(String name, String comment) {
        return declared(Field.moneySum(name, comment));
    }

    public Field flag(String name, String comment) {
        return declared(Field.flag(name, comment));
    }

    public Field date(String name, String comment) {
        return declared(Field.date(name, comment));
    }

    public Field timestamp(String name, String comment) {
        return declared(Field.timestamp(name, comment));
    }

    public Field texts(String name, String comment) {
        return declared(Field.texts(name, comment));
    }

    public Field textMap(String name, String comment) {
        return declared(Field.textMap(name, comment));
    }

    public Field decimalMap(String name, String comment) {
        return declared(Field.decimalMap(name, comment));
    }

    public Field dateMap(String name, String comment) {
        return declared(Field.dateMap(name, comment));
    }

    private Field declared(Field field) {
        Field measured = unit == null ? field : field.in(unit);
        Field required = optional ? measured : measured.required();
        return add(personal ? required.aboutAPerson() : required);
    }

    /** Appends a column as it is, one of another table for example, and returns it. */
    public Field add(Field field) {
        fields.add(field);
        return field;
    }

    /** Appends columns that several tables share. */
    public void addAll(List<Field> shared) {
        fields.addAll(shared);
    }

    /** The columns so far, in order. */
    List<Field> fields() {
        return List.copyOf(fields);
    }
}
