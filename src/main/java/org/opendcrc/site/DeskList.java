package org.opendcrc.site;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;

/**
 * A list in the middle of the desk 工作台 that a chapter contributes as a bean, for who makes no calls: what he does today, the next
 * thing first. Asked once a look; it costs one statement at most, and none for whom it does not concern.
 */
@FunctionalInterface
public interface DeskList {

    /**
     * The list as this person sees it now.
     *
     * @param store only this one; empty for all stores of the person
     * @return empty for nothing to show this person
     */
    Optional<Shown> show(Actor actor, Optional<UUID> store, Instant now);

    /**
     * A list.
     *
     * @param order smaller stands higher
     * @param id the element's id
     * @param topics of {@link org.opendcrc.shared.Changed} at which it is read again, with blanks between; empty for none
     * @param all where everything stands
     * @param none what stands there instead of rows
     */
    record Shown(
            int order,
            String id,
            String topics,
            Sentence title,
            String all,
            Sentence none,
            String icon,
            List<Row> rows) {

        public Shown {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One line.
     *
     * @param at when, shown in {@code zone}
     * @param sex {@code MALE}, {@code FEMALE} or {@code UNKNOWN}
     * @param about what he comes for
     * @param tone of the mark, as of a chip
     */
    record Row(
            String href,
            Instant at,
            ZoneId zone,
            String customer,
            boolean person,
            String sex,
            Optional<String> plate,
            String about,
            String tone,
            String icon,
            Sentence mark) {}
}
