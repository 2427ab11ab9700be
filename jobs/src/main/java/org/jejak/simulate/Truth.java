package org.jejak.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

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
        for (TouchChannel channel : TouchChannel.values()) {
            text.append(channel.label()).append(",,").append(channel.effect).append(',');
            text.append(channel.halfLifeDays).append('\n');
        }
        for (Campaign campaign : Campaign.values()) {
            double effect = campaign.onlyHarvests() ? 0 : campaign.channel.effect;
            text.append(campaign.channel.label())
                    .append(',')
                    .append(campaign.label)
                    .append(',')
                    .append(effect);
            text.append(',').append(campaign.channel.halfLifeDays).append('\n');
        }
        return text.toString();
    }

    private String stories() {
        Stories stories = world.stories;
        StringBuilder text = new StringBuilder("story,first_day,last_day,what\n");
        story(
                text,
                "harvesting_campaign",
                stories.harvestFrom(),
                stories.harvestTo(),
                "search-brand-always-on reaches only people who have decided; effect 0");
        story(
                text,
                "checkout_outage",
                stories.outageFrom(),
                stories.outageTo(),
                "three of four web purchases fail with payment_gateway_timeout");
        story(text, "slow_email_replies", stories.slowFrom(), stories.slowTo(), "email replies take 8 times as long");
        story(
                text,
                "viral_complaint",
                stories.viralFrom(),
                stories.viralTo(),
                "burst of negative mentions; answers to surveys drop for 10 more days");
        if (world.settings.dirt().schemaDrift()) {
            story(text, "new_field", stories.newFieldFrom(), 0, "context.consent in web and app; client in email.csv");
            story(text, "type_change", stories.typeChangeFrom(), 0, "properties.total of app orders becomes text");
        }
        return text.toString();
    }

    private void story(StringBuilder text, String name, long from, long to, String what) {
        long last = to == 0 ? world.settings.start().toEpochDay() + world.settings.days() : to;
        text.append(name).append(',').append(LocalDate.ofEpochDay(from)).append(',');
        text.append(LocalDate.ofEpochDay(last - 1)).append(",\"").append(what).append("\"\n");
    }

    private String parameters() {
        StringBuilder text = new StringBuilder("parameter,value\n");
        text.append("seed,").append(world.settings.seed()).append('\n');
        text.append("customers,").append(world.settings.customers()).append('\n');
        text.append("days,").append(world.settings.days()).append('\n');
        text.append("start,").append(world.settings.start()).append('\n');
        text.append("bgnbd_r,")
                .append(Person.R)
                .append("\nbgnbd_alpha_days,")
                .append(Person.ALPHA)
                .append('\n');
        text.append("bgnbd_a,")
                .append(Person.A)
                .append("\nbgnbd_b,")
                .append(Person.B)
                .append('\n');
        text.append("gamma_gamma_p,")
                .append(Person.P)
                .append("\ngamma_gamma_q,")
                .append(Person.Q)
                .append('\n');
        text.append("gamma_gamma_v,")
                .append(Person.V)
                .append("\ndecides_per_visit,")
                .append(Life.DECIDES)
                .append('\n');
        return text.toString();
    }

    private static String dirt(List<FileReport> files) {
        long[] sums = new long[DirtKind.values().length];
        for (FileReport file : files) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += file.dirt[i];
            }
        }
        StringBuilder text = new StringBuilder("kind,count\n");
        for (DirtKind kind : DirtKind.values()) {
            text.append(kind.label()).append(',').append(sums[kind.ordinal()]).append('\n');
        }
        return text.toString();
    }

    private static String files(List<FileReport> files) {
        StringBuilder text = new StringBuilder("path,records,blank_lines\n");
        for (FileReport file : files) {
            text.append(file.path).append(',').append(file.records).append(',');
            text.append(file.blankLines).append('\n');
        }
        return text.toString();
    }
}
