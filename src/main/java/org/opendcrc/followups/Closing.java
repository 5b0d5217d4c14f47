package org.opendcrc.followups;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A backlog of calls that is closed by text 积压结清.
 *
 * @param settledFrom the first day of settlement, included; empty: from the beginning
 * @param settledTo the last one, included
 * @param perPortion how many texts are written at a time
 * @param pauseMinutes how long it rests between two portions
 * @param nextAt when the next portion is done, while it runs
 * @param rows how many calls are in which state
 */
public record Closing(
        UUID id,
        UUID store,
        String storeName,
        ZoneId zone,
        Optional<LocalDate> settledFrom,
        LocalDate settledTo,
        int perPortion,
        int pauseMinutes,
        State state,
        Optional<Instant> nextAt,
        Instant madeAt,
        String madeBy,
        Optional<Instant> approvedAt,
        Optional<String> approvedBy,
        Optional<Instant> endedAt,
        Optional<String> endedBy,
        Map<Row.Fate, Integer> rows) {

    /** Waits for the manager; texts are written; was stopped; all is done; will not be done. */
    public enum State {
        PREPARED,
        RUNNING,
        STOPPED,
        DONE,
        DROPPED
    }

    public Closing {
        rows = Map.copyOf(rows);
    }

    public int count(Row.Fate of) {
        return rows.getOrDefault(of, 0);
    }

    /**
     * One call of it.
     *
     * @param no from 1
     * @param settledOn the day of the order, store's
     * @param attempts failed attempts that count
     */
    public record Row(
            int no,
            UUID task,
            String customer,
            boolean person,
            String sex,
            Optional<String> plate,
            String orderNo,
            LocalDate settledOn,
            int attempts,
            Fate state,
            Optional<LeftOut> reason) {

        /** To be texted; left out; texted; not done because somebody stopped it; set back before the text went. */
        public enum Fate {
            READY,
            LEFT_OUT,
            TEXTED,
            STOPPED,
            UNDONE
        }
    }

    /** Why a call is not closed by text. It stays owed, unless it is finished or ended with a letter. */
    public enum LeftOut {
        /** Finished meanwhile, by a call or with another order of its visit. */
        FINISHED,
        /** Somebody has it in his hand now. */
        IN_A_CALL,
        /** A call was agreed with the customer: he is called. */
        PROMISED,
        /** A complaint of the customer is open: whoever handles it speaks with him. */
        COMPLAINT_OPEN,
        /** All numbers are known to be wrong, or he has none: the number is to be put right. */
        NUMBER_WRONG,
        /** No text arrives at the numbers he has. */
        NO_MOBILE,
        /** Not old enough to be given up without three attempts (FU-7). */
        TOO_FEW_TRIES,
        /** Another call of the same customer is in this closing: he gets one text. */
        ANOTHER_OF_HIS,
        /** His text would have been too long: the call ended with a letter that is owed instead (A30). */
        LETTER
    }
}
