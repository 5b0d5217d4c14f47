package org.opendcrc.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Everything of a case that a form asks for.
 *
 * @param customer as the file knows him; who complains otherwise is in {@code complainantName}
 * @param accused who is complained about; empty also for who may not know (A22)
 * @param deadlineMinutes for the answer in substance (CP-33), if one was set
 * @param attempts of the check calls, all rounds, the earliest first
 */
public record CasePaper(
        UUID id,
        UUID storeId,
        String store,
        ZoneId zone,
        String number,
        String source,
        Optional<String> sourceNo,
        String kind,
        String grade,
        boolean crisis,
        String complainant,
        Optional<String> complainantName,
        Optional<String> complainantPhone,
        Optional<String> customer,
        Optional<String> sex,
        boolean person,
        Optional<String> phone,
        Optional<String> address,
        Optional<String> vin,
        Optional<String> plate,
        Optional<String> car,
        Optional<LocalDate> boughtOn,
        OptionalInt mileageKm,
        Optional<String> orderNo,
        String content,
        Optional<String> people,
        Optional<String> happened,
        Optional<String> place,
        Optional<String> object,
        Optional<String> demand,
        Optional<String> accused,
        Instant receivedAt,
        String recordedBy,
        Instant contactDueAt,
        boolean contactOwed,
        Optional<Instant> contactedAt,
        Optional<String> contactedBy,
        String state,
        Optional<String> handler,
        int round,
        Optional<String> goal,
        Optional<String> root,
        Optional<String> cause,
        Optional<String> department,
        Optional<String> responsible,
        Optional<String> coResponsible,
        Optional<String> correction,
        Optional<String> prevention,
        Optional<String> remedy,
        OptionalLong costFen,
        Optional<Instant> solvedAt,
        Optional<Instant> closedAt,
        Optional<String> closedBy,
        Optional<String> closing,
        Optional<String> closingWords,
        OptionalInt deadlineMinutes,
        List<Plan> plans,
        List<Signature> signatures,
        List<Check> checks,
        List<Help> helps,
        List<Line> log,
        List<Try> attempts) {

    public CasePaper {
        plans = List.copyOf(plans);
        signatures = List.copyOf(signatures);
        checks = List.copyOf(checks);
        helps = List.copyOf(helps);
        log = List.copyOf(log);
        attempts = List.copyOf(attempts);
    }

    /** What was offered. {@code manner}: how the customer agreed. */
    public record Plan(
            int round,
            int position,
            String title,
            String state,
            boolean recommended,
            long costFen,
            Optional<Instant> decidedAt,
            Optional<String> manner) {}

    /** Who signed what with his own login. {@code rank}: what he was then. */
    public record Signature(int round, String what, String name, String rank, Instant at) {}

    /**
     * What came of a round's check call.
     *
     * @param speed how fast the customer found it, one to five; empty if he was not asked
     * @param attitude how he found the way he was dealt with, the same
     */
    public record Check(
            int round,
            String ending,
            Instant at,
            Optional<String> by,
            Optional<String> words,
            Optional<Integer> speed,
            Optional<Integer> attitude) {}

    /** The manufacturer was asked for help. */
    public record Help(
            Instant recognisedAt, Optional<Instant> askedAt, Optional<String> whom, Optional<String> answer) {}

    /** A line of the log that says something. */
    public record Line(Instant at, String what, Optional<String> words, Optional<String> by) {}

    /**
     * A try to reach the customer for the check call. What he said is 1 to 5, where he was asked.
     *
     * @param mark half of the mark from 1 to 10, rounded up
     * @param handling how content he is with the way it was handled
     */
    public record Try(
            Instant at,
            String daypart,
            String outcome,
            String by,
            Optional<Integer> mark,
            Optional<Integer> handling,
            Optional<Integer> speed,
            Optional<Integer> attitude) {}

    /** Who complains, in one word or two. */
    public Optional<String> who() {
        return customer.or(() -> complainantName);
    }
}
