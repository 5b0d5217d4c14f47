package org.opendcrc.calendar.web;

import java.util.List;
import org.opendcrc.organisation.AdministrationTab;

/**
 * The catalogue of jobs as the administrator sees it.
 *
 * @param zone in which the times are told
 * @param ran the job that has just been run, empty for none
 */
public record JobsPage(List<AdministrationTab> tabs, List<Line> lines, String zone, String ran) {

    /** One job; times as text, {@code –} for none. */
    public record Line(String name, String what, String nextDue, String lastRun, int failures) {}
}
