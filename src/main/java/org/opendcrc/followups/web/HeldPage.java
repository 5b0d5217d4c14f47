package org.opendcrc.followups.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.CallFile;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * A call that this clerk has not in his hand.
 *
 * @param by who has it, null for nobody
 * @param until when that ends, null for nobody
 */
public record HeldPage(
        UUID task,
        String name,
        @Nullable String plate,
        @Nullable String by,
        @Nullable String until) {

    static HeldPage of(CallFile file, java.time.Instant now, Msg msg) {
        var customer = file.customer();
        var today = now.atZone(file.zone()).toLocalDate();
        return new HeldPage(
                file.task(),
                PersonName.of(customer.name(), customer.person(), customer.sex(), msg)
                        .whole(),
                file.vehicle().plate().orElse(null),
                file.heldByOther().map(it -> it.name()).orElse(null),
                file.heldByOther()
                        .map(it -> msg.moment(it.until(), file.zone(), today))
                        .orElse(null));
    }
}
