package org.opendcrc.appointments;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where the advisor finishes the draft of the repair order, and where drafts go into a file for the dealer system (AP-23). */
@Service
@Transactional
public class DraftDesk {

    static final int LONGEST = 500;
    static final int LONGEST_NAME = 120;
    static final int MOST_LINES = 24;
    static final int MOST_KM = 2_000_000;
    static final BigDecimal MOST_PIECES = new BigDecimal("99999");
    static final long MOST_FEN = 1_000_000_000L;

    private final OrderDrafts drafts;
    private final ApplicationEventPublisher events;

    DraftDesk(OrderDrafts drafts, ApplicationEventPublisher events) {
        this.drafts = drafts;
        this.events = events;
    }

    /** What the advisor has written; the whole draft. */
    public record Changes(
            Optional<Integer> mileageKm,
            String needs,
            List<String> diagnosis,
            List<String> documents,
            String remark,
            List<Draft.Line> lines,
            int version) {

        public Changes {
            needs = needs.strip();
            remark = remark.strip();
            diagnosis = kept(diagnosis);
            documents = kept(documents);
            lines = List.copyOf(lines);
        }

        private static List<String> kept(List<String> words) {
            return words.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
        }
    }

    /**
     * The draft of an appointment.
     *
     * @throws NotFound if there is none in a store whose book the person may see
     */
    public Draft find(Actor actor, UUID appointment) {
        return drafts.find(actor.dealerId(), appointment, actor.storesFor(UseCase.READ_APPOINTMENTS))
                .orElseThrow(() -> new NotFound("draft of appointment " + appointment));
    }

    /**
     * Writes what the advisor changed.
     *
     * @throws StaleVersion if somebody else changed it meanwhile
     */
    public DraftAnswer change(Actor actor, UUID appointment, Changes changes, Instant now) {
        var dealer = actor.dealerId();
        actor.require(UseCase.PREPARE_AS_ADVISOR, find(actor, appointment).store());
        drafts.lock(dealer, appointment);
        var draft = find(actor, appointment);
        if (draft.version() != changes.version()) {
            throw new StaleVersion(Sentence.of("draft.stale", draft.number()));
        }
        if (!draft.state().isAhead() && draft.state() != AppointmentState.ARRIVED) {
            return new DraftAnswer.Closed(draft.state(), draft.number());
        }
        var faults = faults(changes);
        if (!faults.isEmpty()) {
            return new DraftAnswer.Incomplete(faults);
        }
        drafts.write(dealer, appointment, changes, actor.staffId(), now);
        events.publishEvent(Audited.by(
                actor,
                now,
                "appointment.draft-changed",
                "appointment",
                appointment,
                Map.of(
                        "number",
                        draft.number(),
                        "lines",
                        Integer.toString(changes.lines().size()))));
        events.publishEvent(new Changed(dealer, PreparationDesk.TOPIC));
        return new DraftAnswer.Saved(appointment);
    }

    /** The drafts of a store's day, by start; nothing is noted. */
    public List<Draft> ofDay(Actor actor, UUID store, LocalDate day) {
        actor.require(UseCase.READ_APPOINTMENTS, store);
        return drafts.ofDay(actor.dealerId(), store, day);
    }

    /** The same for a file that leaves the house: it is noted at each draft and in the audit log. */
    public List<Draft> file(Actor actor, UUID store, LocalDate day, Instant now) {
        actor.require(UseCase.EXPORT_DRAFTS, store);
        var found = drafts.ofDay(actor.dealerId(), store, day);
        drafts.filed(actor.dealerId(), found.stream().map(Draft::appointment).toList(), now);
        events.publishEvent(Audited.by(
                actor,
                now,
                "appointment.drafts-filed",
                "store",
                store,
                Map.of("day", day.toString(), "drafts", Integer.toString(found.size()))));
        return found;
    }

    private static List<Answer.Fault> faults(Changes changes) {
        var faults = new ArrayList<Answer.Fault>();
        if (changes.needs().isEmpty() && changes.lines().isEmpty()) {
            faults.add(new Answer.Fault("needs", Sentence.of("draft.fault.empty")));
        }
        tooLong(faults, "needs", changes.needs(), LONGEST);
        tooLong(faults, "remark", changes.remark(), LONGEST);
        var longest = java.util.stream.Stream.concat(changes.diagnosis().stream(), changes.documents().stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        if (longest > LONGEST_NAME
                || changes.diagnosis().size() > MOST_LINES
                || changes.documents().size() > MOST_LINES) {
            faults.add(new Answer.Fault(
                    "diagnosis", Sentence.of("appointment.fault.too-many-lines", MOST_LINES, LONGEST_NAME)));
        }
        if (changes.mileageKm().filter(it -> it < 0 || it > MOST_KM).isPresent()) {
            faults.add(new Answer.Fault("mileage", Sentence.of("appointment.fault.mileage", MOST_KM)));
        }
        if (changes.lines().size() > MOST_LINES) {
            faults.add(new Answer.Fault("lines", Sentence.of("draft.fault.too-many", MOST_LINES)));
        }
        for (int i = 0; i < changes.lines().size(); i++) {
            var line = changes.lines().get(i);
            var at = "lines[" + i + "].";
            if (line.name().isBlank()) {
                faults.add(new Answer.Fault(at + "name", Sentence.of("draft.fault.name")));
            }
            tooLong(faults, at + "name", line.name(), LONGEST_NAME);
            tooLong(faults, at + "code", line.code(), LONGEST_NAME);
            if (line.quantity().signum() <= 0
                    || line.quantity().compareTo(MOST_PIECES) > 0
                    || line.quantity().stripTrailingZeros().scale() > 3) {
                faults.add(new Answer.Fault(at + "quantity", Sentence.of("draft.fault.quantity")));
            }
            if (line.amountFen() < 0 || line.amountFen() > MOST_FEN) {
                faults.add(new Answer.Fault(at + "amount", Sentence.of("prices.refused.price")));
            }
        }
        return faults;
    }

    private static void tooLong(List<Answer.Fault> faults, String field, String words, int longest) {
        if (words.length() > longest) {
            faults.add(new Answer.Fault(field, Sentence.of("appointment.fault.too-long", longest, words.length())));
        }
    }
}
