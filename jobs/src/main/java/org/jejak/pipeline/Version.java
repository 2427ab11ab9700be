package org.jejak.pipeline;

/** The version of jejak, as its jar says; "development" when run from classes. */
public final class Version {
    public static final String TEXT = Version.class.getPackage().getImplementationVersion() == null
            ? "development"
            : Version.class.getPackage().getImplementationVersion();

    private Version() {}
}
