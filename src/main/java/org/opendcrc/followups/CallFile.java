package org.opendcrc.followups;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.followups.Refusal.HeldBy;

/**
 * Everything that a clerk needs to know about one owed or finished call.
 *
 * @param subject the order, complaint or appointment that it is about
 * @param vehicleId empty where the call is about no car
 * @param due the first moment at which it is overdue
 * @param attempts how many failed attempts count for it
 * @param countedOn the days of those, store time (A25)
 * @param correctedAt when a number was put right, so that it is owed again; empty once it was called with it (FU-6)
 * @param heldByOther who else has it open
 * @param held whether the asking clerk has it in his hand
 * @param phones all numbers of the customer, the one to be called first at the front
 * @param together the other orders that this call serves, or served
 * @param history the calls made for this car, newest first
 * @param remarks words written to this task, oldest first
 * @param around what else helps while he talks
 */
public record CallFile(
        UUID task,
        UUID subject,
        Optional<UUID> vehicleId,
        TaskState state,
        UUID storeId,
        String store,
        ZoneId zone,
        Customer customer,
        Vehicle vehicle,
        Order order,
        Instant due,
        Instant fades,
        int attempts,
        Set<Daypart> daypartsUsed,
        Set<LocalDate> countedOn,
        boolean textOnly,
        Optional<Instant> promisedAt,
        Optional<Instant> correctedAt,
        boolean held,
        Optional<HeldBy> heldByOther,
        Optional<Closing> closing,
        List<Phone> phones,
        List<Linked> together,
        List<Past> history,
        List<Remark> remarks,
        Around around) {

    public CallFile {
        daypartsUsed = Set.copyOf(daypartsUsed);
        countedOn = Set.copyOf(countedOn);
        phones = List.copyOf(phones);
        together = List.copyOf(together);
        history = List.copyOf(history);
        remarks = List.copyOf(remarks);
    }

    /** {@code sex} is MALE, FEMALE or UNKNOWN. */
    public record Customer(UUID id, String name, boolean person, String sex, boolean dnd, boolean smsConsent) {}

    /** Empty words where the call is about no car. {@code jd} is the flag of the manufacturer's survey: shown, without influence (FU-13). */
    public record Vehicle(
            String vin,
            Optional<String> plate,
            String brand,
            String car,
            Optional<LocalDate> deliveredOn,
            Optional<LocalDate> warrantyUntil,
            boolean jd) {}

    /**
     * The order, or what else the call is about, which happened at {@code settledAt}.
     *
     * @param kind a key below {@code followups.order.}: the order's kind, else the call's
     */
    public record Order(
            String number,
            String kind,
            Instant sentInAt,
            Instant settledAt,
            Optional<Integer> mileageKm,
            Optional<String> advisor,
            Optional<String> technician,
            Optional<Long> amountFen) {}

    /**
     * How it ended; {@code outcome} and {@code answer} only where the customer answered, and only then was he told of the services (FU-28).
     *
     * @param textFailure why the text that was to end it did not arrive, a key below {@code text.reason.} (A30)
     */
    public record Closing(
            Optional<Instant> calledAt,
            Instant closedAt,
            Optional<CallOutcome> outcome,
            Optional<String> by,
            Optional<UUID> complaint,
            Optional<String> servedWith,
            boolean servicesTold,
            Optional<AnswerKind> answer,
            Optional<String> textFailure) {}

    /** A number, E.164, and since when it is known to be wrong. */
    public record Phone(String e164, Optional<Instant> wrongSince) {}

    /** Another order of the car. */
    public record Linked(UUID task, String orderNo, String kind, TaskState state) {}

    /**
     * A call that was made.
     *
     * @param counted whether it counted for the task it was made for
     * @param answered what the customer said of the visit, if he answered
     * @param total points of the questionnaire, of {@code totalPossible}
     * @param servicesTold he was told of the present services and his data were confirmed (FU-28)
     */
    public record Past(
            Instant at,
            AttemptOutcome outcome,
            String by,
            String orderNo,
            boolean counted,
            Optional<CallOutcome> answered,
            Optional<Integer> total,
            Optional<Integer> totalPossible,
            Optional<Integer> satisfaction,
            boolean servicesTold) {}

    /**
     * What else helps while one talks.
     *
     * @param nextMaintenance when the car is expected next (FU-12)
     * @param lines what was done, in the order of the repair order
     * @param recommended what was recommended and not accepted
     * @param complaints the newest complaints of the customer that are not closed
     * @param earlier calls made in another system about this car, newest first
     * @param appointments when he is expected next
     * @param draft what the asking clerk had typed before
     * @param sale the sale that it is about, if it is about one
     */
    public record Around(
            Optional<LocalDate> nextMaintenance,
            List<Person> contacts,
            List<String> lines,
            List<String> recommended,
            List<OpenComplaint> complaints,
            List<Earlier> earlier,
            List<Ahead> appointments,
            Optional<Draft> draft,
            Optional<Sale> sale) {

        public static final Around NOTHING = new Around(
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());

        public Around {
            contacts = List.copyOf(contacts);
            lines = List.copyOf(lines);
            recommended = List.copyOf(recommended);
            complaints = List.copyOf(complaints);
            earlier = List.copyOf(earlier);
            appointments = List.copyOf(appointments);
        }
    }

    /**
     * The sale that a call is about.
     *
     * @param pickedUpOn may lie ahead; empty where nobody knows
     * @param address what the file says now; empty where it says nothing
     * @param checked what the buyer said of his file, once he was asked
     */
    public record Sale(Optional<LocalDate> pickedUpOn, boolean valid, Optional<String> address, List<Checked> checked) {

        public Sale {
            checked = List.copyOf(checked);
        }
    }

    /** What was said of an item of the file, which said {@code inFile} then. */
    public record Checked(FileItem item, FileCheck.Answer answer, Optional<String> inFile, Optional<String> right) {}

    /** Somebody else who may be called for the customer. {@code phone} is E.164. */
    public record Person(String name, Optional<String> phone, Optional<String> relation) {}

    /** {@code kind} is a complaint kind. */
    public record OpenComplaint(UUID id, String number, String kind, Instant at) {}

    /** An appointment that he has. */
    public record Ahead(UUID id, String number, Instant startsAt, Optional<String> plate) {}

    /** {@code outcome} is a key below {@code followups.earlier.}. */
    public record Earlier(
            Instant at,
            String outcome,
            String about,
            Optional<String> by,
            Optional<String> score,
            Optional<String> satisfaction,
            Optional<String> words) {}

    /** Fields of the page by name. */
    public record Draft(Instant at, Map<String, String> typed) {

        /** In which field of the page the version of the questionnaire travels. */
        public static final String QUESTIONNAIRE = "questionnaire";

        public Draft {
            typed = Map.copyOf(typed);
        }

        /** By which version of the questionnaire it was typed. */
        public Optional<UUID> questionnaire() {
            return version(typed);
        }

        /** The version of the questionnaire in what a page sent; empty if it says none that could be one. */
        public static Optional<UUID> version(Map<String, String> sent) {
            try {
                return Optional.ofNullable(sent.get(QUESTIONNAIRE))
                        .filter(it -> !it.isEmpty())
                        .map(UUID::fromString);
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
    }

    /** Words that were added. */
    public record Remark(Instant at, String by, String words) {}
}
