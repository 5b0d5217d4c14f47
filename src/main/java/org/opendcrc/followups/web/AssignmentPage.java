package org.opendcrc.followups.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.AssignmentBoard;
import org.opendcrc.organisation.Store;
import org.opendcrc.site.Msg;

/**
 * Who has how many calls of a store, and what is left over.
 *
 * @param most the longest load, for the bars
 * @param mayAssign whether the person may move calls, and not only switch the special function
 */
public record AssignmentPage(
        AssignmentBoard board,
        List<Place> stores,
        int most,
        boolean mayAssign,
        @Nullable String said,
        List<Step> steps) {

    /** A store to choose. */
    public record Place(UUID id, String name, boolean current) {}

    /** A step that was taken. */
    public record Step(String href, String when, String words) {}

    static AssignmentPage of(
            AssignmentBoard board, List<Store> stores, boolean mayAssign, @Nullable String said, Instant now, Msg msg) {
        return new AssignmentPage(
                board,
                stores.stream()
                        .map(it -> new Place(it.id(), it.name(), it.id().equals(board.store())))
                        .toList(),
                Math.max(
                        1,
                        board.clerks().stream()
                                .mapToInt(AssignmentBoard.Clerk::open)
                                .max()
                                .orElse(1)),
                mayAssign,
                said,
                board.steps().stream()
                        .map(it -> new Step(
                                "/follow-ups/steps/" + it.id(),
                                msg.moment(
                                        it.at(),
                                        it.zone(),
                                        now.atZone(it.zone()).toLocalDate()),
                                msg.t(
                                        "followups.step.line",
                                        it.by(),
                                        msg.t("followups.step.title." + it.kind()),
                                        it.done(),
                                        it.rows())))
                        .toList());
    }
}
