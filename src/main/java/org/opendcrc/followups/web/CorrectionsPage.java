package org.opendcrc.followups.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Correction;
import org.opendcrc.followups.FileItem;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;
import org.opendcrc.site.PersonName;

/**
 * What is wrong in files and waits for somebody who knows better.
 *
 * @param said what was done before, null for nothing
 * @param refusal why it was not, null for nothing
 */
public record CorrectionsPage(
        List<Row> rows,
        Paging paging,
        @Nullable String said,
        @Nullable String refusal) {

    public CorrectionsPage {
        rows = List.copyOf(rows);
    }

    /**
     * One of them.
     *
     * @param customerLink null where the person may not see customers
     * @param callLink null where he may not see calls
     * @param item what is wrong, in words
     * @param number what was typed as the better one, kept when it is refused; before that what the customer said
     * @param phone whether it is a number
     * @param said what is right in the customer's words, null if he did not say
     * @param words the same of the words
     */
    public record Row(
            UUID id,
            String at,
            String customer,
            @Nullable String customerLink,
            @Nullable String plate,
            String about,
            @Nullable String callLink,
            String item,
            boolean phone,
            String wrong,
            @Nullable String said,
            String advisor,
            String askedBy,
            String number,
            String words) {}

    /** What was typed into one row and refused. */
    record Typed(@Nullable UUID row, String number, String words) {

        static Typed nothing() {
            return new Typed(null, "", "");
        }
    }

    static Row row(Correction it, Actor actor, Typed typed, Instant now, Msg msg) {
        var his = it.id().equals(typed.row());
        return new Row(
                it.id(),
                msg.moment(it.askedAt(), it.zone(), now.atZone(it.zone()).toLocalDate()),
                PersonName.of(it.customer(), it.person(), it.sex(), msg).whole(),
                actor.may(UseCase.READ_CUSTOMERS) ? "/customers/" + it.customerId() : null,
                it.plate().orElse(null),
                it.about(),
                actor.may(UseCase.READ_FOLLOW_UPS) ? "/follow-ups/" + it.task() : null,
                msg.t("followups.item." + it.item()),
                it.item() == FileItem.PHONE,
                it.item() == FileItem.PHONE ? Phones.shown(it.wrong()) : it.wrong(),
                it.said().orElse(null),
                it.advisor().orElse(Msg.NONE),
                it.askedBy(),
                his ? typed.number() : it.said().orElse(""),
                his ? typed.words() : "");
    }
}
