package org.opendcrc.followups;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendcrc.appointments.ConfirmationStep;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.questionnaires.Questionnaire;

/**
 * The kinds of calls that a store owes its customers: a closed catalogue. A kind names what its calls are about and what the handbook
 * says of them; how often and when a store really tries is data, see {@link CallPolicy}. All kinds wait in one queue.
 */
public enum CallKind {
    /** The call after a repair 三日电访. */
    SERVICE("follow-up", Subject.REPAIR_ORDER, false, Handbook.AFTER_SERVICE, "FU-1"),
    /** The call after a first maintenance 首保电访 (FU-27). */
    FIRST_MAINTENANCE("first-maintenance-call", Subject.REPAIR_ORDER, false, Handbook.AFTER_SERVICE, "FU-27"),
    /** The call after a repair under warranty 索赔电访 (FU-27). */
    WARRANTY("warranty-call", Subject.REPAIR_ORDER, false, Handbook.AFTER_SERVICE, "FU-27"),
    /**
     * Whether a customer is content with how his complaint was handled, asked by somebody else than the handler (CP-12): due the next
     * day, missed after the third (A3). He expects it, so his wish for no calls does not hold it back.
     */
    COMPLAINT_CHECK("complaint-check", Subject.COMPLAINT, true, Handbook.COMPLAINT_CHECK, "CP-13"),
    /** Three days before an appointment: does he come? He expects the call. */
    CONFIRM_72("first-confirmation", Subject.APPOINTMENT, true, Handbook.CONFIRMATION, "AP-16"),
    /** A day before an appointment; in the one-confirmation mode the only one (AP-14). */
    CONFIRM_24("second-confirmation", Subject.APPOINTMENT, true, Handbook.CONFIRMATION, "AP-16"),
    /** An hour before, by the appointment's advisor. */
    CONFIRM_1("last-confirmation", Subject.APPOINTMENT, true, Handbook.LAST_CONFIRMATION, "AP-17"),
    /** The day after a customer did not come to his appointment. */
    MISSED_APPOINTMENT("missed-appointment-call", Subject.APPOINTMENT, false, Handbook.AFTER_SERVICE, "AP-8"),
    /** An appointment is not ready in time: the customer is told, or moves (AP-22). He expects to be met, so he is called whatever he wished. */
    APPOINTMENT_NOT_READY("not-ready-call", Subject.APPOINTMENT, true, Handbook.NOT_READY, "AP-22"),
    /** The call to the buyer of a car 销售回访, within seven days of the deal, with the check of what his file says of him. */
    SALES("sales-follow-up", Subject.SALE, false, Handbook.AFTER_SALE, "FU-17");

    /** What a call is about. */
    public enum Subject {
        REPAIR_ORDER,
        COMPLAINT,
        APPOINTMENT,
        SALE
    }

    private static final Set<CallKind> AFTER_SERVICE = Arrays.stream(values())
            .filter(it -> it.subject == Subject.REPAIR_ORDER)
            .collect(Collectors.toUnmodifiableSet());

    private final String prefix;
    private final Subject subject;
    private final boolean despiteDnd;

    @SuppressWarnings("ImmutableEnumChecker") // a record of constants, never changed
    private final Handbook handbook;

    private final String rule;

    CallKind(String prefix, Subject subject, boolean despiteDnd, Handbook handbook, String rule) {
        this.prefix = prefix;
        this.subject = subject;
        this.despiteDnd = despiteDnd;
        this.handbook = handbook;
        this.rule = rule;
    }

    /** The kind of a call by the word under which lists show it: that of its order, or its own. */
    public static CallKind shownAs(String word) {
        return Arrays.stream(values())
                .filter(it -> it.name().equals(word) && it.subject != Subject.REPAIR_ORDER)
                .findFirst()
                .orElseGet(() -> of(word));
    }

    /** The kinds that a settled order can owe. */
    static Set<CallKind> afterService() {
        return AFTER_SERVICE;
    }

    /** FU-27: which call an order owes; {@code orderKind} as the vehicles write it. */
    static CallKind of(String orderKind) {
        return switch (orderKind) {
            case "FIRST_SERVICE" -> FIRST_MAINTENANCE;
            case "WARRANTY" -> WARRANTY;
            default -> SERVICE;
        };
    }

    /** With what the keys of its settings begin. */
    String prefix() {
        return prefix;
    }

    public Subject subject() {
        return subject;
    }

    /** Whether the customer expects this call, so that it is made though he wants no calls (FU-14). */
    public boolean isMadeDespiteDnd() {
        return despiteDnd;
    }

    /** Whether one call answers for the other orders of the visit (FU-11). */
    boolean isAboutAVisit() {
        return subject == Subject.REPAIR_ORDER;
    }

    /**
     * Whether it is made at an hour: whatever the daypart, tried again after minutes instead of days, and worth nothing once its window
     * is over.
     */
    public boolean isAtAnHour() {
        return confirms().isPresent();
    }

