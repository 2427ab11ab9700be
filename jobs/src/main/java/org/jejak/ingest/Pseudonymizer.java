package org.jejak.ingest;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jejak.config.UsageException;

/**
 * Keyed hashes of personal identifiers: HMAC-SHA-256, with the kind of identifier mixed in, so that equal texts of
 * different kinds do not meet. Without the key nobody can guess addresses by hashing lists of them.
 */
public final class Pseudonymizer implements Serializable {
    /** Shortest key that is accepted, in bytes. */
    public static final int LEAST_KEY_BYTES = 32;

    private static final Pattern BLANK_ENDS = Pattern.compile("^[\\h\\s]+|[\\h\\s]+$");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");
    /** An address in an id, of any host; x:@jane is a handle and none. */
    private static final Pattern ADDRESS_INSIDE = Pattern.compile("[^@\\s:;,|/(]@[\\p{L}\\p{N}\\[]");

    private final byte[] key;
    private final String callingCode;
    private final PiiRedactor scrubber;
    private transient ThreadLocal<Mac> macs;

    /** @throws UsageException if the key is shorter than {@link #LEAST_KEY_BYTES} */
    public Pseudonymizer(String key, String callingCode) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.callingCode = callingCode;
        this.scrubber = new PiiRedactor(callingCode);
        if (this.key.length < LEAST_KEY_BYTES) {
            throw new UsageException(
                    "the hashing key must have at least " + LEAST_KEY_BYTES + " bytes, it has " + this.key.length);
        }
    }

    /** Of an address in any spelling; null for what is no address. */
    public String email(String text) {
        if (text == null) return null;
        String normal = BLANK_ENDS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        if (normal.startsWith("mailto:")) normal = normal.substring("mailto:".length());
        return ADDRESS.matcher(normal).matches() ? hash("email:" + normal) : null;
    }

    /** Of a phone number in any spelling; null for what has fewer than six digits. */
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
     * Of an account id, a cookie and the like: the id itself, unless it is or holds an e-mail address or a phone number;
     * then a hash of it. Digits alone are a phone number if they are one inside the country of the calling code.
     */
    String person(String id) {
        return id != null && scrubber.isPhone(id) ? phone(id) : record(id);
    }

    /**
     * Of the id of a record, an order or a session: the id itself, unless it is or holds an e-mail address or a phone number
     * with a plus; then a hash of it. Digits alone are left: most are plain numbers.
     */
    String record(String id) {
        if (id == null) return null;
        String read = PiiRedactor.decoded(id);
        boolean named =
                ADDRESS_INSIDE.matcher(read).find() || !id.equals(scrubber.id(id)) || !read.equals(scrubber.id(read));
        if (!named) return id;
        String email = email(id);
        return email != null ? email : hash("id:" + id);
    }

    /** Of a network address. */
    public String address(String text) {
        return text == null || text.isBlank() ? null : hash("ip:" + text.trim().toLowerCase(Locale.ROOT));
    }

    /** The same for the same key, and nothing to guess the key from. */
    public String keyCheck() {
        return hash("check:key");
    }

    /** Of the bytes of a raw line. */
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
