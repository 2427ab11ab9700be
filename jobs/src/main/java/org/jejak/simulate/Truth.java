package org.jejak.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.*;
import org.jejak.simulate.Stories.Period;

/** The small truth tables: effects, stories, dirt, files. */
final class Truth {
    /** A written file: its path below the output folder, its records, its empty lines, the count of each kind of dirt. */
    record FileReport(String path, long records, long blankLines, long[] dirt) {}

    private final World world;
    private final Path folder;

    Truth(World world, Path root) {
        this.world = world;
        this.folder = root.resolve("truth");
    }

    void write(List<FileReport> files) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("channel_effects.csv"), channelEffects());
        Files.writeString(folder.resolve("stories.csv"), stories());
        Files.writeString(folder.resolve("parameters.csv"), parameters());
        Files.writeString(folder.resolve("dirt.csv"), dirt(files));
        Files.writeString(folder.resolve("files.csv"), files(files));
    }

    private static String channelEffects() {
        StringBuilder text = new StringBuilder("channel,campaign,effect,half_life_days\n");
        for (TouchChannel channel : TouchChannel.values()) effect(text, channel, "", channel.effect);
        for (Campaign campaign : Campaign.values())
            effect(text, campaign.channel, campaign.label, campaign.onlyHarvests() ? 0 : campaign.channel.effect);
        return text.toString();
    }

    private static void effect(StringBuilder text, TouchChannel channel, String campaign, double effect) {
        text.append("%s,%s,%s,%s\n".formatted(channel.label(), campaign, effect, channel.halfLifeDays));
    }

    private String stories() {
        Stories s = world.stories;
        long end = world.settings.start().toEpochDay() + world.settings.days();
        String text = "story,first_day,last_day,what\n"
                + story(
                        "harvesting_campaign",
                        s.harvest(),
                        "search-brand-always-on reaches only people who have decided; effect 0")
                + story("checkout_outage", s.outage(), "three of four web purchases fail with payment_gateway_timeout")
                + story("slow_email_replies", s.slowEmail(), "email replies take 8 times as long")
                + story(
                        "viral_complaint",
                        s.viral(),
                        "burst of negative mentions; answers to surveys drop for 10 more days");
        if (!world.settings.dirt().has(DirtKind.NEW_FIELD)) return text;
        return text
                + story(
                        "new_field",
                        new Period(s.newFieldFrom(), end),
                        "context.consent in web and app; client in email.csv")
                + story(
                        "type_change",
                        new Period(s.typeChangeFrom(), end),
                        "properties.total of app orders becomes text");
    }

    private static String story(String name, Period period, String what) {
        LocalDate first = LocalDate.ofEpochDay(period.from());
        return "%s,%s,%s,\"%s\"\n".formatted(name, first, LocalDate.ofEpochDay(period.to() - 1), what);
    }

    private String parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("seed", world.settings.seed());
        parameters.put("customers", world.settings.customers());
        parameters.put("days", world.settings.days());
        parameters.put("start", world.settings.start());
        parameters.put("bgnbd_r", Person.R);
        parameters.put("bgnbd_alpha_days", Person.ALPHA);
        parameters.put("bgnbd_a", Person.A);
        parameters.put("bgnbd_b", Person.B);
        parameters.put("gamma_gamma_p", Person.P);
        parameters.put("gamma_gamma_q", Person.Q);
        parameters.put("gamma_gamma_v", Person.V);
        parameters.put("decides_per_visit", Life.DECIDES);
        StringBuilder text = new StringBuilder("parameter,value\n");
        parameters.forEach((name, value) -> text.append("%s,%s\n".formatted(name, value)));
        return text.toString();
    }

    private static String dirt(List<FileReport> files) {
        StringBuilder text = new StringBuilder("kind,count\n");
        for (DirtKind kind : DirtKind.values()) {
            long count = files.stream().mapToLong(f -> f.dirt[kind.ordinal()]).sum();
            text.append("%s,%s\n".formatted(kind.label(), count));
        }
        return text.toString();
    }

    private static String files(List<FileReport> files) {
        StringBuilder text = new StringBuilder("path,records,blank_lines\n");
        for (FileReport file : files) text.append("%s,%s,%s\n".formatted(file.path, file.records, file.blankLines));
        return text.toString();
    }
}
