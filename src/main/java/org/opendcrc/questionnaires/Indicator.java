package org.opendcrc.questionnaires;

/** What the manufacturer's survey of customers 全方位用户关心 asks (FU-21); a question that asks the same counts for it (RP-11). */
public enum Indicator {
    OVERALL,
    REPAIR_QUALITY,
    FIRST_TIME_FIX,
    ADVISOR_ATTITUDE,
    CONVENIENT_HOURS,
    FOLLOW_UP_CALL
}
