package org.opendcrc.followups;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.opendcrc.organisation.Settings;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Component;

/** Reads the rows that somebody chose for a step, piece by piece, within the stores in which he may take it. */
@Component
class ChosenRows {

    private static final int PIECE = 500;

    private final FollowUpReader reader;
    private final Settings settings;

    ChosenRows(FollowUpReader reader, Settings settings) {
        this.reader = reader;
        this.settings = settings;
    }

    /**
     * @param sight whose stores bound the choice
     * @throws NotAllowed if the filter names another store
     */
    List<QueueLine> of(Sight sight, Chosen chosen, Instant now) {
        return switch (chosen) {
            case Chosen.Tasks(var ids) -> ids.isEmpty() ? List.of() : reader.tasks(sight, ids, now);
            case Chosen.All(var filter) -> all(within(sight, filter), filter, now);
        };
    }

    private static Sight within(Sight sight, QueueFilter filter) {
        return filter.store()
                .map(only -> {
                    if (Arrays.stream(sight.stores()).noneMatch(only::equals)) {
                        throw new NotAllowed(UseCase.ASSIGN_FOLLOW_UPS);
                    }
                    return new Sight(
                            sight.dealer(), sight.staff(), new java.util.UUID[] {only}, sight.whole(), sight.team());
                })
                .orElse(sight);
    }

    private List<QueueLine> all(Sight sight, QueueFilter filter, Instant now) {
        var set = settings.ofAll(List.of(sight.stores()));
        var days = Stream.of(sight.stores())
                .mapToInt(it -> set.apply(it).number(FollowUpSettings.DEFAULT_VIEW_DAYS))
                .toArray();
        var found = new ArrayList<QueueLine>();
        QueuePlace place = new QueuePlace.First();
        while (true) {
            var piece = reader.lines(sight, filter, days, place, PIECE, now);
            found.addAll(piece);
            if (piece.size() < PIECE) {
                return found;
            }
            place = new QueuePlace.After(FollowUpReader.key(piece.getLast(), filter.sorted()));
        }
    }
}
