package org.jejak.config;

import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used; carries every problem found, not only the first. */
public final class SettingsException extends UsageException {
    private final transient List<Problem> problems;

    public SettingsException(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining(
                        "\n  ",
                        problems.size() + " problem" + (problems.size() == 1 ? "" : "s") + " in the settings:\n  ",
                        "")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