    /** Which confirmation of an appointment it is, if it is one. */
    public Optional<ConfirmationStep> confirms() {
        return switch (this) {
            case CONFIRM_72 -> Optional.of(ConfirmationStep.H72);
            case CONFIRM_24 -> Optional.of(ConfirmationStep.H24);
            case CONFIRM_1 -> Optional.of(ConfirmationStep.H1);
            case SERVICE,
                    FIRST_MAINTENANCE,
                    WARRANTY,
                    COMPLAINT_CHECK,
                    MISSED_APPOINTMENT,
                    APPOINTMENT_NOT_READY,
                    SALES -> Optional.empty();
        };
    }

    /** The call for a step of the confirmation. */
    static CallKind of(ConfirmationStep step) {
        return switch (step) {
            case H72 -> CONFIRM_72;
            case H24 -> CONFIRM_24;
            case H1 -> CONFIRM_1;
        };
    }

    /** What a customer can answer where no questionnaire asks; empty where one does. */
    public Set<AnswerKind> answers() {
        if (confirms().isPresent()) {
            return EnumSet.of(AnswerKind.CONFIRMED, AnswerKind.MOVED, AnswerKind.CANCELLED);
        }
        return switch (this) {
            case APPOINTMENT_NOT_READY -> EnumSet.of(AnswerKind.KEPT, AnswerKind.MOVED, AnswerKind.CANCELLED); // AP-22
            case MISSED_APPOINTMENT -> EnumSet.of(AnswerKind.NEW_APPOINTMENT, AnswerKind.NO_WISH, AnswerKind.COMPLAINT);
            case SERVICE, FIRST_MAINTENANCE, WARRANTY, COMPLAINT_CHECK, CONFIRM_72, CONFIRM_24, CONFIRM_1, SALES ->
                Set.of();
        };
    }

    /** The code of the questionnaire by which it asks; empty where the customer is asked about his appointment instead. */
    public Optional<String> questionnaire() {
        return switch (this) {
            case SERVICE -> Optional.of(Questionnaire.SERVICE);
            case FIRST_MAINTENANCE -> Optional.of(Questionnaire.FIRST_MAINTENANCE);
            case WARRANTY -> Optional.of(Questionnaire.WARRANTY);
            case COMPLAINT_CHECK -> Optional.of(Questionnaire.COMPLAINT_CHECK);
            case SALES -> Optional.of(Questionnaire.SALES);
            case CONFIRM_72, CONFIRM_24, CONFIRM_1, MISSED_APPOINTMENT, APPOINTMENT_NOT_READY -> Optional.empty();
        };
    }

    Handbook handbook() {
        return handbook;
    }

    /** The rule that owes the call. */
    public String rule() {
        return rule;
    }

    /**
     * What the handbook says, where a store does not go its own way.
     *
     * @param firstDay from which day on it is called, counted from the day of what happened
     * @param windowDays the last day of the window, counted alike
     * @param fadedDays the last day before it counts as faded, counted alike
     * @param pauseMinutes after a failed attempt, for calls at an hour
     */
    record Handbook(
            int attempts,
            Set<Daypart> dayparts,
            boolean distinct,
            int daysBetween,
            int firstDay,
            int windowDays,
            int fadedDays,
            WhenUnreached unreached,
            int claimMinutes,
            int pauseMinutes) {

        /** FU-7, A4, A25: three attempts on three days in three dayparts; FU-1, FU-2: three days, faded after five. */
        static final Handbook AFTER_SERVICE = new Handbook(
                3, EnumSet.allOf(Daypart.class), true, 1, 1, 3, 5, WhenUnreached.TEXT, FollowUpSettings.MINUTES, 60);

        /** FU-17: within seven days of the deal, from the day after it; after ten he has other things to tell. */
        static final Handbook AFTER_SALE = new Handbook(
                3, EnumSet.allOf(Daypart.class), true, 1, 1, 7, 10, WhenUnreached.TEXT, FollowUpSettings.MINUTES, 60);

        /** AP-22: from the alarm to the appointment, as often as it takes; nobody writes what only a talk can settle. */
        static final Handbook NOT_READY = new Handbook(
                4,
                EnumSet.allOf(Daypart.class),
                false,
                0,
                0,
                1,
                1,
                WhenUnreached.NOTHING,
                FollowUpSettings.MINUTES,
                60);

        /** A3: due the next day, missed after the third; nobody is written to about his complaint by a machine. */
        static final Handbook COMPLAINT_CHECK = new Handbook(
                3, EnumSet.allOf(Daypart.class), true, 1, 1, 3, 5, WhenUnreached.LETTER, FollowUpSettings.MINUTES, 60);

        /** AP-16: not reached, he is tried once more; then a text goes. The hours are the appointment's, not the day's. */
        static final Handbook CONFIRMATION = new Handbook(
                2, EnumSet.allOf(Daypart.class), false, 0, 0, 3, 5, WhenUnreached.TEXT, FollowUpSettings.MINUTES, 120);

        /** AP-17: the same within the last hour. */
        static final Handbook LAST_CONFIRMATION = new Handbook(
                2, EnumSet.allOf(Daypart.class), false, 0, 0, 3, 5, WhenUnreached.TEXT, FollowUpSettings.MINUTES, 15);
    }
}
