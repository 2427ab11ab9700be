package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.io.IOException;
import java.nio.file.Path;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.channel.Channel;
import org.jejak.channel.ChannelClassifier;
import org.jejak.channel.ReferrerClassifier;
import org.jejak.channel.Touch;
import org.jejak.command.ResultOutput;
import org.jejak.command.SparkSessions;
import org.jejak.config.ChannelSettings.CampaignParameters;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;
import org.jejak.table.*;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Acquisition channels of the rows of a local file, without a warehouse. */
@Command(
        name = "channels",
        mixinStandardHelpOptions = true,
        description =
                "Finds the acquisition channel of each row of a CSV, TSV, JSON-lines or Parquet file, by the rules in "
                        + "jobs/docs/channels.md. At least one of --source, --medium, --campaign, --click-id, --url and --referrer.")
public final class ChannelsCommand implements Callable<Integer> {
    private static final String PAGE_OR_HOST = "^(?:[A-Za-z]+:)?//(?:[^/@]*@)?(?:www\\.)?([^/:?#]+)";
    /** Place of the first kept column, after the line and the parts of a touch. */
    private static final int FIRST_KEPT = 7;

    private static final List<Field> RESULT = List.of(
            Sessions.CHANNEL,
            Sessions.CHANNEL_GROUP,
            Sessions.CHANNEL_SOURCE,
            Sessions.CHANNEL_MEDIUM,
            Sessions.CAMPAIGN_NAME);

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "Touches; .gz and .zst are unpacked.")
    private Path input;

    @Option(names = "--source", paramLabel = "COLUMN", description = "Campaign source (utm_source).")
    private String source;

    @Option(names = "--medium", paramLabel = "COLUMN", description = "Campaign medium (utm_medium).")
    private String medium;

    @Option(names = "--campaign", paramLabel = "COLUMN", description = "Campaign name (utm_campaign).")
    private String campaign;

    @Option(
            names = "--click-id",
            paramLabel = "COLUMN",
            description = "Name of the click id in the address, such as gclid.")
    private String clickId;

    @Option(
            names = "--url",
            paramLabel = "COLUMN",
            description =
                    "The address that was visited: its campaign parameters and click ids count where the columns above are empty.")
    private String url;

    @Option(names = "--referrer", paramLabel = "COLUMN", description = "The referring address, or its host.")
    private String referrer;

    @Option(names = "--keep", split = ",", paramLabel = "COLUMN", description = "Columns of the file to show in front.")
    private List<String> keep = List.of();

    @Option(
            names = "--own-hosts",
            split = ",",
            paramLabel = "HOST",
            description = "The company's own hosts, over those of the settings.")
    private List<String> ownHosts = List.of();

    @Option(
            names = {"-c", "--conf"},
            paramLabel = "FILE|FOLDER",
            description = "Settings with rules and hosts of your own. Default: those that jejak comes with.")
    private Path conf;

    @Option(
            names = "--separator",
            description = "Between the columns of CSV. Default: ${DEFAULT-VALUE}.",
            defaultValue = ",")
    private String separator;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Override
    public Integer call() throws IOException {
        if (Stream.of(source, medium, campaign, clickId, url, referrer).allMatch(Objects::isNull))
            throw new UsageException(
                    "name a column with --source, --medium, --campaign, --click-id, --url or --referrer");
        output.check();
        file();
        Settings settings = settings();
        try (SparkSession spark = SparkSessions.start("channels")) {
            output.show(result(spark, settings));
            return 0;
        }
    }

    private InputFile file() {
        return new InputFile(input, separator);
    }

    /** The usual settings, or those of {@code --conf}, with the hosts of {@code --own-hosts}. */
    Settings settings() {
        Map<String, String> own = new TreeMap<>();
        for (int i = 0; i < ownHosts.size(); i++) own.put("jejak.referrers.own-hosts." + i, ownHosts.get(i));
        return conf == null ? Settings.defaults(own) : Settings.read(conf, own);
    }

    /** One row per usable row of the file, in its order: line, the kept columns, then what {@link Channel} says. */
    Dataset<Row> result(SparkSession spark, Settings settings) {
        InputTable table = new InputTable(file());
        CampaignParameters parameters = settings.channels().campaignParameters();
        table.value("source", orParameter(table, source, parameters.source()))
                .value("medium", orParameter(table, medium, parameters.medium()))
                .value("campaign", orParameter(table, campaign, parameters.name()))
                .value("campaign_id", orParameter(table, null, parameters.id()))
                .value(
                        "click_id",
                        clickIdType(table, settings.channels().clickIds().keySet()))
                .value("referrer", fromElsewhere(table));
        StructType shape = new StructType().add(InputFile.LINE, DataTypes.LongType);
        for (String name : keep) {
            table.value("keep_" + shape.size(), table.text(name));
            shape = shape.add(isTaken(name) ? "input_" + name : name, DataTypes.StringType);
        }
        for (Field field : RESULT) shape = shape.add(field.name(), field.type());
        InputTable.Content content = table.read(spark);
        SkippedRows.print(content.skipped(), System.err);
        ChannelClassifier classifier =
                new ChannelClassifier(settings.channels(), new ReferrerClassifier(settings.referrers()));
        return content.rows()
                .map((MapFunction<Row, Row>) row -> classified(row, classifier), Encoders.row(shape))
                .orderBy(InputFile.LINE);
    }

    private static boolean isTaken(String name) {
        return name.equals(InputFile.LINE)
                || RESULT.stream().anyMatch(f -> f.name().equals(name));
    }

    private static Row classified(Row row, ChannelClassifier classifier) {
        Channel channel = classifier.classify(new Touch(
                row.getAs("source"),
                row.getAs("medium"),
                row.getAs("campaign"),
                row.getAs("campaign_id"),
                row.getAs("click_id"),
                row.getAs("referrer")));
        List<Object> cells = new ArrayList<>();
        cells.add(row.get(0));
        for (int i = FIRST_KEPT; i < row.size(); i++) cells.add(row.get(i));
        cells.addAll(Arrays.asList(
                channel.channel(), channel.channelGroup(), channel.source(), channel.medium(), channel.campaign()));
        return RowFactory.create(cells.toArray());
    }

    /** The column, else the first of these parameters of the address that has a value. */
    private Column orParameter(InputTable table, String column, List<String> parameters) {
        List<Column> values = new ArrayList<>(List.of(table.text(column)));
        if (url != null) {
            for (String name : parameters) {
                Column value = callUDF("url_param", table.text(url), lit(name));
                values.add(when(value.rlike("\\S"), value));
            }
        }
        return coalesce(values.toArray(Column[]::new));
    }

    /** The strongest click id of the address that has a value. */
    private Column clickIdType(InputTable table, Set<String> known) {
        List<Column> types = new ArrayList<>(List.of(table.text(clickId)));
        if (url != null) {
            for (String id : known)
                types.add(when(callUDF("url_param", table.text(url), lit(id)).rlike("\\S"), id));
        }
        return coalesce(types.toArray(Column[]::new));
    }

    /** The referrer, unless it is a page of the host that was visited. */
    private Column fromElsewhere(InputTable table) {
        Column from = table.text(referrer);
        if (url == null) return from;
        Column host = lower(regexp_extract(from, PAGE_OR_HOST, 1));
        Column own = lower(regexp_extract(table.text(url), PAGE_OR_HOST, 1));
        return when(own.isNull().or(own.equalTo("")).or(not(host.equalTo(own))), from);
    }
}
