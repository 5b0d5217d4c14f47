package org.opendcrc.followups;

/** What the customer said of the visit. Either is a successful call (FU-9). */
public enum CallOutcome {
    SATISFIED,
    DISSATISFIED
}
