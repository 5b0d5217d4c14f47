package org.opendcrc.complaints;

/**
 * What burns for a person, on every page.
 *
 * @param running customers who wait for their first contact
 * @param over those whose deadline has passed
 * @param alarms complaints of which he has to take note, until he does
 */
public record ComplaintSigns(int running, int over, int alarms) {}
