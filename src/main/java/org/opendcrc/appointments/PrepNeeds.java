package org.opendcrc.appointments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has to be ready for one appointment, as far as the house knows it: the parts of its jobs, and who works in the workshop. */
public record PrepNeeds(List<Part> parts, List<Technician> technicians, Set<String> skills) {

    public PrepNeeds {
        parts = List.copyOf(parts);
        technicians = List.copyOf(technicians);
        skills = Set.copyOf(skills);
    }

    /**
     * A part of the jobs.
     *
     * @param quantity that the jobs need
     * @param stock what the last file of the stock says; empty for a part that it does not have
     * @param shelf where it lies by that file
     * @param expectedOn when more of it comes next
     */
    public record Part(
            String partNo,
            String name,
            BigDecimal quantity,
            Optional<BigDecimal> stock,
            Optional<String> shelf,
            Optional<LocalDate> expectedOn) {}

    /** Somebody of the workshop. */
    public record Technician(String name, Set<String> skills) {

        public Technician {
            skills = Set.copyOf(skills);
        }
    }

    /** The skill that a technician lacks for these jobs; empty if none, if nobody's skills are kept, or for a stranger (AP-25). */
    Optional<String> lackingIn(String technician) {
        if (technicians.stream().allMatch(it -> it.skills().isEmpty())) {
            return Optional.empty();
        }
        return technicians.stream().filter(it -> it.name().equals(technician)).findFirst().stream()
                .flatMap(it -> skills.stream().filter(skill -> !it.skills().contains(skill)))
                .sorted()
                .findFirst();
    }
}
