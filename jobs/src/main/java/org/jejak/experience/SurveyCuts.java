package org.jejak.experience;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.stream.Stream;
import org.jejak.table.RatingScale;

/**
 * Which answers count as good, middling and bad, by measure and by the points of the scale: survey-scales.csv, beside this
 * class. A decimal belongs to the point that it has reached: 6.7 of 10 detracts, since passives begin at 7. A scale that is
 * not listed or not said is cut at the same shares as the first one of its measure, which is the published one.
 */
enum SurveyCuts {
    NPS("nps"),
    CSAT("csat"),
    FORRESTER("net_forrester_2011"),
    TEMKIN("net_temkin");

    /** Keeps scores that are exactly on a cut on its upper side. */
    private static final double ROUNDING = 1e-9;

    /** The cuts of one scale, in its points, with the worst as the lowest. */
    private record Cut(RatingScale scale, double bestFrom, double middleFrom) {}

    private final List<Cut> cuts;

    SurveyCuts(String measure) {
        cuts = lines().map(line -> line.split(","))
                .filter(cells -> cells[0].equals(measure))
                .map(cells -> Arrays.stream(cells)
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .map(n -> new Cut(new RatingScale(n[0], n[1]), n[2], n[3]))
                .toList();
    }

    private static Stream<String> lines() {
        try (InputStream in = SurveyCuts.class.getResourceAsStream("survey-scales.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 1 for a good answer, 0 for a middling one, -1 for a bad one (csat has none); the answer must have a share. */
    int net(SurveyAnswer answer) {
        RatingScale asked = RatingScale.of(answer.scale);
        Cut cut = cuts.stream()
                .filter(c -> asked != null && c.scale.equals(asked.upwards()))
                .findFirst()
                .orElse(cuts.get(0));
        double points = cut.scale.rating(answer.share) + ROUNDING;
        return points >= cut.bestFrom ? 1 : points >= cut.middleFrom ? 0 : -1;
    }
}
