package org.opendcrc.shared.jobs;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opendcrc.shared.NotFound;
import org.springframework.stereotype.Component;

/** Everything that runs by itself, in the fixed order of names, in which jobs due at one moment are run. */
@Component
public class JobCatalogue {

    private final List<Job> jobs;

    /**
     * The catalogue of all jobs of the house.
     *
     * @throws IllegalStateException if two jobs bear one name
     */
    public JobCatalogue(List<Job> jobs) {
        var twice = jobs.stream().collect(Collectors.groupingBy(Job::name, Collectors.counting())).entrySet().stream()
                .filter(it -> it.getValue() > 1)
                .map(it -> it.getKey())
                .sorted()
                .toList();
        if (!twice.isEmpty()) {
            throw new IllegalStateException("two jobs bear one name: " + String.join(", ", twice));
        }
        this.jobs = jobs.stream().sorted(Comparator.comparing(Job::name)).toList();
    }

    public List<Job> all() {
        return jobs;
    }

    public Optional<Job> find(String name) {
        return jobs.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /**
     * The job of that name.
     *
     * @throws NotFound if there is none
     */
    public Job named(String name) {
        return find(name).orElseThrow(() -> new NotFound("job " + name));
    }
}
