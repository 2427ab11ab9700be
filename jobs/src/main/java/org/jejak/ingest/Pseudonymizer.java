package org.jejak.ingest;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.*;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jejak.config.UsageException;

/**
 * Keyed hashes of personal identifiers: HMAC-SHA-256 in hex. The kind of identifier is part of what is hashed, so equal
 * texts of different kinds have different hashes. Without the key nobody can find addresses by hashing lists of them.
 */
public final class Pseudonymizer implements Serializable {
    /** Shortest key that is accepted, in bytes. */
    public static final int LEAST_KEY_BYTES = 32;

    private static final Pattern BLANK_ENDS = Pattern.compile("^[\\h\\s]+|[\\h\\s]+$");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");
    /** An address inside an id, of any host; x:@jane is a handle and not an address. */
    private static final Pattern ADDRESS_INSIDE = Pattern.compile("[^@\\s:;,|/(]@[\\p{L}\\p{N}\\[]");

    private final byte[] key;
    private final String callingCode;
    private final PiiRedactor redactor;
    private transient ThreadLocal<Mac> macs;

    /** @throws UsageException if the key is shorter than {@link #LEAST_KEY_BYTES} */
    public Pseudonymizer(String key, String callingCode) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.callingCode = callingCode;
        this.redactor = new PiiRedactor(callingCode);
        if (this.key.length < LEAST_KEY_BYTES) {
            throw new UsageException(
                    "the hashing key must have at least " + LEAST_KEY_BYTES + " bytes, it has " + this.key.length);
        }
    }

    /** Hash of an e-mail address in any spelling; null for null and for what is no address. */
    public String email(String text) {
        if (text == null) return null;
        String normal = BLANK_ENDS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        if (normal.startsWith("mailto:")) normal = normal.substring("mailto:".length());
        return ADDRESS.matcher(normal).matches() ? hash("email:" + normal) : null;
    }

    /** Hash of a phone number in any spelling; null for null and for fewer than six digits. */
    public String phone(String text) {
        if (text == null) return null;
        // +62 (0)812: the zero in brackets is for callers inside the country
        String digits = text.replaceFirst("^(\\s*(?:\\+|00)[^(]*)\\(0\\)", "$1")
                .replaceAll("[^0-9+]", "")
                .replaceFirst("^\\+", "00")
                .replace("+", "");
        if (digits.startsWith("00")) digits = digits.substring(2);
        else if (digits.startsWith("0") && !callingCode.isEmpty()) digits = callingCode + digits.substring(1);
        return digits.length() < 6 ? null : hash("phone:" + digits);
    }

    /**
     * An account id, a cookie and the like: the id itself, or its hash if it is or holds an e-mail address or a phone
     * number. Plain digits count as a phone number if they are one in the country of the calling code.
     */
    public String person(String id) {
        return id != null && redactor.isPhone(id) ? phone(id) : unlessPersonal(id, redactor::id);
    }

    /**
     * The id of a record, an order, a ticket or a session: the id itself, or its hash if it is or holds an e-mail address or
     * a phone number with a plus. Other digits are kept: they are the number of a thing.
     */
    String record(String id) {
        return unlessPersonal(id, redactor::thing);
    }

    /** The id, or its hash if it holds an e-mail address or something that a redaction would remove. */
    private String unlessPersonal(String id, UnaryOperator<String> redaction) {
        if (id == null) return null;
        String read = PiiRedactor.decoded(id);
        boolean isPersonal = ADDRESS_INSIDE.matcher(read).find()
                || !id.equals(redaction.apply(id))
                || !read.equals(redaction.apply(read));
        if (!isPersonal) return id;
        String email = email(id);
        return email != null ? email : hash("id:" + id);
    }

    /** Hash of a network address; null for null and blanks. */
    public String address(String text) {
        return text == null || text.isBlank() ? null : hash("ip:" + text.trim().toLowerCase(Locale.ROOT));
    }

    /** A hash by which two keys can be compared without showing them. */
    public String keyCheck() {
        return hash("check:key");
    }

    /** Hash of the bytes of a raw line; null for null. */
    public String line(byte[] bytes) {
        if (bytes == null) return null;
        Mac mac = mac();
        mac.update("line:".getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac.doFinal(bytes));
    }

    private String hash(String text) {
        return HexFormat.of().formatHex(mac().doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Mac mac() {
        if (macs == null) {
            macs = ThreadLocal.withInitial(() -> {
                try {
                    Mac mac = Mac.getInstance("HmacSHA256");
                    mac.init(new SecretKeySpec(key, "HmacSHA256"));
                    return mac;
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        return macs.get();
    }
}
