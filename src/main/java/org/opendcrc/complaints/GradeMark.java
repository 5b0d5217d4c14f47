package org.opendcrc.complaints;

/** What makes a case graver than general (CP-34). Their words are the messages below {@code complaint.mark.}. */
public enum GradeMark {
    /** Grave trouble with the quality, and the customer threatens drastic conduct. */
    DRASTIC_CONDUCT(Grade.ESCALATED),
    SELF_IGNITION(Grade.IMPORTANT),
    AIRBAG(Grade.IMPORTANT),
    SEAT_BELT(Grade.IMPORTANT),
    /** Steering or brakes failed in an accident. */
    STEERING_OR_BRAKES(Grade.IMPORTANT),
    MEDIA(Grade.IMPORTANT),
    LEADERS(Grade.IMPORTANT);

    private final Grade grade;

    GradeMark(Grade grade) {
        this.grade = grade;
    }

    public Grade grade() {
        return grade;
    }
}
