package org.jejak.simulate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.*;
import org.apache.spark.sql.*;

/**
 * Takes finished lines and decides how they travel: when they arrive, how often, in which order, and whether whole. Dirt
 * is drawn from its own source of chance, so that lives are the same with and without it.
 */
final class Outbox {
    /** A line cut shorter than this could still look whole. */
    private static final int SHORTEST_CUT = 10;

    private final World world;
    private final RecordDraft draft;
    private List<Row> rows = new ArrayList<>();
    private RandomSource dirtChance;
    private Person person;
    private long delay;

    Outbox(World world) {
        this.world = world;
        draft = new RecordDraft(world.settings.dirt());
    }

    /** Turns to a person, or to the background for a null person. */
    void turnTo(Person person, RandomSource dirtChance) {
        this.person = person;
        this.dirtChance = dirtChance;
    }

    /** Sends lines whose dirt has a source of its own, so that the dirt of all other lines stays as it is without them. */
    void withDirtOf(RandomSource own, Runnable lines) {
        RandomSource usual = dirtChance;
        dirtChance = own;
        lines.run();
        dirtChance = usual;
    }

    /** Sends lines that are received so much later than usual. */
    void late(long by, Runnable lines) {
        delay = by;
        lines.run();
        delay = 0;
    }

    /** The lines sent since the last call: rows of file, position in the file, line, dirt. */
    List<Row> take() {
        List<Row> taken = rows;
        rows = new ArrayList<>();
        return taken;
    }

    /** Begins a line. When it is received is drawn here, so that its text can contain that time. */
    RecordDraft draft(OutputFeed feed, long occurredAt) {
        draft.reset(feed, occurredAt, dirtChance);
        if (feed.isLog()) {
            draft.receivedAt += 300 + Math.floorMod(occurredAt * 31, 1700);
            // A weekly delivery adds up to 6 days, and 24 + 6 is still within 30.
            if (draft.suffers(DirtKind.TOO_LATE)) {
                draft.receivedAt += (long) (dirtChance.between(32, 60) * Timestamps.DAY);
            } else if (draft.suffers(DirtKind.LATE)) {
                double delay = dirtChance.happens(0.85) ? dirtChance.between(1, 2) : dirtChance.between(2, 23.5);
                draft.receivedAt += (long) (delay * Timestamps.DAY);
            }
            if (delay > 0) {
                draft.receivedAt = Math.max(draft.receivedAt, occurredAt + delay);
                draft.mark(DirtKind.LATE);
            }
        }
        return draft;
    }

    /** Sends the line, unless it happened or would arrive outside the horizon. */
    void send(RecordDraft line) {
        boolean outside = line.occurredAt < world.start || line.occurredAt >= world.end;
        int file = world.files.file(line.feed, Timestamps.day(line.receivedAt));
        if (file < 0 || (outside && !line.feed.isTruth())) return;
        long position = line.receivedAt;
        if (line.suffers(DirtKind.OUT_OF_ORDER)) {
            position -= (long) (dirtChance.between(0.5, 6) * Timestamps.HOUR);
        }
        byte[] bytes = damaged(line);
        add(file, position, bytes, line.dirt);
        if (!DirtKind.mayLoseRecord(line.dirt)) {
            if (person != null) person.seenTogether(line.shown);
            duplicate(line, file, position, bytes);
        }
        if (line.suffers(DirtKind.BLANK_LINE)) {
            add(file, position + 1, new byte[0], DirtKind.BLANK_LINE.bit());
        }
    }

    /** The bytes of the line as they arrive: at times ragged, cut off or not UTF-8. */
    private byte[] damaged(RecordDraft record) {
        String line = record.line();
        if (record.feed.isCsv()) {
            if (record.suffers(DirtKind.RAGGED_CSV)) line = ragged(line, record.feed.separator());
        } else if (record.suffers(DirtKind.CUT_LINE)) {
            line = line.substring(0, SHORTEST_CUT + dirtChance.below(line.length() - 2 * SHORTEST_CUT));
        }
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (!record.suffers(DirtKind.INVALID_UTF8)) return bytes;
        int at = bytes.length / 2;
        return ByteBuffer.allocate(bytes.length + 2)
                .put(bytes, 0, at)
                .put((byte) 0xC3)
                .put((byte) 0x28)
                .put(bytes, at, bytes.length - at)
                .array();
    }

    /** The line without its last two fields, or with two more. */
    private String ragged(String line, char separator) {
        if (!dirtChance.happens(0.5)) return line + separator + '?' + separator + '?';
        return line.substring(0, line.lastIndexOf(separator, line.lastIndexOf(separator) - 1));
    }

    private void duplicate(RecordDraft line, int file, long position, byte[] bytes) {
        if (line.suffers(DirtKind.DUPLICATE_SAME_FILE)) {
            add(file, position + dirtChance.below(600_000), bytes, line.dirt);
            line.dirt &= ~DirtKind.DUPLICATE_SAME_FILE.bit();
        }
        if (line.suffers(DirtKind.DUPLICATE_LATER_FILE)) {
            long day = Timestamps.day(line.receivedAt) + 1 + dirtChance.below(3);
            int later = world.files.file(line.feed, day);
            boolean sameColumns = line.feed != OutputFeed.EMAIL
                    || world.hasNewField(line.receivedAt) == world.hasNewField(day * Timestamps.DAY);
            if (later > file && sameColumns) {
                add(later, day * Timestamps.DAY + dirtChance.below((int) Timestamps.DAY), bytes, line.dirt);
            }
        }
    }

    private void add(int file, long position, byte[] bytes, int dirt) {
        long base = world.start - 100 * Timestamps.DAY;
        long key = ((long) file << 42) | Math.max(0, position - base);
        rows.add(RowFactory.create(file, key, bytes, dirt));
    }
}
