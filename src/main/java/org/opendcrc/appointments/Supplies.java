package org.opendcrc.appointments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What limits the offers of a store besides advisors and bays (AP-25): parts of the jobs, parts that are expected, campaigns, what
 * technicians have learnt.
 *
 * @param parts of all jobs, by job
 * @param arrivals today and later, by day
 * @param campaigns those that are not over and those that were given up, by first day
 */
public record Supplies(
        UUID store,
        List<JobPart> parts,
        List<Expected> arrivals,
        List<Campaign> campaigns,
        List<Technician> technicians) {

    public Supplies {
        parts = List.copyOf(parts);
        arrivals = List.copyOf(arrivals);
        campaigns = List.copyOf(campaigns);
        technicians = List.copyOf(technicians);
    }

    /**
     * A part that a job needs.
     *
     * @param jobCode of the price list
     * @param stock in this store; empty for a part that the last file of the stock does not have
     */
    public record JobPart(
            String jobCode,
            String jobName,
            String partNo,
            String name,
            BigDecimal quantity,
            Optional<BigDecimal> stock,
            Optional<String> shelf) {}

    /** A part that is expected. */
    public record Expected(String partNo, String name, LocalDate day, BigDecimal quantity) {}

    /**
     * A campaign 活动.
     *
     * @param first its first day, included
     * @param last its last day, included
     * @param from store time, included; empty: all day
     * @param to not included
     * @param places cars a day
     * @param jobs codes of the price list
     */
    public record Campaign(
            UUID id,
            String name,
            LocalDate first,
            LocalDate last,
            Optional<LocalTime> from,
            Optional<LocalTime> to,
            int places,
            boolean active,
            List<String> jobs) {

        public Campaign {
            jobs = List.copyOf(jobs);
        }
    }

    /** Somebody of the workshop and what he has learnt, in alphabetical order. */
    public record Technician(UUID id, String name, String staffNo, List<String> skills) {

        public Technician {
            skills = List.copyOf(skills);
        }
    }

    static Set<String> words(List<String> written) {
        var words = new java.util.TreeSet<String>();
        written.stream().map(String::strip).filter(it -> !it.isEmpty()).forEach(words::add);
        return words;
    }
}
