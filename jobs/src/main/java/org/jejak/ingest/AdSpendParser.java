package org.jejak.ingest;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.commons.codec.digest.DigestUtils;
import org.jejak.config.IngestSettings;
import org.jejak.table.AdSpend;

/** Turns a mapped record of ad spend into a row of {@link AdSpend}, with what is wrong with it, if anything. */
final class AdSpendParser implements RecordParser {
    private final IngestSettings limits;
    private final ExchangeRates rates;
    private final Pseudonymizer pseudonyms;

    AdSpendParser(IngestSettings limits, ExchangeRates rates, Pseudonymizer pseudonyms) {
        this.limits = limits;
        this.rates = rates;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public ValidatedRecord parse(MappedRecord in) {
        LocalDate day = in.date(AdSpend.BUSINESS_DATE);
        String currency = Codes.currency(TextParsers.word(in.text(AdSpend.CURRENCY_CODE)));
        BigDecimal cost = TextParsers.money(in.text(AdSpend.COST_AMOUNT));
        BigDecimal rate = rates.on(currency, day);
        LocalDate delivered = in.fileDate();
        ValidatedRecord out = new ValidatedRecord(AdSpend.TABLE)
                .set(
                        AdSpend.SPEND_ID,
                        DigestUtils.sha256Hex(
                                String.join("|", in.sourceName(), in.sourceFile(), String.valueOf(in.sourceLine()))))
                .set(AdSpend.SOURCE_NAME, in.sourceName())
                .set(AdSpend.SOURCE_FILE, in.sourceFile())
                .set(AdSpend.SOURCE_LINE, in.sourceLine())
                .set(AdSpend.CAMPAIGN_SOURCE, TextParsers.word(in.text(AdSpend.CAMPAIGN_SOURCE)))
                .set(AdSpend.CAMPAIGN_MEDIUM, TextParsers.word(in.text(AdSpend.CAMPAIGN_MEDIUM)))
                .set(AdSpend.CAMPAIGN_NAME, TextParsers.word(in.text(AdSpend.CAMPAIGN_NAME)))
                .set(AdSpend.CAMPAIGN_ID, TextParsers.word(in.text(AdSpend.CAMPAIGN_ID)))
                .set(AdSpend.CURRENCY_CODE, currency)
                .set(AdSpend.COST_AMOUNT, cost)
                .set(
                        AdSpend.BASE_COST_AMOUNT,
                        cost == null || rate == null ? null : TextParsers.money(cost.multiply(rate)))
                .set(AdSpend.IMPRESSION_COUNT, TextParsers.wholeNumber(in.text(AdSpend.IMPRESSION_COUNT)))
                .set(AdSpend.CLICK_COUNT, TextParsers.wholeNumber(in.text(AdSpend.CLICK_COUNT)))
                .set(AdSpend.BUSINESS_DATE, day)
                .set(AdSpend.DELIVERED_DATE, delivered == null ? day : delivered);
        return out.finish(in, fault(in, out), pseudonyms);
    }

    /** The first fault that applies; null if there is none. */
    private RecordFault fault(MappedRecord in, ValidatedRecord out) {
        LocalDate day = (LocalDate) out.get(AdSpend.BUSINESS_DATE);
        if (day == null) return RecordFault.of(in.hasTime() ? "bad_time" : "missing_time", AdSpend.BUSINESS_DATE);
        if (day.getYear() < limits.earliestYear()) return RecordFault.of("bad_time", AdSpend.BUSINESS_DATE);
        if (in.fileDate() != null && day.isAfter(in.fileDate().plusDays(1)))
            return RecordFault.of("future_time", AdSpend.BUSINESS_DATE);
        BigDecimal cost = (BigDecimal) out.get(AdSpend.COST_AMOUNT);
        if (cost == null || cost.signum() < 0) return RecordFault.of("bad_amount", AdSpend.COST_AMOUNT);
        return out.get(AdSpend.BASE_COST_AMOUNT) == null
                ? RecordFault.of("unknown_currency", AdSpend.CURRENCY_CODE)
                : null;
    }
}
