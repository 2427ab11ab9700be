package org.jejak.command.file;

import java.nio.file.Path;
import java.util.*;
import org.jejak.config.RfmSegment;
import org.jejak.config.UsageException;
import org.jejak.value.History;
import org.jejak.value.RfmRows;
import picocli.CommandLine.Option;

/** RFM scores and segments of a business's own, as options of a command. */
final class RfmOptions {
    @Option(
            names = "--rfm-recency",
            split = ",",
            paramLabel = "DAYS",
            description =
                    "Four numbers of days after which the recency score is 4, 3, 2 and 1, such as 30,90,180,365. Default: "
                            + "from the customers, a fifth each.")
    private double[] recency;

    @Option(
            names = "--rfm-frequency",
            split = ",",
            paramLabel = "N",
            description =
                    "Four numbers of purchases above which the frequency score is 2, 3, 4 and 5. Default: from the customers.")
    private double[] frequency;

    @Option(
            names = "--rfm-monetary",
            split = ",",
            paramLabel = "AMOUNT",
            description = "Four amounts above which the monetary score is 2, 3, 4 and 5. Default: from the customers.")
    private double[] monetary;

    @Option(
            names = "--rfm-segments",
            paramLabel = "FILE",
            description =
                    "Settings with jejak.value.rfm.segments, such as the jejak.conf of an installation. Default: those of "
                            + "reference.conf.")
    private Path segments;

    /**
     * Checks the thresholds.
     *
     * @param scored whether scores are asked for
     * @throws UsageException if thresholds are not four that rise, or nothing is scored by them
     */
    void check(boolean scored) {
        check("--rfm-recency", recency);
        check("--rfm-frequency", frequency);
        check("--rfm-monetary", monetary);
        if (!scored && (recency != null || frequency != null || monetary != null || segments != null))
            throw new UsageException(
                    "--rfm-recency, --rfm-frequency, --rfm-monetary and --rfm-segments are for --result rfm");
    }

    /** The scores at the end of a day (days since 1970). */
    RfmRows rows(List<History> histories, int end) {
        List<RfmSegment> used = segments == null ? RfmSegment.usual() : RfmSegment.read(segments);
        return new RfmRows(histories, end, used, recency, frequency, monetary);
    }

    private static void check(String option, double[] thresholds) {
        if (thresholds == null) return;
        boolean rising = thresholds.length == RfmSegment.SCORES - 1;
        for (int i = 0; rising && i < thresholds.length; i++)
            rising = thresholds[i] >= 0 && (i == 0 || thresholds[i] > thresholds[i - 1]);
        if (!rising)
            throw new UsageException(option + " " + Arrays.toString(thresholds)
                    + " must be four numbers from 0, each more than the one before it");
    }
}
