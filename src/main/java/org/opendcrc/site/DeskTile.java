package org.opendcrc.site;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;

/**
 * A card on the desk 工作台 that a chapter contributes as a bean: what it wants done today, how it stands. Asked once a look and store; it
 * costs one statement at most, and none if it can: a figure that changes once a day is read once a minute.
 */
@FunctionalInterface
public interface DeskTile {

    /**
     * The card as this person sees it now.
     *
     * @param store only this one; empty for all stores of the person
     * @return empty for nothing to show this person
     */
    Optional<Shown> show(Actor actor, Optional<UUID> store, Instant now);

    /**
     * A card.
     *
     * @param order smaller stands higher
     * @param id the element's id
     * @param topics of {@link org.opendcrc.shared.Changed} at which it is read again, with blanks between; empty for none
     * @param note one sentence below the figures
     * @param tone of the note: {@code bad}, {@code warn}, {@code ok} or empty
     * @param figures up to three; each leads to the rows that it counts
     * @param action what can be done about it
     */
    record Shown(
            int order,
            String id,
            String icon,
            String topics,
            Sentence title,
            Optional<Sentence> note,
            String tone,
            List<Figure> figures,
            Optional<Action> action) {

        public Shown {
            figures = List.copyOf(figures);
        }
    }

    /** A number and what it counts. {@code tone}: {@code bad}, {@code warn}, {@code ok} or empty. */
    record Figure(Sentence label, Sentence value, String tone, String href) {}

    /** What can be done. */
    record Action(Sentence label, String href) {}
}
