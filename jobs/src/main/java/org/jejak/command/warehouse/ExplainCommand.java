package org.jejak.command.warehouse;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.*;
import org.jejak.audience.Explanation;
import org.jejak.audience.StoredFacts;
import org.jejak.command.InstallationOptions;
import org.jejak.command.ResultOutput;
import org.jejak.command.SparkSessions;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.pipeline.HashKeyCheck;
import org.jejak.pipeline.job.InputMissingException;
import org.jejak.table.*;
import org.jejak.warehouse.Warehouse;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code explain}: why a customer is in a segment or not, holds a tag or not, agreed to a purpose or not. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Says of one customer, for each segment, tag, score and consent of the settings, whether it holds as"
                        + " of the last night, and why: what it rests on, or the first condition that fails.")
public final class ExplainCommand implements Callable<Integer> {
    private static final RowReader COLUMNS = new RowReader(
            Field.text("kind", "segment, tag, score or consent."),
            Field.text("name", "Its name."),
            Field.text("holds", "yes or no."),
            Field.text("why", "What it rests on, or what fails first."));

    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @ArgGroup(multiplicity = "1")
    private Who who;

    @Mixin
    private ResultOutput output = new ResultOutput();

    /** Which customer. */
    static final class Who {
        @Option(
                names = "--customer",
                paramLabel = "ID",
                description = "A customer_id; one that was merged leads to today's.")
        private String customer;

        @Option(
                names = "--user-id",
                paramLabel = "ID",
                description = "The account id as your own systems write it. One that is or holds an e-mail address or a"
                        + " phone number needs the hashing key in the environment.")
        private String userId;
    }

    @Override
    public Integer call() throws IOException {
        output.check();
        Settings settings = installation.settings();
        if (settings.audience().isEmpty())
            throw new UsageException("the settings define no segment, tag, score or consent: see jejak.audience in "
                    + "reference.conf, and conf/audience.conf of the sample installation");
        try (SparkSession spark = SparkSessions.start("explain")) {
            Warehouse warehouse = Warehouse.of(spark, settings);
            if (!warehouse.exists(CustomerTraits.TABLE))
                throw new InputMissingException("no night has looked at the audience yet in " + settings.warehouse());
            String customer = customer(warehouse, settings);
            StoredFacts facts = facts(warehouse, settings, customer);
            System.err.println("Customer " + customer + ", as of " + facts.date());
            output.show(spark.createDataFrame(rows(settings, facts), COLUMNS.toStructType()));
            return 0;
        }
    }

    private String customer(Warehouse warehouse, Settings settings) {
        String key = System.getenv(HashKeyCheck.KEY_VARIABLE);
        CustomerFinder finder = new CustomerFinder(warehouse, settings, key == null || key.isBlank() ? null : key);
        return who.customer != null ? finder.today(who.customer.trim()) : finder.ofUser(who.userId);
    }

    /** What the tables say of a customer. */
    static StoredFacts facts(Warehouse warehouse, Settings settings, String customer) {
        List<Row> traits = warehouse.rows(CustomerTraits.TABLE, CustomerTraits.CUSTOMER_ID, List.of(customer));
        if (traits.isEmpty()) throw new UsageException(whyUnknown(warehouse, customer));
        return new StoredFacts(settings.audience(), settings.zone(), traits.get(0))
                .activity(of(warehouse, CustomerActivity.TABLE, CustomerActivity.CUSTOMER_ID, customer))
                .tags(of(warehouse, FactCustomerTag.TABLE, FactCustomerTag.CUSTOMER_ID, customer))
                .scores(of(warehouse, FactCustomerScore.TABLE, FactCustomerScore.CUSTOMER_ID, customer))
                .consents(of(warehouse, FactConsent.TABLE, FactConsent.CUSTOMER_ID, customer))
                .segments(of(warehouse, FactSegmentMember.TABLE, FactSegmentMember.CUSTOMER_ID, customer));
    }

    private static List<Row> of(Warehouse warehouse, Table table, Field key, String customer) {
        return warehouse.rows(table, key, List.of(customer));
    }

    private static String whyUnknown(Warehouse warehouse, String customer) {
        boolean isKnown =
                !of(warehouse, Customers.TABLE, Customers.CUSTOMER_ID, customer).isEmpty();
        return isKnown
                ? "customer " + customer + " is a bot, which has no traits, tags or segments"
                : "there is no customer " + customer
                        + "; jejak sql \"select customer_id from gold.dim_customer limit 5\" shows some";
    }

    /** The rows to show. */
    static List<Row> rows(Settings settings, StoredFacts facts) {
        return Explanation.of(settings.audience(), facts).stream()
                .map(f -> RowFactory.create(f.kind(), f.name(), f.holds() ? "yes" : "no", f.why()))
                .toList();
    }
}
