package org.jejak.channel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jejak.config.ReferrerSettings;

/** Finds the search term in a search engine's URL. */
final class SearchTerm {
    private SearchTerm() {}

    /** The first of the engine's term parameters that has a value, decoded; null when none has. */
    static String of(ReferrerSettings.Entry engine, String url, String query) {
        for (String term : engine.terms()) {
            String raw = ReferrerSettings.isRegex(term) ? inUrl(term, url) : parameter(term, query);
            if (raw != null) {
                String decoded = decode(raw, engine.charsets());
                if (!decoded.isBlank()) {
                    return decoded;
                }
            }
        }
        return null;
    }

    private static String inUrl(String term, String url) {
        // Compiled per call: such engines are rare, and only referrers from one of them come here.
        Matcher matcher = Pattern.compile(ReferrerSettings.unslash(term)).matcher(url);
        return matcher.find() && matcher.groupCount() > 0 ? matcher.group(1) : null;
    }

    private static String parameter(String name, String query) {
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            int valueStart = start + name.length() + 1;
            if (query.startsWith(name, start) && valueStart < end && query.charAt(valueStart - 1) == '=') {
                return query.substring(valueStart, end);
            }
            start = end + 1;
        }
        return null;
    }

    private static String decode(String raw, List<String> charsets) {
        byte[] bytes = bytes(raw);
        String text = read(bytes, StandardCharsets.UTF_8);
        for (int i = 0; text == null && i < charsets.size(); i++) {
            text = read(bytes, Charset.forName(charsets.get(i)));
        }
        return text == null ? new String(bytes, StandardCharsets.UTF_8) : text;
    }

    /** Undoes percent and plus encoding; a broken percent sign stays as it is. */
    private static byte[] bytes(String raw) {
        byte[] in = raw.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            if (low >= 0) {
                out.write(high * 16 + low);
                i += 2;
            } else {
                out.write(in[i] == '+' ? ' ' : in[i]);
            }
        }
        return out.toByteArray();
    }

    private static String read(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException otherCharset) {
            return null;
        }
    }
}
