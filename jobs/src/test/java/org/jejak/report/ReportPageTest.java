package org.jejak.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jejak.config.RfmSegment;
import org.jejak.config.Settings;
import org.jejak.report.Block.Figure;
import org.jejak.report.chart.Annotated;
import org.jejak.report.chart.BarChart;
import org.jejak.report.chart.LineChart;
import org.jejak.report.chart.SvgRenderer;
import org.jejak.table.AggChannelDaily;
import org.jejak.table.AggChannelPerformance;
import org.jejak.table.AggCxImpact;
import org.jejak.table.AggCxIndex;
import org.jejak.table.AggResponseQuality;
import org.jejak.table.FactJourneys;
import org.jejak.table.IngestedFiles;
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
        assertTrue(PAGE.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"));
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
    void headlineIsTheIndexOfThreeMonthsWithItsChange() {
        Tile cx = tile("cx-index");
        assertEquals("CX index, Apr to Jun 2026", cx.title());
        assertEquals("71.2", cx.shown());
        assertEquals("OK; of 100, \u00b1 2.0", cx.detail());
        assertEquals(
                new Tile.Remark("+2.3 on Jan to Mar 2026, more than chance", "up", "good"),
                cx.remarks().get(0));
        assertTrue(cx.line().startsWith("<svg"));
        assertEquals(12, cx.months().size());
    }

    /** A figure without a period means nothing. */
    @Test
    void everyKeyFigureHasItsPeriodInItsTitle() {
        for (Report report : List.of(REPORT, ReportPages.INDONESIAN)) {
            assertEquals(5, report.front().tiles().size());
            for (Tile tile : report.front().tiles())
                assertTrue(
                        tile.title().matches(".*(28 days to 30 June|28 hari s\\.d\\. 30 Juni|Apr .*Jun 2026).*"),
                        tile.title());
        }
        for (Tile tile : ReportPages.EMPTY.front().tiles())
            assertTrue(tile.title().contains("30 June") || tile.title().contains("Jun 2026"), tile.title());
    }

    @Test
    void targetsAreMetOrMissed() {
        Report report = Report.of(
                new ReportWorld()
                        .with(Map.of("jejak.report.targets.orders", "500", "jejak.report.targets.spend", "900"))
                        .source(),
                Messages.of("en", "USD"));
        assertEquals("Target 500: met", report.front().tiles().get(3).targetText());
        // 28 days x 2 channels x 20.5 = 1,148 is above what was to be spent
        assertEquals(
                "Target USD\u00a0900: missed", report.front().tiles().get(4).targetText());
        assertEquals("", tile("orders").targetText());
    }

    @Test
    void ordersTellWhichShareOfVisitsEndedWithOne() {
        // sessions 0/i/0 exist for i = 0 to 5; there are 28 cells with 1 + (7 s + c) % 5 visits each
        int visits = 0;
        for (int s = 0; s < 4; s++) for (int c = 0; c < 7; c++) visits += 1 + (s * 7 + c) % 5;
        assertEquals(
                String.format(Locale.ROOT, "%.1f%% of visits ended with an order", 100.0 * 6 / visits),
                tile("orders").detail());
    }

    @Test
    void brandAndDeliveryStandInTheHeader() {
        assertTrue(PAGE.contains("<p class=\"brand\">Lumbung &amp; Sons</p>"));
        assertEquals("Data to 30 June 2026 (Jakarta); 1 of 3 sources silent", REPORT.delivery());
    }

    @Test
    void logoIsAPictureInsideTheFile() throws IOException {
        Path logo = Files.createTempFile("logo", ".svg");
        Files.writeString(logo, "<svg xmlns='http://www.w3.org/2000/svg'/>");
        String page = Page.of(
                Report.of(
                        new ReportWorld()
                                .with(Map.of("jejak.report.logo", logo.toString()))
                                .source(),
                        Messages.of("en", "USD")),
                RENDERER);
        Files.delete(logo);
        assertTrue(page.contains("<img src=\"data:image/svg+xml;base64,PHN2ZyB4"), page.substring(0, 9000));
    }

    @Test
    void actionsAreRankedByMoneyWithIntervalOwnerAndSection() {
        Report report = Report.of(
                new ReportWorld()
                        .with(Map.of("jejak.report.owners.contacts", "Head of Service"))
                        .source(),
                Messages.of("en", "USD"));
        List<Action> actions = report.front().toDo();
        assertEquals(3, actions.size());
        assertEquals(
                List.of("contacts", "budget", "checkouts"),
                actions.stream().map(Action::key).toList());
        // complaints alone are surely above 0; tickets cost 2,900 give or take 3,100
        assertEquals("Answer complaints before customers leave", actions.get(0).title());
        assertEquals("Head of Service", actions.get(0).owner());
        assertEquals("4,300 to 8,500 a year (95% interval)", actions.get(0).interval());
        for (int i = 1; i < actions.size(); i++)
            assertTrue(actions.get(i - 1).amount() >= actions.get(i).amount());
        for (Action action : actions) {
            assertTrue(action.low() <= action.amount() && action.amount() <= action.high(), action.key());
            assertTrue(report.sections().stream().anyMatch(s -> s.id().equals(action.section())), action.section());
        }
    }

    /** 20 failed, 4 of them ordered; 380 of 400 others did: 20 x (0.95 - 0.2) x 50 = 750. */
    @Test
    void failedCheckoutsCostTheOrdersThatOthersMade() {
        Action checkouts = Report.of(
                        new ReportWorld()
                                .without(AggCxImpact.TABLE)
                                .without(AggChannelPerformance.TABLE)
                                .source(),
                        Messages.of("en", "USD"))
                .front()
                .toDo()
                .stream()
                .filter(a -> a.key().equals("checkouts"))
                .findFirst()
                .orElseThrow();
        assertEquals(750, checkouts.amount(), 1e-6);
        assertTrue(checkouts.low() > 500 && checkouts.high() < 900, checkouts.toString());
    }

    @Test
    void freeReachDoesNotPayForAds() {
        PaidSpend paid = PaidSpend.of(new ReportWorld().source());
        // markov, three months: 20 for each of credit 40 + 12 ((2 c + 6) % 6), c = 3, 4, 6
        double revenue = 3 * 20 * (40 + 40 + 12 * 2 + 40);
        assertEquals(revenue, paid.revenue(paid.channels()), 1e-6);
        assertEquals(3 * (3 * 900 + 1300), paid.spend(paid.channels()), 1e-6);
    }

    @Test
    void theYearsEventsAreMarkedAndListed() {
        List<FrontPage.Event> events = REPORT.front().events();
        assertEquals(
                List.of("March 2026", "April 2026", "June 2026", "21 Jun to 22 Jun 2026"),
                events.stream().map(FrontPage.Event::when).toList());
        assertEquals("CX index fell by 5.1 to 71.4", events.get(0).text());
        assertEquals(
                "Checkout fails: 31% failed, where 2.0% is usual", events.get(3).text());
        Annotated revenue = (Annotated) REPORT.front().revenue().orElseThrow().chart();
        assertEquals(
                List.of(8, 9, 11, 11),
                revenue.marks().stream().map(Annotated.Mark::place).toList());
        assertTrue(
                REPORT.front().toKnow().get(0).text().startsWith("March 2026 was the largest change of the year"),
                REPORT.front().toKnow().toString());
    }

    @Test
    void jsonHasTheFiguresThatAreDrawn() throws IOException {
        JsonNode json = new ObjectMapper().readTree(ReportJson.of(REPORT));
        for (int i = 0; i < 5; i++) {
            Tile tile = REPORT.front().tiles().get(i);
            assertEquals(tile.value(), json.at("/tiles/" + i + "/value").asDouble(), 1e-9);
            assertEquals(tile.title(), json.at("/tiles/" + i + "/title").asText());
        }
        BarChart bars =
                (BarChart) ((Annotated) REPORT.front().revenue().orElseThrow().chart()).chart();
        JsonNode drawn = json.at("/revenue/drawn/series/0/values");
        assertEquals(12, drawn.size());
        for (int i = 0; i < 12; i++)
            assertEquals(bars.bars().get(0).values().get(i), drawn.get(i).asDouble(), 1e-9);
        assertEquals(7, json.at("/delta_versions/gold.agg_cx_index").asInt());
        Set<String> keys = new TreeSet<>();
        json.at("/sections")
                .forEach(
                        s -> s.at("/figures").forEach(f -> keys.add(f.at("/key").asText())));
        assertTrue(keys.containsAll(figures(REPORT).stream().map(Figure::id).toList()));
        JsonNode indonesian = new ObjectMapper().readTree(ReportJson.of(ReportPages.INDONESIAN));
        assertEquals(json.at("/tiles/1/key"), indonesian.at("/tiles/1/key"));
    }

    @Test
    void textBeginsWithASubjectAndHasTheBrief() {
        String[] lines = ReportText.of(REPORT, "report-2026-06-30.html").split("\n");
        assertTrue(
                lines[0].startsWith(
                        "Lumbung & Sons, customer experience to 30 June 2026: CX index, Apr to Jun 2026 71.2; Revenue"),
                lines[0]);
        assertEquals("", lines[1]);
        String all = String.join("\n", lines);
        REPORT.front().toKnow().forEach(p -> assertTrue(all.contains(p.text().replace('\u00a0', ' ')), p.text()));
        REPORT.front().toDo().forEach(a -> assertTrue(all.contains(a.title())));
        assertTrue(all.endsWith("report-2026-06-30.html"));
    }

    /** The program knows the settings: what they decide is said, and not hedged. */
    @Test
    void textsAreResolvedFromTheSettings() {
        for (String language : Messages.LANGUAGES) {
            ResourceBundle texts = ResourceBundle.getBundle("org.jejak.report.texts", Locale.forLanguageTag(language));
            for (String key : texts.keySet()) {
                String text = texts.getString(key);
                assertFalse(
                        text.contains("unless the settings")
                                || text.contains("unless it says")
                                || text.contains("kecuali pengaturan")
                                || text.contains("kecuali dinyatakan"),
                        key + ": " + text);
            }
        }
        assertTrue(PAGE.contains("Below 30 customers nothing is shown, and below 100"));
        assertTrue(PAGE.contains("after 30 days without a visit or contact"));
    }

    @Test
    void sectionsWithoutAFindingAreNotInTheBrief() {
        String brief = PAGE.substring(PAGE.indexOf("<nav"), PAGE.indexOf("</nav>"));
        for (Section section : REPORT.sections())
            assertEquals(!section.finding().isEmpty(), brief.contains("#" + section.id() + "\""), section.id());
    }

    @Test
    void hiddenCellsStayHidden() {
        Figure map = figure("stages-index");
        assertEquals(25, map.table().rows().size());
        assertTrue(map.note().contains("25 of 28 groups"), map.note());
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
        LineChart trend = (LineChart) ((Annotated) figure("cx-trend").chart()).chart();
        assertEquals(
                List.of("Surveys and behaviour", "Behaviour alone"),
                trend.lines().stream().map(LineChart.Line::name).toList());
        for (int i = 0; i < trend.labels().size(); i++)
            assertTrue(trend.lines().get(0).values().get(i) == null
                    || trend.lines().get(1).values().get(i) == null);
    }

    /** 40 receipts of 25 are no customers: they are one sentence, and in no segment. */
    @Test
    void ordersThatNameNobodyAreToldApart() {
        assertTrue(
                section("retention").detail().startsWith("Not in it: 40 orders that name nobody"),
                section("retention").detail());
        Figure segments = figure("value-segments");
        assertTrue(
                segments.table().rows().stream().noneMatch(r -> r.get(0).contains("none")),
                segments.table().toString());
    }

    /** Every day the same on each side: the difference is no chance. */
    @Test
    void comparesFourWeeksWithTheFourBefore() {
        Tile orders = tile("orders");
        assertEquals("588", orders.shown()); // 28 days x 7 channels x 3
        assertEquals(
                new Tile.Remark("\u221225% on the 28 days before, more than chance", "down", "bad"), // against 784
                orders.remarks().get(0));
        assertEquals(
                "\u221225% on a year ago, more than chance",
                orders.remarks().get(1).text());
        Tile spend = tile("spend");
        assertEquals(
                "+0% on the 28 days before, within chance".replace("+", ""),
                spend.remarks().get(0).text());
        assertEquals("", spend.remarks().get(0).tone());
    }

    /** What varies from day to day as much as it differs is within chance: 28 differences of 10 and -8 in turn. */
    @Test
    void aDifferenceThatDaysMakeAnywayIsWithinChance() {
        TreeMap<LocalDate, Double> days = new TreeMap<>();
        for (int i = 0; i < 56; i++) {
            double difference = i >= 28 ? 0 : i % 2 == 0 ? 10 : -8;
            days.put(ReportWorld.DATE.minusDays(i), 100 + difference);
        }
        Change change = new DailyTotals(days, ReportWorld.DATE, 0.95).before().orElseThrow();
        assertEquals(28, change.difference(), 1e-9);
        // standard deviation of a difference 9.165, of the sum sqrt(28) x 9.165 = 48.5; 1.96 of it 95.05
        assertEquals(28 - 95.05, change.low(), 0.01);
        assertFalse(change.isMoreThanChance());
        assertTrue(new DailyTotals(days, ReportWorld.DATE, 0.95).yearAgo().isEmpty());
    }

    @Test
    void laterRunsAreNotCounted() {
        assertFalse(PAGE.contains("777,777"));
        Section quality = section("quality");
        // web and orders: 100 records each, 5 not accepted; survey has been quiet for ten days
        assertEquals("Silent: survey (of 3 sources). Figures that rest on them end early", quality.finding());
        assertTrue(
                quality.detail()
                        .startsWith("This run read 200 records: 95.0% accepted, 6 duplicates, 4 rejected, 0 left out."),
                quality.detail());
    }

    /** A source that comes every ten days is not silent after eight. */
    @Test
    void aSourceIsSilentWhenItIsQuieterThanEver() {
        ReportWorld world = new ReportWorld().keeping(IngestedFiles.TABLE, r -> {
            long back = ReportWorld.DATE.toEpochDay()
                    - Cells.date(r, IngestedFiles.DELIVERED_DATE).toEpochDay();
            return !"survey".equals(Cells.text(r, IngestedFiles.SOURCE_NAME)) || back == 18 || back == 28;
        });
        assertEquals(
                List.of("survey"),
                SourceHealth.of(world.source()).silent().stream()
                        .map(SourceHealth.Delivered::name)
                        .toList());
        world = world.keeping(IngestedFiles.TABLE, r -> !"survey".equals(Cells.text(r, IngestedFiles.SOURCE_NAME)));
        assertTrue(SourceHealth.of(world.source()).silent().isEmpty());
    }

    @Test
    void significantChangesOnlyAndLargestFirst() {
        Section changes = section("changes");
        assertEquals(
                "March 2026 was the largest change of the year: the CX index fell by 5.1 to 71.4."
                        + " Since April 2026 it is over: the CX index rose by 4.2 to 73.7.",
                changes.finding());
        Block.Listing list = (Block.Listing) changes.blocks().get(1);
        assertEquals(
                List.of("Email", "CX index", "68.3", "64.2", "\u25bc \u22124.1"),
                list.table().rows().get(0).subList(0, 5));
    }

    @Test
    void repliesOfWhichNobodyCountedTheQuestionsAreNotSaidToCoverSome() {
        Source uncounted = new ReportWorld()
                .lacking(AggResponseQuality.TABLE, AggResponseQuality.COMPLETENESS)
                .source();
        Messages words = Messages.of("en", "USD");
        Section replies = new RepliesSection(uncounted, new YearEvents(List.of(), words), words).section();
        assertEquals("77% of contacts had a human reply within the target of their channel", replies.finding());
        assertFalse(replies.detail().contains("covered"), replies.detail());
        assertTrue(section("replies").detail().startsWith("Replies covered 87% of what was asked."));
    }

    /** Version 10 was tried and given up for version 2. */
    @Test
    void theIndexIsOfTheVersionInUseAndNotOfTheGreatest() {
        assertEquals("71.2", tile("cx-index").shown());
    }

    @Test
    void emptyTablesGiveAWholeReportThatSaysSo() {
        assertEquals(0, figures(ReportPages.EMPTY).size());
        for (Section section : ReportPages.EMPTY.sections())
            assertFalse(section.blocks().isEmpty(), section.id());
        assertTrue(ReportPages.EMPTY.front().revenue().isEmpty());
        assertTrue(ReportPages.EMPTY_PAGE.contains("No action stands out"));
        assertFalse(ReportPages.EMPTY_PAGE.matches("(?s).*(NaN|null|Infinity).*"));
    }

    @Test
    void missingTablesGiveAWholeReportThatSaysSo() {
        Report some = Report.of(
                new ReportWorld()
                        .without(AggCxIndex.TABLE)
                        .without(FactJourneys.TABLE)
                        .source(),
                Messages.of("en", "USD"));
        String text = Page.of(some, RENDERER);
        assertTrue(text.contains("The CX index has not been computed in this publication."));
        assertTrue(text.contains("No journey with a known path has bought in this period."));
        assertEquals(Messages.NONE, some.front().tiles().get(0).shown());
    }

    @Test
    void oneDayOfDataIsShownWithoutComparison() {
        Tile orders = ReportPages.DAY.front().tiles().get(3);
        assertEquals("21", orders.shown());
        assertEquals(
                "no 28 days before to compare with", orders.remarks().get(0).text());
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
        Tile orders = forty.front().tiles().get(3);
        assertEquals("588", orders.shown());
        assertEquals(
                "no 28 days before to compare with", orders.remarks().get(0).text());
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
    void scoresInUseAreHeldAgainstWhatHappened() {
        Section audience = section("audience");
        assertEquals(
                "The score lead puts the customer who will above the one who will not in 74% of pairs",
                audience.finding());
        assertEquals("Of the tenth with the highest score 21% did so in the test, of all 6%.", audience.detail());
        assertEquals(
                List.of(
                        "audience-segments",
                        "audience-reliability-lead",
                        "audience-reliability-workshop",
                        "audience-months-newsletter",
                        "audience-months-profiling"),
                figures(REPORT).stream()
                        .map(Figure::id)
                        .filter(id -> id.startsWith("audience"))
                        .toList());
        assertEquals(5, figure("audience-reliability-lead").table().rows().size());
        assertEquals(
                List.of("slipping", "310", "12", "7"),
                figure("audience-segments").table().rows().get(0));
        assertEquals(
                List.of("Jun 2026", "1", "1"),
                figure("audience-months-newsletter").table().rows().get(11));
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
                code.append(Files.readString(file).replaceAll("block\\(\\s+", "block("));
            }
        }
        // kinds whose keys are put together, and names of codes
        Set<String> built = Set.of(
                "key",
                "small.term",
                "small.meaning",
                "event",
                "action.contacts",
                "impact.why",
                "duration",
                "duration.days",
                "duration.hours",
                "duration.minutes");
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

    private static Tile tile(String key) {
        return REPORT.front().tiles().stream()
                .filter(t -> t.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Section section(String id) {
        return REPORT.sections().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
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
