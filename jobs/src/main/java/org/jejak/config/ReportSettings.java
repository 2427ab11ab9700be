package org.jejak.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The executive report.
 *
 * @param folder where nights and {@code jejak report} put it
 * @param language of the texts: en or id
 * @param afterNights whether each night ends with a report
 * @param brand name of the company, in the header
 * @param logo SVG file that stands beside the name; absent for none
 * @param targets what a figure of the first page should be, by its name; figures without a target are not there
 * @param owners who acts on it, by kind of action; actions without an owner are not there
 */
public record ReportSettings(
        Path folder,
        String language,
        boolean afterNights,
        String brand,
        Optional<Path> logo,
        Map<String, Double> targets,
        Map<String, String> owners) {
    /** Figures that can have a target. */
    public static final List<String> FIGURES = List.of("cx-index", "revenue", "visits", "orders", "spend", "replies");

    /** Kinds of action that can have an owner. */
    public static final List<String> ACTIONS = List.of("contacts", "checkouts", "spend", "budget", "customers");

    private static final double LARGEST_TARGET = 1e15;
    private static final Map<String, Double> LARGEST = Map.of("cx-index", 100.0, "replies", 1.0);

    static ReportSettings read(SettingsSection s, Path home) {
        return s.done(new ReportSettings(
                home.resolve(s.text("folder")).normalize(),
                s.choice("language", "en", "id"),
                s.flag("after-nights"),
                s.text("brand"),
                s.optionalText("logo").map(f -> home.resolve(f).normalize()),
                targets(s.section("targets")),
                owners(s.section("owners"))));
    }

    private static Map<String, Double> targets(SettingsSection s) {
        Map<String, Double> targets = new LinkedHashMap<>();
        for (String figure : FIGURES) {
            if (s.has(figure)) targets.put(figure, s.decimal(figure, 0, LARGEST.getOrDefault(figure, LARGEST_TARGET)));
        }
        return s.done(targets);
    }

    private static Map<String, String> owners(SettingsSection s) {
        Map<String, String> owners = new LinkedHashMap<>();
        for (String action : ACTIONS) s.optionalText(action).ifPresent(owner -> owners.put(action, owner));
        return s.done(owners);
    }
}
