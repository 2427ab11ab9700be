package org.jejak.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import org.jejak.config.ReferrerSettings.Entry;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads the public-domain referrer lists of matomo-org/searchengine-and-social-list: {@code SearchEngines.yml} (name to list of
 * url groups with parameters), {@code Socials.yml} and {@code AIAssistants.yml} (name to list of hosts). The caller
 * gives the kind, which the file does not name. Keys that only Matomo needs ({@code backlink}, {@code hiddenkeyword}) are passed over.
 */
public final class MatomoReferrerFile {
    private MatomoReferrerFile() {}

    /** The entries of one file, in the file's order; one entry per url group. */
    public static List<Entry> read(Path file, ReferrerKind kind) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            if (!(root instanceof Map<?, ?> sites)) {
                throw broken(file, "the file must map names to hosts");
            }
            List<Entry> entries = new ArrayList<>();
            sites.forEach((name, value) -> entries.addAll(entries(file, kind, String.valueOf(name), value)));
            return entries;
        } catch (IOException fault) {
            throw new UsageException(
                    "jejak.referrers.files.path = \"%s\" cannot be read; give a file on this machine".formatted(file),
                    fault);
        } catch (YAMLException fault) {
            throw new UsageException(
                    "jejak.referrers.files.path = \"%s\" is not YAML: %s".formatted(file, fault.getMessage()), fault);
        }
    }

    private static List<Entry> entries(Path file, ReferrerKind kind, String name, Object value) {
        if (!(value instanceof List<?> list)) {
            throw broken(file, "\"" + name + "\" must hold a list");
        }
        List<Entry> entries = new ArrayList<>();
        List<String> hosts = new ArrayList<>();
        for (Object item : list) {
            if (item instanceof Map<?, ?> group) {
                List<String> charsets = texts(group.get("charsets"));
                entries.add(new Entry(
                        kind,
                        name,
                        texts(group.get("urls")).stream()
                                .map(MatomoReferrerFile::host)
                                .toList(),
                        texts(group.get("params")),
                        charsets,
                        null,
                        null));
            } else {
                hosts.add(host(String.valueOf(item)));
            }
        }
        if (!hosts.isEmpty()) {
            entries.add(new Entry(kind, name, hosts, List.of(), List.of(), null, null));
        }
        return entries;
    }

    /** Matomo writes an Android app as {@code android-app//package/https/host}; here it is the package alone. */
    private static String host(String url) {
        return url.startsWith("android-app//")
                ? url.substring("android-app//".length()).replaceFirst("/.*", "")
                : url;
    }

    private static List<String> texts(Object list) {
        return list instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static UsageException broken(Path file, String what) {
        return new UsageException(
                "jejak.referrers.files.path = \"%s\" is no Matomo list: %s; see SearchEngines.yml or Socials.yml"
                        .formatted(file, what));
    }
}
