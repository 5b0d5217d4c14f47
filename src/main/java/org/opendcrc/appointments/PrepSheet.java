package org.opendcrc.appointments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendcrc.appointments.PrepFact.Details;
import org.opendcrc.appointments.PrepFact.Kind;
import org.opendcrc.shared.Plate;

/**
 * What has been said about the preparation of one appointment. Immutable; it decides and saves nothing.
 *
 * @param number of the form
 * @param plate of the car that is expected; empty for one without
 * @param facts in the order in which they were said
 */
public record PrepSheet(String number, AppointmentState state, Optional<String> plate, List<PrepFact> facts) {

    private static final int LONGEST = 60;
    private static final int LONGEST_NOTE = 200;

    public PrepSheet {
        facts = List.copyOf(facts);
    }

    /** The answer to somebody who takes a step. */
    sealed interface Decision {

        /** {@code facts} are to be written; none where all was said already. */
        record Taken(List<PrepFact> facts) implements Decision {

            public Taken {
                facts = List.copyOf(facts);
            }
        }

        record Refused(PrepRefusal why) implements Decision {}
    }

    /** How a step stands. */
    public Optional<PrepFact> of(PrepStep step) {
        return facts.stream().filter(it -> it.step() == step).reduce((_, later) -> later);
    }

    public boolean isDone(PrepStep step) {
        return of(step).filter(it -> it.kind() == Kind.DONE).isPresent();
    }

    /** Whether the service manager has told the centre that all is ready (AP-22). */
    public boolean isReady() {
        return isDone(PrepStep.MANAGER);
    }

    /** The steps that can be taken now, in order. */
    public Set<PrepStep> next() {
        return Stream.of(PrepStep.values())
                .filter(it -> !isDone(it) && it.before().stream().allMatch(this::isDone))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PrepStep.class)));
    }

    /** The steps before it that are not done. */
    public Set<PrepStep> openBefore(PrepStep step) {
        return step.before().stream()
                .filter(it -> !isDone(it))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PrepStep.class)));
    }

    /** Takes a step, or takes it back; undone flags stay in the list, and what rested on them falls with them. */
    Decision take(PrepStep step, Kind kind, Details details, UUID staff, String name, Instant now) {
        var why = refusal(step, kind, details);
        if (why.isPresent()) {
            return new Decision.Refused(why.get());
        }
        var before = of(step);
        if (before.filter(it -> it.kind() == kind && it.details().equals(details))
                .isPresent()) {
            return new Decision.Taken(List.of());
        }
        var written = new ArrayList<PrepFact>();
        written.add(new PrepFact(step, kind, now, staff, name, details, Optional.empty()));
        if (kind == Kind.UNDONE || (kind == Kind.SHORT && isDone(step))) {
            step.after().stream()
                    .filter(this::isDone)
                    .forEach(it -> written.add(
                            new PrepFact(it, Kind.UNDONE, now, staff, name, Details.NONE, Optional.of(step))));
        }
        return new Decision.Taken(written);
    }

    private Optional<PrepRefusal> refusal(PrepStep step, Kind kind, Details details) {
        if (!state.isAhead()) {
            return Optional.of(new PrepRefusal.NotAhead(state, number));
        }
        if (Stream.of(
                                details.shelf(),
                                details.label(),
                                details.part(),
                                details.technician(),
                                details.bay(),
                                details.tools())
                        .anyMatch(it -> it.length() > LONGEST)
                || details.note().length() > LONGEST_NOTE) {
            return Optional.of(
                    new PrepRefusal.TooLong(step, details.note().length() > LONGEST_NOTE ? LONGEST_NOTE : LONGEST));
        }
        return switch (kind) {
            case DONE -> done(step, details);
            case SHORT ->
                step == PrepStep.PARTS
                        ? missing(step, "part", details.part())
                        : Optional.of(new PrepRefusal.NotOfThisStep(step, kind));
            case INFORMED ->
                step == PrepStep.CUSTOMER
                        ? missing(step, "note", details.note())
                        : Optional.of(new PrepRefusal.NotOfThisStep(step, kind));
            case UNDONE ->
                of(step).filter(it -> it.kind() != Kind.UNDONE).isPresent()
                        ? Optional.empty()
                        : Optional.of(new PrepRefusal.NothingToTakeBack(step));
        };
    }

    private Optional<PrepRefusal> done(PrepStep step, Details details) {
        return switch (step) {
            case PARTS ->
                details.noParts()
                        ? Optional.empty()
                        : missing(step, "shelf", details.shelf()) // AP-21
                                .or(() -> missing(step, "label", details.label()))
                                .or(() -> otherPlate(details.label()));
            case WORKSHOP ->
                missing(step, "technician", details.technician())
                        .or(() -> missing(step, "bay", details.bay()))
                        .or(() -> missing(step, "tools", details.tools()));
            case ADVISOR -> Optional.empty();
            case MANAGER, CUSTOMER -> // AP-22
                openBefore(step).isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PrepRefusal.NotYet(step, openBefore(step)));
        };
    }

    private static Optional<PrepRefusal> missing(PrepStep step, String field, String value) {
        return value.isBlank() ? Optional.of(new PrepRefusal.Missing(step, field)) : Optional.empty();
    }

    /** AP-21: the parts of one car must not lie under the plate of another. */
    private Optional<PrepRefusal> otherPlate(String label) {
        return plate.filter(
                        it -> !Plate.of(label).map(Plate::value).orElse(label).equals(it))
                .map(it -> new PrepRefusal.PlateDiffers(it, label));
    }
}
