package org.jejak.experience;

import static org.apache.spark.sql.functions.*;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.*;
import org.jejak.config.ExperienceSettings;
import org.jejak.table.*;

/**
 * What all figures of the customer experience are computed from, collected to this process, in an order that does not depend on
 * partitions. Without bots.
 *
 * @param episodes contact episodes, by customer, time and id
 * @param answers usable survey answers, by customer, time and id
 * @param orders orders, by customer, time and id
 * @param population stratum (acquisition channel and present segment) to its number of customers with a contact or an answer
 * @param unidentified customers without an identifier that could bring them back, such as single receipts
 * @param date logical date
 * @param asOf end of the logical date: what has not ended by then is open
 */
public record ExperienceData(
        List<ContactEpisode> episodes,
        List<SurveyAnswer> answers,
        List<Order> orders,
        Map<String, Long> population,
        Set<String> unidentified,
        LocalDate date,
        Instant asOf) {

    private static final String CHANNEL = DimCustomer.FIRST_CHANNEL.name();
    private static final String STRATUM = "stratum";

    /**
     * An order, from a row of {@link FactConversions}.
     *
     * @param acquisitionChannel the customer's acquisition channel
     * @param netRevenue revenue less refunds, in the base currency
     * @param sequence 1 for the customer's first order
     */
    public record Order(
            String id,
            String customer,
            String acquisitionChannel,
            double netRevenue,
            long sequence,
            boolean isRefunded,
            LocalDate date,
            Instant at) {

        private static final RowReader READER = new RowReader(FactConversions.TABLE.fields());

        static Order read(Row row, String acquisitionChannel) {
            return new Order(
                    READER.get(row, FactConversions.CONVERSION_ID),
                    READER.get(row, FactConversions.CUSTOMER_ID),
                    acquisitionChannel,
                    READER.<BigDecimal>get(row, FactConversions.NET_REVENUE_AMOUNT)
                            .doubleValue(),
                    READER.get(row, FactConversions.SEQUENCE_NUMBER),
                    READER.<BigDecimal>get(row, FactConversions.REFUND_AMOUNT).signum() > 0,
                    READER.day(row, FactConversions.CONVERTED_DATE),
                    READER.instant(row, FactConversions.CONVERTED_AT));
        }
    }

    /**
     * Collects what is needed.
     *
     * @param contacts all of {@link FactContacts}
     * @param answers all of {@link FactSurveyAnswers}
     * @param conversions all of {@link FactConversions}
     * @param customers all of {@link DimCustomer}
     * @param date logical date
     * @param asOf end of the logical date
     */
    public static ExperienceData collect(
            Dataset<Row> contacts,
            Dataset<Row> answers,
            Dataset<Row> conversions,
            Dataset<Row> customers,
            ExperienceSettings settings,
            LocalDate date,
            Timestamp asOf) {
        Dataset<Row> people = customers
                .filter(not(DimCustomer.IS_BOT.col()))
                .select(
                        DimCustomer.CUSTOMER_ID.col().as("person"),
                        DimCustomer.FIRST_CHANNEL.col(),
                        DimCustomer.IS_IDENTIFIED.col(),
                        concat_ws("|", DimCustomer.FIRST_CHANNEL.col(), segment())
                                .as(STRATUM));
        Dataset<Row> marked = NegativeExperience.marked(contacts, answers, settings, asOf);
        Dataset<Row> usable = answers.filter(FactSurveyAnswers.SCORE_SHARE.col().isNotNull());
        Dataset<Row> orders =
                conversions.filter(FactConversions.CONVERSION_TYPE.col().equalTo("order"));
        List<Row> contactRows = collected(marked, people, FactContacts.TABLE, CHANNEL, NegativeExperience.IS_NEGATIVE);
        List<Row> answerRows = collected(usable, people, FactSurveyAnswers.TABLE, CHANNEL, STRATUM);
        List<Row> orderRows = collected(orders, people, FactConversions.TABLE, CHANNEL);
        return new ExperienceData(
                episodes(contactRows),
                answers(answerRows, settings),
                orders(orderRows),
                population(contacts, answers, people),
                unidentified(Stream.of(contactRows, answerRows, orderRows)),
                date,
                asOf.toInstant());
    }

    /** Segment of a customer by orders. */
    private static Column segment() {
        Column orders = DimCustomer.ORDER_COUNT.col();
        return when(orders.equalTo(0), "prospect")
                .when(orders.equalTo(1), "new")
                .otherwise("repeat");
    }

    private static Set<String> unidentified(Stream<List<Row>> rows) {
        return rows.flatMap(List::stream)
                .filter(r -> !r.<Boolean>getAs(DimCustomer.IS_IDENTIFIED.name()))
                .map(r -> r.<String>getAs(DimCustomer.CUSTOMER_ID.name()))
                .collect(Collectors.toSet());
    }

    /** Rows of people with the columns of a table, and some more of people after them. */
    private static List<Row> collected(Dataset<Row> rows, Dataset<Row> people, Table table, String... more) {
        Stream<String> added = Stream.concat(Stream.of(DimCustomer.IS_IDENTIFIED.name()), Stream.of(more));
        Column[] columns = Stream.concat(table.fields().stream().map(Field::name), added)
                .map(name -> col(name))
                .toArray(Column[]::new);
        return rows.join(people, FactContacts.CUSTOMER_ID.col().equalTo(col("person")))
                .select(columns)
                .collectAsList();
    }

    private static Map<String, Long> population(Dataset<Row> contacts, Dataset<Row> answers, Dataset<Row> people) {
        Dataset<Row> interacted = contacts.select(FactContacts.CUSTOMER_ID.col())
                .union(answers.select(FactSurveyAnswers.CUSTOMER_ID.col()));
        Map<String, Long> population = new TreeMap<>();
        people.join(interacted, col("person").equalTo(FactContacts.CUSTOMER_ID.col()), "left_semi")
                .groupBy(STRATUM)
                .agg(count(lit(1)))
                .collectAsList()
                .forEach(r -> population.put(r.getString(0), r.getLong(1)));
        return population;
    }

    private static List<ContactEpisode> episodes(List<Row> rows) {
        return rows.stream()
                .map(r -> ContactEpisode.read(r, r.getAs(CHANNEL), r.getAs(NegativeExperience.IS_NEGATIVE)))
                .sorted(ContactEpisode.BY_CUSTOMER)
                .toList();
    }

    /** Answers with the dimensions of today's settings, whatever they were when the rows were written. */
    private static List<SurveyAnswer> answers(List<Row> rows, ExperienceSettings settings) {
        Map<String, String> dimensions = new HashMap<>();
        settings.questions().forEach(q -> dimensions.put(q.name(), q.dimension()));
        List<SurveyAnswer> answers = new ArrayList<>();
        for (Row r : rows) {
            SurveyAnswer answer = SurveyAnswer.read(r, r.getAs(CHANNEL), r.getAs(STRATUM));
            answer.dimension = dimensions.get(answer.question);
            answers.add(answer);
        }
        answers.sort(SurveyAnswer.BY_CUSTOMER);
        return answers;
    }

    private static List<Order> orders(List<Row> rows) {
        return rows.stream()
                .map(r -> Order.read(r, r.getAs(CHANNEL)))
                .sorted(Comparator.comparing(Order::customer)
                        .thenComparing(Order::at)
                        .thenComparing(Order::id))
                .toList();
    }

    /** Orders by customer, in the order of time. */
    Map<String, List<Order>> ordersByCustomer() {
        return orders.stream().collect(Collectors.groupingBy(Order::customer, TreeMap::new, Collectors.toList()));
    }

    /** A date, but not before the month of the first contact or answer; without any the month of the logical date. */
    LocalDate since(LocalDate from) {
        LocalDate first = date;
        for (ContactEpisode e : episodes) if (e.openedDate.isBefore(first)) first = e.openedDate;
        for (SurveyAnswer a : answers) if (a.date.isBefore(first)) first = a.date;
        first = first.withDayOfMonth(1);
        return first.isAfter(from) ? first : from;
    }

    /** Whether some identifier could bring a customer back. */
    boolean isIdentified(String customer) {
        return !unidentified.contains(customer);
    }

    /** The same, with contacts and answers of identified customers alone; orders are still those of all. */
    ExperienceData identified() {
        return new ExperienceData(
                episodes.stream().filter(e -> isIdentified(e.customer)).toList(),
                answers.stream().filter(a -> isIdentified(a.customer)).toList(),
                orders,
                population,
                unidentified,
                date,
                asOf);
    }

    /** Whether a date is not before another one, and not after the logical date. */
    boolean isWithin(LocalDate day, LocalDate from) {
        return !day.isBefore(from) && !day.isAfter(date);
    }

    /** Answers given together, in the order of customers and times. */
    static List<List<SurveyAnswer>> submissions(Stream<SurveyAnswer> answers) {
        return List.copyOf(answers.collect(
                        Collectors.groupingBy(SurveyAnswer::submissionKey, LinkedHashMap::new, Collectors.toList()))
                .values());
    }
}
