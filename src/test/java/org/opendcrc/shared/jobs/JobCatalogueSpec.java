package org.opendcrc.shared.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.database.CannotStart;

/** The catalogue of jobs, and the beginning of a simulated clock. */
class JobCatalogueSpec {

    record Named(String name) implements Job {
        @Override
        public Instant nextDue(Instant after) {
            return Instant.MAX;
        }

        @Override
        public void run(Instant due) {}
    }

    @Test
    void it_stands_in_the_order_of_names() {
        var catalogue = new JobCatalogue(List.of(new Named("b.two"), new Named("a.one")));
        assertThat(catalogue.all()).extracting(Job::name).containsExactly("a.one", "b.two");
        assertThat(catalogue.named("b.two").name()).isEqualTo("b.two");
        assertThatThrownBy(() -> catalogue.named("c.three")).isInstanceOf(NotFound.class);
    }

    @Test
    void two_jobs_of_one_name_are_refused() {
        assertThatThrownBy(() -> new JobCatalogue(List.of(new Named("a.one"), new Named("a.one"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a.one");
    }

    @Test
    void a_simulated_clock_begins_where_it_is_told_with_an_offset() {
        assertThat(SimulatedTime.beginning("2026-04-11T08:00:00+08:00"))
                .contains(Instant.parse("2026-04-11T00:00:00Z"));
        assertThat(SimulatedTime.beginning(" ")).isEmpty();
        assertThatThrownBy(() -> SimulatedTime.beginning("2026-04-11T08:00:00"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("2026-04-11T08:00:00+08:00");
    }
}
