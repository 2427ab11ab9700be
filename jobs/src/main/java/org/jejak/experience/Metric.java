package org.jejak.experience;

import java.util.*;
import org.jejak.config.CxIndexSettings;

/**
 * A figure that is a mean over episodes or answers.
 *
 * @param name as in the tables
 * @param kind question, behaviour or score
 * @param dimension dimension of the index, or null
 * @param unit share, net_points or scale
 * @param isYesNo whether each observation is 0 or 1
 */
record Metric(String name, String kind, String dimension, String unit, boolean isYesNo) {
    static final Metric NPS = new Metric("nps", "score", null, "net_points", false);
    static final Metric CSAT = new Metric("csat", "score", null, "share", true);
    static final Metric CES = new Metric("ces", "score", null, "scale", false);
    static final Metric FORRESTER = new Metric("net_forrester_2011", "score", null, "net_points", false);
    static final Metric TEMKIN = new Metric("net_temkin", "score", null, "net_points", false);

    private static final Map<String, Boolean> YES_NO = Map.of(
            "goal_completion", true,
            "first_contact_resolution", true,
            "error_free", true,
            "complaint_free", true,
            "refund_free", true);

    /** A survey question, from 0 to 1. */
    static Metric question(String question, String dimension) {
        return new Metric("question." + question, "question", dimension, "share", false);
    }

    /** The behaviours of the settings, by name. */
    static Map<String, Metric> behaviours(CxIndexSettings settings) {
        Map<String, Metric> all = new TreeMap<>();
        settings.behaviours()
                .forEach((dimension, weights) -> weights.keySet()
                        .forEach(name -> all.put(
                                name,
                                new Metric(name, "behaviour", dimension, "share", YES_NO.getOrDefault(name, false)))));
        return all;
    }
}
