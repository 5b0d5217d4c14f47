package org.opendcrc.complaints;

/** What became of a plan. Their words are the messages below {@code complaint.plan.state.}. */
public enum PlanState {
    PROPOSED,
    AGREED,
    REFUSED,
    /** Another one was agreed to, or a new round began. */
    SUPERSEDED
}
