package org.opendcrc.messaging;

import java.util.List;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.springframework.stereotype.Component;

/** What a store may set differently about its texts and letters. */
@Component
class TextSettings implements SettingSource {

    /** The telephone that templates name; empty: they say "our store" instead. */
    static final SettingDefinition STORE_PHONE = SettingDefinition.text("text.store-phone", "FU-7", "");

    /** Whether a text that was not sent because there is no gateway owes a letter. */
    static final SettingDefinition LETTER_WITHOUT_GATEWAY =
            SettingDefinition.flag("text.letter-without-gateway", "A30", true);

    /** The hours of texts, see {@link TextHours}. */
    static final SettingDefinition FROM = SettingDefinition.time("text.from", "RC-8", "09:00");

    static final SettingDefinition COMMERCIAL_UNTIL = SettingDefinition.time("text.commercial-until", "RC-8", "20:00");

    static final SettingDefinition SERVICE_UNTIL = SettingDefinition.time("text.service-until", "RC-8", "21:00");

    static final SettingDefinition NOON_FROM = SettingDefinition.time("text.noon-from", "RC-8", "12:00");

    static final SettingDefinition NOON_UNTIL = SettingDefinition.time("text.noon-until", "RC-8", "13:30");

    /** How many commercial texts a customer gets in seven days at most. */
    static final SettingDefinition COMMERCIAL_IN_SEVEN_DAYS =
            SettingDefinition.number("text.commercial-in-seven-days", "RC-8", 3, 0, 50);

    /** What a gateway bills for one short message, in li 厘: a thousandth of a yuan. */
    static final SettingDefinition SERVICE_PRICE = SettingDefinition.number("text.service-price", "", 45, 0, 10_000);

    static final SettingDefinition COMMERCIAL_PRICE =
            SettingDefinition.number("text.commercial-price", "", 50, 0, 10_000);

    /** Whether a batch is approved by another person than who prepared it. */
    static final SettingDefinition BATCH_BY_ANOTHER = SettingDefinition.flag("text.batch-by-another", "", true);

    /** After so many hours without a receipt nobody expects one any more; 0: one is expected for ever. */
    static final SettingDefinition RECEIPT_HOURS = SettingDefinition.number("text.receipt-hours", "A36", 48, 0, 720);

    @Override
    public List<SettingDefinition> settings() {
        return List.of(
                STORE_PHONE,
                LETTER_WITHOUT_GATEWAY,
                FROM,
                COMMERCIAL_UNTIL,
                SERVICE_UNTIL,
                NOON_FROM,
                NOON_UNTIL,
                COMMERCIAL_IN_SEVEN_DAYS,
                SERVICE_PRICE,
                COMMERCIAL_PRICE,
                BATCH_BY_ANOTHER,
                RECEIPT_HOURS);
    }
}
