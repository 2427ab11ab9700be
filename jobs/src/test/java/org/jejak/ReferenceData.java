package org.jejak;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Public data and exact numbers that lie beside the checkout, never in it: the property {@code jejak.reference}. */
public final class ReferenceData {
    private ReferenceData() {}

    /** A file of the reference folder; the test that asks for it is skipped, and says so, where it is not there. */
    public static Path file(String name) {
        Path file = Path.of(System.getProperty("jejak.reference", "../../shared"))
                .resolve(name)
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(file)) {
            String line = "Skipped: there is no " + file
                    + "; point -Djejak.reference at the reference folder to run this test";
            System.out.println(line);
            Assumptions.abort(line);
        }
        return file;
    }
}
