package org.jejak.config;

import java.nio.file.Path;

/**
 * The executive report.
 *
 * @param folder where nights and {@code jejak report} put it
 * @param language of the texts: en or id
 * @param afterNights whether each night ends with a report
 */
public record ReportSettings(Path folder, String language, boolean afterNights) {
    static ReportSettings read(SettingsSection s, Path home) {
        return s.done(new ReportSettings(
                home.resolve(s.text("folder")).normalize(), s.choice("language", "en", "id"), s.flag("after-nights")));
    }
}
