package org.opendcrc.complaints;

/**
 * What burns for a person, on every page.
 *
 * @param running customers who wait for their first contact
 * @param over those whose deadline has passed
 * @param alarms complaints of which he has to take note, until he does
 * @param open cases that are not over
 * @param old those of them that were received more than the store's days ago (CP-24)
 * @param unanswered those of them without an answer in substance
 * @param silent cases that he handles and whose customer has heard nothing for the store's days (CP-10)
 * @param unlooked stores with open cases that nobody has looked through today (CP-24)
 */
public record ComplaintSigns(
        int running, int over, int alarms, int open, int old, int unanswered, int silent, int unlooked) {

    /** Where only the first contact counts. */
    public ComplaintSigns(int running, int over, int alarms) {
        this(running, over, alarms, 0, 0, 0, 0, 0);
    }
}
