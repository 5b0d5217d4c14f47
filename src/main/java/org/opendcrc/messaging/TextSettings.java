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

    @Override
    public List<SettingDefinition> settings() {
        return List.of(STORE_PHONE, LETTER_WITHOUT_GATEWAY);
    }
}
