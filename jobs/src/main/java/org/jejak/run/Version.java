package org.jejak.run;

/** The version of jejak, as its jar says; "development" when run from classes. */
final class Version {
    static final String TEXT = Version.class.getPackage().getImplementationVersion() == null
            ? "development"
            : Version.class.getPackage().getImplementationVersion();

    private Version() {}
}
