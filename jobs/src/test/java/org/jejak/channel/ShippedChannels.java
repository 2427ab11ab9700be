package org.jejak.channel;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jejak.config.ChannelSettings;
import org.jejak.config.ReferrerSettings;

/** The settings as shipped in {@code conf/}, and the reference data, which may be absent. */
public final class ShippedChannels {
    private static final Path ROOT = Files.isDirectory(Path.of("conf")) ? Path.of(".") : Path.of("..");

    private ShippedChannels() {}

    static Config config() {
        return ConfigFactory.parseFile(ROOT.resolve("conf/channels.conf").toFile())
                .withFallback(ConfigFactory.parseFile(
                        ROOT.resolve("conf/referrers.conf").toFile()))
                .resolve();
    }

    static ReferrerSettings referrers(String... ownHosts) {
        return ReferrerSettings.of(config().getConfig("jejak.referrers")
                .withValue("own-hosts", ConfigValueFactory.fromIterable(List.of(ownHosts))));
    }

    public static ChannelClassifier channels(String... ownHosts) {
        return new ChannelClassifier(
                ChannelSettings.of(config().getConfig("jejak.channels")), new ReferrerClassifier(referrers(ownHosts)));
    }

    /** The rows of a CSV file with quotes but without line breaks in values, less its header and its # lines. */
    static List<List<String>> csv(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return lines.stream()
                    .skip(1)
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ShippedChannels::cells)
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
