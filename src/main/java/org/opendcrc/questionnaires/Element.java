package org.opendcrc.questionnaires;

import static org.opendcrc.questionnaires.Question.Kind.ADVISOR;
import static org.opendcrc.questionnaires.Question.Kind.CHOICE;
import static org.opendcrc.questionnaires.Question.Kind.REMARK;
import static org.opendcrc.questionnaires.Question.Kind.SATISFACTION;

import java.util.Arrays;
import java.util.Optional;

/** The seven elements 七要素 of a call after a repair (FU-4, A12). Each is the question of one key, in whatever words, in all versions. */
public enum Element {
    CAR_IN_ORDER("car-in-order", CHOICE),
    FIXED_FIRST_TIME("fixed-first-time", CHOICE),
    ADVISOR_NAMED("advisor", ADVISOR),
    ADVISOR_ATTITUDE("advisor-attitude", CHOICE),
    SURVEY_ANNOUNCED("survey-announced", CHOICE),
    OVERALL("satisfaction", SATISFACTION),
    WHAT_ELSE("remark", REMARK);

    private final String key;
    private final Question.Kind kind;

    Element(String key, Question.Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    public String key() {
        return key;
    }

    /** Its place in the handbook, from 1. */
    public int number() {
        return Arrays.asList(values()).indexOf(this) + 1;
    }

    /** How it is asked; reports rest on it. */
    Question.Kind kind() {
        return kind;
    }

    public static Optional<Element> of(String key) {
        return Arrays.stream(values()).filter(it -> it.key.equals(key)).findFirst();
    }
}
