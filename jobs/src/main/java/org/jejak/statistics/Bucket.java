package org.jejak.statistics;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A number between 0 and 1 that hangs on a customer and a salt alone: as good as drawn at random, and always the same. */
public final class Bucket {
    private static final String VERSION = "jejak-1|";

    private Bucket() {}

    /**
     * The number, 0 included, 1 not: the first 52 bits of SHA-256 of version, salt and customer.
     *
     * @param salt what is drawn for; numbers of different salts have nothing to do with each other
     */
    public static double of(String salt, String customerId) {
        byte[] hash = sha256(VERSION + salt + "|" + customerId);
        long bits = 0;
        for (int i = 0; i < 7; i++) bits = bits << 8 | hash[i] & 0xFF;
        return (bits >>> 4) * 0x1.0p-52;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
