package org.opendcrc.followups;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Which tasks a list holds (FU-16). All that is given must hold at once; days are the store's.
 *
 * @param store only that store
 * @param sentIn when the car was brought
 * @param settled when the order was settled; given, it stands instead of the day of {@link QueueView#DAY}
 * @param completed when the work was done
 * @param dealt when the deal was made, for calls after a sale (FU-17)
 * @param pickedUp when the car was picked up, for calls after a sale (FU-17)
 * @param advisor only orders of that service advisor
 * @param orderKind only orders of that kind, a key below {@code followups.order.}
 * @param kind only calls of that kind, a key below {@code followups.kind.}
 * @param state only tasks in that state, whatever the view says of finished ones
 * @param jd only cars with, or only those without the J.D. Power flag
 * @param dnd only customers who want no calls, or only the others
 * @param faded only past the day on which memory counts as faded (FU-2)
 * @param overdue only past the end of the window (FU-1)
 * @param assigned only what is, or is not, assigned (FU-19)
 * @param text plate, order number, name or telephone; empty for all
 * @param sort how the list is sorted; the view's own way if nobody says
 */
public record QueueFilter(
        QueueView view,
        Optional<UUID> store,
        Days sentIn,
        Days settled,
        Days completed,
        Days dealt,
        Days pickedUp,
        Optional<UUID> advisor,
        Optional<String> orderKind,
        Optional<String> kind,
        Optional<TaskState> state,
        Optional<Boolean> jd,
        Optional<Boolean> dnd,
        boolean faded,
        boolean overdue,
        Optional<Assigned> assigned,
        String text,
        Optional<QueueSort> sort) {

    /** From one day to another, both included; an end that is missing is open. */
    public record Days(Optional<LocalDate> from, Optional<LocalDate> to) {

        static final Days ALL = new Days(Optional.empty(), Optional.empty());

        boolean isGiven() {
            return from.isPresent() || to.isPresent();
        }
    }

    /** To whom a contact is assigned. */
    public sealed interface Assigned {

        /** To whoever looks. */
        record Me() implements Assigned {}

        record Nobody() implements Assigned {}

        record To(UUID staff) implements Assigned {}
    }

    /** A view and nothing more. */
    public static QueueFilter of(QueueView view) {
        return new QueueFilter(
                view,
                Optional.empty(),
                Days.ALL,
                Days.ALL,
                Days.ALL,
                Days.ALL,
                Days.ALL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                "",
                Optional.empty());
    }

    QueueFilter in(UUID only) {
        return new QueueFilter(
                view,
                Optional.of(only),
                sentIn,
                settled,
                completed,
                dealt,
                pickedUp,
                advisor,
                orderKind,
                kind,
                state,
                jd,
                dnd,
                faded,
                overdue,
                assigned,
                text,
                sort);
    }

    QueueFilter assigned(Assigned to) {
        return new QueueFilter(
                view,
                store,
                sentIn,
                settled,
                completed,
                dealt,
                pickedUp,
                advisor,
                orderKind,
                kind,
                state,
                jd,
                dnd,
                faded,
                overdue,
                Optional.of(to),
                text,
                sort);
    }

    /** The sort that holds: only finished tasks have an end to be sorted by. */
    public QueueSort sorted() {
        return sort.filter(it -> it != QueueSort.CLOSED || view == QueueView.DONE)
                .orElse(
                        view == QueueView.DONE
                                ? QueueSort.CLOSED
                                : view == QueueView.ALL ? QueueSort.NEWEST : QueueSort.DUE);
    }

    /** FU-17: whether calls after a sale are shown whose window has not begun. */
    boolean showsSalesAhead() {
        return view == QueueView.SALES || kind.equals(Optional.of(CallKind.SALES.name()));
    }

    /** FU-3: the day of three days ago, unless somebody asks for other days. */
    boolean isOfTheDay() {
        return view == QueueView.DAY && !settled.isGiven() && !sentIn.isGiven() && !completed.isGiven();
    }
}
