package org.opendcrc.followups.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Correction;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;
import org.opendcrc.site.PersonName;

/**
 * Wrong numbers that wait for somebody who knows a better one.
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
     * @param number what was typed as the better number, kept when it is refused
     * @param words the same of the words
     */
    public record Row(
            UUID id,
            String at,
            String customer,
            String customerLink,
            @Nullable String plate,
            String about,
            String callLink,
            String wrong,
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

    static Row row(Correction it, Typed typed, Instant now, Msg msg) {
        var his = it.id().equals(typed.row());
        return new Row(
                it.id(),
                msg.moment(it.askedAt(), it.zone(), now.atZone(it.zone()).toLocalDate()),
                PersonName.of(it.customer(), it.person(), it.sex(), msg).whole(),
                "/customers/" + it.customerId(),
                it.plate().orElse(null),
                it.about(),
                "/follow-ups/" + it.task(),
                Phones.shown(it.phone()),
                it.advisor().orElse(Msg.NONE),
                it.askedBy(),
                his ? typed.number() : "",
                his ? typed.words() : "");
    }
}
