package org.jejak.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jejak.config.RfmSegment;
import org.jejak.config.Settings;
import org.jejak.report.Block.Figure;
import org.jejak.report.chart.LineChart;
import org.jejak.report.chart.SvgRenderer;
import org.jejak.table.AggChannelDaily;
import org.jejak.table.AggCxIndex;
import org.jejak.table.AggJourneyStep;
import org.jejak.table.AggResponseQuality;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final SvgRenderer RENDERER = ReportPages.RENDERER;
    private static final Report REPORT = ReportPages.ENGLISH;
    private static final String PAGE = ReportPages.ENGLISH_PAGE;

    /** For eyes: -Djejak.gallery=FOLDER writes the pages there. */
    @BeforeAll
    static void show() throws IOException {
        String folder = System.getProperty("jejak.gallery");
        if (folder == null) return;
        Files.writeString(Path.of(folder, "world.html"), PAGE);
        Files.writeString(Path.of(folder, "world.id.html"), ReportPages.INDONESIAN_PAGE);
    }

    @Test
    void everyFigureHasTitleDrawingAlternativeTextAndNumbers() {
        List<Figure> figures = figures(REPORT);
        assertTrue(figures.size() >= 18, "only " + figures.size());
        for (Figure figure : figures) {
            assertFalse(figure.title().isBlank(), figure.id());
            assertTrue(figure.alt().length() > 20, figure.id());
            assertFalse(figure.table().rows().isEmpty(), figure.id());
            assertTrue(PAGE.contains("<figure id=\"" + figure.id() + "\""), figure.id());
        }
        assertEquals(figures.size(), figures.stream().map(Figure::id).distinct().count());
    }

    @Test
    void pageAsksForNothingAndRunsNothing() {
        assertFalse(Pattern.compile("<(script|link|img|iframe|object|embed|form)\\b")
                .matcher(PAGE)
                .find());
        assertFalse(
                Pattern.compile("(src|href|xlink:href)=\"(?!#)").matcher(PAGE).find());
        assertFalse(PAGE.contains("@import"));
        assertFalse(Pattern.compile("url\\((?!#)").matcher(PAGE).find());
        assertTrue(PAGE.length() < 2_000_000, PAGE.length() + " characters");
    }

    @Test
    void samePublicationGivesSameBytes() {
        assertEquals(PAGE, Page.of(Report.of(new ReportWorld().source(), Messages.of("en", "USD")), new SvgRenderer()));
    }

    @Test
    void textsFromTablesAreEscaped() {
        assertTrue(PAGE.contains("sessions &lt;without&gt; a customer"));
    }

    @Test
    void headlineIsTheIndexWithIntervalAndBand() {
        KeyFigure cx = REPORT.keyFigures().get(0);
        assertEquals("71.2", cx.value());
        assertEquals("OK, interval 69.2 to 73.2", cx.detail());
    }

    @Test
    void hiddenCellsStayHidden() {
        Figure map = figure("stages-index");
        List<String> support = map.table().rows().get(3);
        assertEquals(List.of("too few", "too few", "too few"), support.subList(5, 8));
        assertTrue(map.note().contains("3 of 28"), map.note());
    }

    /** In texts, drawings, tables and words for those who cannot see: nothing of it comes through. */
    @Test
    void figuresOfTooFewAreNotToldEvenIfATableHeldThem() {
        ReportWorld world = new ReportWorld();
        assertTrue(world.hidden() >= 5, world.hidden() + " hidden rows");
        assertEquals(PAGE, Page.of(Report.of(world.revealing().source(), Messages.of("en", "USD")), RENDERER));
    }

    @Test
    void monthOfTooFewHasNoPoint() {
        Figure trend = figure("cx-trend");
        assertTrue(
                trend.table().rows().stream().anyMatch(r -> r.get(1).equals("too few")),
                trend.table().toString());
    }

    @Test
    void whatRestsOnBehaviourAloneIsNotComparedWithTheRest() {
        Figure map = figure("stages-index");
        assertEquals("58.0*", map.table().rows().get(0).get(1));
        assertTrue(map.note().endsWith("not to be compared with the others."), map.note());
        LineChart trend = (LineChart) figure("cx-trend").chart();
        assertEquals(
                List.of("Surveys and behaviour", "Behaviour alone"),
                trend.lines().stream().map(LineChart.Line::name).toList());
        for (int i = 0; i < trend.labels().size(); i++)
            assertTrue(trend.lines().get(0).values().get(i) == null
                    || trend.lines().get(1).values().get(i) == null);
    }

    @Test
    void comparesThirtyDaysWithTheThirtyBefore() {
        KeyFigure orders = REPORT.keyFigures().get(2);
        assertEquals("630", orders.value()); // 30 days x 7 channels x 3
        assertEquals("25% less than in the 30 days before", orders.detail()); // against 840
        assertEquals("down", orders.direction());
    }

    @Test
    void laterRunsAreNotCounted() {
        assertFalse(PAGE.contains("777,777"));
        Section quality = REPORT.sections().stream()
                .filter(s -> s.id().equals("quality"))
                .findFirst()
                .orElseThrow();
        // web and orders: 100 records each, 5 not accepted
        assertEquals(
                "This run read 200 records: 95.0% accepted, 6 duplicates, 4 rejected, 0 left out.", quality.finding());
        assertTrue(PAGE.contains("No delivery for more than 3 days: survey."));
    }

    @Test
    void significantChangesOnlyAndLargestFirst() {
        Section changes = REPORT.sections().get(1);
        assertEquals(
                "3 figures changed more than chance explains in June 2026. Largest: Email, CX index: \u22124.1. Alarm: Checkout fails.",
                changes.finding());
        Block.Listing list = (Block.Listing) changes.blocks().get(0);
        assertEquals(
                List.of("Email", "CX index", "68.3", "64.2", "\u25bc \u22124.1"),
                list.table().rows().get(0).subList(0, 5));
    }

    @Test
    void repliesOfWhichNobodyCountedTheQuestionsAreNotSaidToCoverSome() {
        ReportWorld uncounted = new ReportWorld().lacking(AggResponseQuality.TABLE, AggResponseQuality.COMPLETENESS);
        assertEquals(
                "77% of contacts had a human reply within the target of their channel.",
                new RepliesSection(uncounted.source(), Messages.of("en", "USD"))
                        .section()
                        .finding());
    }

    /** Version 10 was tried and given up for version 2. */
    @Test
    void theIndexIsOfTheVersionInUseAndNotOfTheGreatest() {
        assertEquals("71.2", REPORT.keyFigures().get(0).value());
    }

    @Test
    void emptyTablesGiveAWholeReportThatSaysSo() {
        assertEquals(0, figures(ReportPages.EMPTY).size());
        for (Section section : ReportPages.EMPTY.sections())
            assertFalse(section.blocks().isEmpty(), section.id());
        assertFalse(ReportPages.EMPTY_PAGE.matches("(?s).*(NaN|null|Infinity).*"));
    }

    @Test
    void missingTablesGiveAWholeReportThatSaysSo() {
        Report some = Report.of(
                new ReportWorld()
                        .without(AggCxIndex.TABLE)
                        .without(AggJourneyStep.TABLE)
                        .source(),
                Messages.of("en", "USD"));
        String text = Page.of(some, RENDERER);
        assertTrue(text.contains("The CX index has not been computed in this publication."));
        assertTrue(text.contains("There are no journeys in this period."));
        assertEquals(Messages.NONE, some.keyFigures().get(0).value());
    }

    @Test
    void oneDayOfDataIsShownWithoutComparison() {
        assertEquals("21", ReportPages.DAY.keyFigures().get(2).value());
        assertEquals(
                "no 30 days before to compare with",
                ReportPages.DAY.keyFigures().get(2).detail());
        assertEquals(REPORT.sections().size(), ReportPages.DAY.sections().size());
        for (Section section : ReportPages.DAY.sections())
            assertFalse(section.blocks().isEmpty(), section.id());
        assertFalse(ReportPages.DAY_PAGE.matches("(?s).*(NaN|null|Infinity|undefined).*"));
        assertTrue(ReportPages.DAY_PAGE.contains("There are not yet two monthly cohorts to compare."));
    }

    @Test
    void aHistoryOfFortyDaysIsNotComparedWithTheTenBeforeThem() {
        Report forty = Report.of(
                new ReportWorld()
                        .keeping(
                                AggChannelDaily.TABLE,
                                r -> ReportWorld.DATE
                                        .minusDays(40)
                                        .isBefore(Cells.date(r, AggChannelDaily.BUSINESS_DATE)))
                        .source(),
                Messages.of("en", "USD"));
        assertEquals("630", forty.keyFigures().get(2).value());
        assertEquals(
                "no 30 days before to compare with", forty.keyFigures().get(2).detail());
    }

    @Test
    void numbersAndDatesFollowTheLanguage() {
        Messages id = Messages.of("id", "IDR");
        assertEquals("1.234,5", id.number(1234.5, 1));
        assertEquals("30 Juni 2026", id.date(LocalDate.of(2026, 6, 30)));
        assertEquals("IDR\u00a01,2 jt", id.currency(id.brief(1_234_567)));
        Messages en = Messages.of("en", "USD");
        assertEquals("\u22121,234.5", en.number(-1234.5, 1));
        assertEquals("0", en.number(-0.2, 0));
        assertEquals("\u2013", en.number(Double.NaN, 1));
        assertEquals("30 June 2026", en.date(LocalDate.of(2026, 6, 30)));
        Exception e = assertThrows(IllegalArgumentException.class, () -> Messages.of("fr", "EUR"));
        assertTrue(e.getMessage().contains("'fr'") && e.getMessage().contains("en, id"), e.getMessage());
    }

    @Test
    void bothLanguagesHaveTheSameTextsWithTheSameValues() {
        ResourceBundle en = ResourceBundle.getBundle("org.jejak.report.texts", Locale.ENGLISH);
        ResourceBundle id = ResourceBundle.getBundle("org.jejak.report.texts", Locale.forLanguageTag("id"));
        assertEquals(new TreeSet<>(en.keySet()), new TreeSet<>(id.keySet()));
        for (String key : en.keySet()) assertEquals(places(en.getString(key)), places(id.getString(key)), key);
    }

    @Test
    void defaultSegmentsHaveNamesInBothLanguages() throws IOException {
        Path none = Files.createTempFile("none", ".conf");
        Messages en = Messages.of("en", "USD");
        Messages id = Messages.of("id", "USD");
        List<String> names = Settings.read(none).value().segments().stream()
                .map(RfmSegment::name)
                .distinct()
                .toList();
        Files.delete(none);
        assertEquals(11, names.size());
        for (String name : names) {
            assertEquals(name, en.name("segment", name));
            assertNotEquals(name, id.name("segment", name));
        }
        assertEquals("our own", id.name("segment", "our_own"));
        assertFalse(ReportPages.INDONESIAN_PAGE.contains("Loyal Customers"));
    }

    /** A text that nobody uses is a leftover; one that is missing fails above. */
    @Test
    void everyTextIsUsed() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(f -> f.toString().matches(".*report/[A-Za-z]+\\.(java|ftlh)"))
                    .toList()) {
                code.append(Files.readString(file));
            }
        }
        Set<String> built = Set.of("key", "small.term", "small.meaning", "quality");
        ResourceBundle en = ResourceBundle.getBundle("org.jejak.report.texts", Locale.ENGLISH);
        for (String key : en.keySet()) {
            String kind = key.substring(0, key.lastIndexOf('.'));
            // titles, notes and alternative texts are found by the key of their section or block
            String owner = key.replaceFirst("\\.(title|note|alt)$", "");
            boolean used = code.indexOf("\"" + key + "\"") >= 0
                    || code.indexOf("super(\"" + owner + "\"") >= 0
                    || code.indexOf("block(\"" + owner + "\"") >= 0
                    || built.contains(kind)
                    || code.indexOf("name(\"" + kind + "\"") >= 0
                    || code.indexOf("words, \"" + kind + "\"") >= 0;
            assertTrue(used, key);
        }
    }

    private static Set<String> places(String text) {
        Matcher places = Pattern.compile("\\{\\d+}").matcher(text);
        Set<String> found = new TreeSet<>();
        while (places.find()) found.add(places.group());
        return found;
    }

    private static Figure figure(String id) {
        return figures(REPORT).stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<Figure> figures(Report report) {
        return report.sections().stream()
                .flatMap(s -> s.blocks().stream())
                .filter(b -> b instanceof Figure)
                .map(b -> (Figure) b)
                .toList();
    }
}
