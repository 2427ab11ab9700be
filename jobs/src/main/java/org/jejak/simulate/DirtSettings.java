package org.jejak.simulate;

import java.io.Serializable;
import org.jejak.config.UsageException;

/**
 * How dirty the raw logs are. Every value is a share of records from 0 to 1, except {@code redeliveredFile} (share of
 * files), {@code clockSkew} (share of people whose devices tell a wrong time) and the two switches.
 *
 * @param late delivered 1 to 24 days after it happened
 * @param tooLate delivered 32 to 60 days after it happened
 * @param badAmount garbled or negative amounts, share of records with money
 * @param unknownCurrency share of records with money
 * @param schemaDrift whether fields appear and a type changes half-way through the horizon
 * @param bots whether crawlers and the scraper come by
 */
public record DirtSettings(
        double late,
        double tooLate,
        double duplicateSameFile,
        double duplicateLaterFile,
        double redeliveredFile,
        double outOfOrder,
        double cutLine,
        double raggedCsv,
        double invalidUtf8,
        double blankLine,
        double clockSkew,
        double futureTime,
        double missingTime,
        double otherOffset,
        double nullLikeId,
        double badAmount,
        double unknownCurrency,
        boolean schemaDrift,
        boolean bots)
        implements Serializable {

    public DirtSettings {
        for (double share : new double[] {
            late, tooLate, duplicateSameFile, duplicateLaterFile, redeliveredFile, outOfOrder, cutLine, raggedCsv,
            invalidUtf8, blankLine, clockSkew, futureTime, missingTime, otherOffset, nullLikeId, badAmount,
            unknownCurrency
        }) {
            if (!(share >= 0 && share <= 1)) {
                throw new UsageException("dirt: a share is " + share + ", but must lie in 0 to 1");
            }
        }
    }

    /** As dirty as logs usually are. */
    public static DirtSettings usual() {
        return new DirtSettings(
                0.015, 0.0003, 0.004, 0.002, 0.005, 0.01, 0.0003, 0.0004, 0.0002, 0.0004, 0.03, 0.0001, 0.0004, 0.01,
                0.0015, 0.004, 0.003, true, true);
    }

    /** Clean logs without machines, for benches and for tests of exact numbers. */
    public static DirtSettings none() {
        return new DirtSettings(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, false);
    }

    /** The share for a kind that is drawn record by record. */
    double share(DirtKind kind) {
        return switch (kind) {
            case LATE -> late;
            case TOO_LATE -> tooLate;
            case DUPLICATE_SAME_FILE -> duplicateSameFile;
            case DUPLICATE_LATER_FILE -> duplicateLaterFile;
            case OUT_OF_ORDER -> outOfOrder;
            case CUT_LINE -> cutLine;
            case RAGGED_CSV -> raggedCsv;
            case INVALID_UTF8 -> invalidUtf8;
            case BLANK_LINE -> blankLine;
            case CLOCK_SKEW -> clockSkew;
            case FUTURE_TIME -> futureTime;
            case MISSING_TIME -> missingTime;
            case OTHER_OFFSET -> otherOffset;
            case NULL_LIKE_ID -> nullLikeId;
            case BAD_AMOUNT -> badAmount;
            case UNKNOWN_CURRENCY -> unknownCurrency;
            case REDELIVERED -> redeliveredFile;
            case NEW_FIELD, TYPE_CHANGE -> schemaDrift ? 1 : 0;
            case BOT -> bots ? 1 : 0;
        };
    }
}
