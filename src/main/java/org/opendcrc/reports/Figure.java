package org.opendcrc.reports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the day of the three-day calls counts. Each figure is the number of tasks counted in it, so that it opens down to exactly
 * its rows. "On the day" is by the time of the call, whenever it was recorded.
 */
public enum Figure {
    /** 应访: the window contains the day, and the task was owed when it began or came into being during it (A32). */
    DUE("due"),
    /** 已访: tried on the day. A task that another call of the day has linked was not tried itself. */
    CALLED("called"),
    /** 成功: answered on the day, satisfied or dissatisfied (FU-9). */
    SUCCESS("success"),
    SATISFIED("satisfied"),
    DISSATISFIED("dissatisfied"),
    /** 未接通: tried on the day without an answer that day. */
    NOT_CONNECTED("notConnected"),
    /** 约时再打: reached on the day, but the customer asked to be called at another time; not a failure. */
    CALL_BACK("callBack"),
    /** 需要再回访: tried on the day, and a call is still owed at its end (FU-8). */
    CALL_AGAIN("callAgain"),
    /** 短信代访: a text took the place of the call on the day (FU-7, FU-14). */
    TEXTED("texted"),
    /** 未联系上: the text could not be sent either (A31). */
    UNREACHED("unreached"),
    /** 错号: no number of the customer is good. */
    WRONG_NUMBER("wrongNumber"),
    /** 同次进厂: done with the call for another order of the visit, without a score of its own (FU-11). */
    LINKED("linked"),
    /** 逾期: still owed at the end of the day, the window having ended before it began. The faded ones are among them. */
    OVERDUE("overdue"),
    /** 淡忘: overdue, and the customer's memory has faded by the beginning of the day (FU-2). */
    FADED("faded"),
    /** 及时: due, and answered on the day within the window (FU-1). */
    IN_TIME("inTime"),
    /** 已回访: due, and answered, texted or linked on the day. */
    FOLLOWED_UP("followedUp"),
    /** 应访中电话已访: the same without the texts. */
    CALLED_UP("calledUp"),
    /** 应访中错号: due, and found on the day to have no good number. */
    WRONG_OF_DUE("wrongOfDue"),
    /** 七要素齐全: answered on the day, all seven elements answered or declined (FU-4). */
    COMPLETE("complete"),
    /** 打了分: the customer gave a mark of his own. */
    MARKED("marked"),
    /** 很满意: that mark is 9 or 10 of 10. */
    VERY_SATISFIED("verySatisfied"),
    /** Said whether the car was repaired right the first time. */
    FIX_ANSWERED("fixAnswered"),
    /** 一次修好: said yes to it. */
    FIXED_FIRST_TIME("fixedFirstTime"),
    /** 有抱怨: at least one answer is a grievance. */
    AGGRIEVED("aggrieved");

    private final String word;

    Figure(String word) {
        this.word = word;
    }

    /** How it is written in addresses, in answers for machines and in frozen rows. */
    @JsonValue
    public String word() {
        return word;
    }

    public static Optional<Figure> ofWord(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
