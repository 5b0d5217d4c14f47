package org.opendcrc.complaints;

/** How grave a case is (CP-33, CP-34); the later the graver. Their words are the messages below {@code complaint.grade.}. */
public enum Grade {
    /** 一般 */
    GENERAL,
    /** 升级: the same matter for the third time, or drastic conduct threatened. */
    ESCALATED,
    /** 重要: self-ignition, airbag, belt, steering or brakes in an accident, media, leaders' attention. */
    IMPORTANT
}
