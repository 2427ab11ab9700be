package org.jejak.audience;

/**
 * A customer as scores see one.
 *
 * @param customerId stable id
 * @param firstDay day on which the customer was first seen, days since 1970
 * @param hasObjected whether the customer withdrew the consent to profiling: neither scored nor learned from
 * @param history what the customer did
 */
record LeadCustomer(String customerId, int firstDay, boolean hasObjected, ActivityHistory history) {}
