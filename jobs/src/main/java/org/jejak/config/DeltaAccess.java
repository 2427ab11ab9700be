package org.jejak.config;

/** How the tables are read and written; see {@code jejak.delta.access} in {@code reference.conf}. */
public enum DeltaAccess {
    /** Through Delta's private classes: faster, and bound to one version of Spark and Delta. */
    DIRECT,
    /** Through Delta's public interface alone. */
    PLAIN
}
