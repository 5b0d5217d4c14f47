package org.opendcrc.calendar.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.jobs.Job;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The simulated clock and the page of jobs over HTTP. Who is signed in is set by the test; signing in is another chapter's. */
@ApplicationTest
@ActiveProfiles("simulation")
@TestPropertySource(properties = "opendcrc.clock=2026-04-11T08:00:00+08:00")
@RecordApplicationEvents
class TimeControllersTest {

    private static final int DEALER = 4000;

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private Bell bell;

    @Autowired
    private ApplicationEvents events;

    @Autowired
    @Qualifier("ownerDataSource")
    private DataSource owner;

    private MockMvc http = MockMvcBuilders.standaloneSetup().build();

    @TestConfiguration(proxyBeanMethods = false)
    static class ProbeBeans {

        @Bean
        Bell bell() {
            return new Bell();
        }
    }

    /** Rings at nine of each day in Shanghai, which is one o'clock UTC. Its name is one for which there are words. */
    static class Bell implements Job {

        final List<Instant> rang = new CopyOnWriteArrayList<>();
        boolean broken;

        @Override
        public String name() {
            return "shared.bell";
        }

        @Override
        public Instant nextDue(Instant after) {
            var day = 24 * 3600;
            var one = Math.floorDiv(after.getEpochSecond() - 3600, day) * day + 3600;
            return Instant.ofEpochSecond(one + day);
        }

        @Override
        public void run(Instant due) {
            rang.add(due);
            if (broken) {
                throw new IllegalStateException("as the test wants it");
            }
        }
    }

    @BeforeEach
    void an_open_house() {
        JdbcClient.create(owner).sql("""
                        insert into directory.dealer (dealer_id, code, name)
                        values (:dealer, 'time', '测试')
                        on conflict (dealer_id) do nothing
                        """).param("dealer", DEALER).update();
        http = MockMvcBuilders.webAppContextSetup(context).build();
        bell.rang.clear();
        bell.broken = false;
    }

    @AfterEach
    void nobody_is_signed_in() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void the_clock_is_moved_and_the_answer_says_what_ran() throws Exception {
        var from = now();
        var nine = bell.nextDue(from);
        as(Role.ADMINISTRATOR, move(nine.toString().replace("Z", "+00:00")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.now").value(nine.toString()))
                .andExpect(jsonPath("$.jobsRun[?(@.job == 'shared.bell')].due").value(nine.toString()));
        assertThat(bell.rang).containsExactly(nine);
        assertThat(now()).isEqualTo(nine);
    }

    @Test
    void an_offset_is_understood() throws Exception {
        var later = now().plusSeconds(600);
        as(Role.ADMINISTRATOR, move(later.atOffset(ZoneOffset.ofHours(8)).toString()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.now").value(later.toString()));
    }

    @Test
    void going_back_is_refused_with_a_sentence() throws Exception {
        as(Role.ADMINISTRATOR, move("2026-01-01T08:00:00+08:00"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("/problems/clock-never-goes-back"))
                .andExpect(jsonPath("$.detail").value(containsString("2026-01-01T00:00:00Z")));
        assertThat(bell.rang).isEmpty();
    }

    @Test
    void only_who_may_run_jobs_moves_the_clock() throws Exception {
        as(Role.AGENT, move("2030-01-01T08:00:00+08:00")).andExpect(status().isForbidden());
        as(Role.AGENT, get("/simulation/clock")).andExpect(status().isOk());
    }

    @Test
    void a_moment_is_needed() throws Exception {
        var before = now();
        as(
                        Role.ADMINISTRATOR,
                        post("/simulation/clock")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{}"))
                .andExpect(status().is4xxClientError());
        as(Role.ADMINISTRATOR, move("2030-01-01 08:00")).andExpect(status().is4xxClientError());
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void a_job_that_fails_is_named_and_the_next_move_goes_on() throws Exception {
        var nine = bell.nextDue(now());
        bell.broken = true;
        as(Role.ADMINISTRATOR, move(nine.plusSeconds(60).toString()))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.type").value("/problems/job-failed"))
                .andExpect(jsonPath("$.job").value("shared.bell"));
        bell.broken = false;
        as(Role.ADMINISTRATOR, move(nine.plusSeconds(60).toString())).andExpect(status().isOk());
        assertThat(bell.rang).containsExactly(nine, nine);
    }

    @Test
    void an_administrator_sees_the_jobs_and_runs_one_at_once() throws Exception {
        as(Role.ADMINISTRATOR, get("/administration/jobs"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("shared.bell")))
                .andExpect(content().string(containsString("/administration/jobs/shared.bell/runs")));
        as(Role.ADMINISTRATOR, post("/administration/jobs/shared.bell/runs"))
                .andExpect(status().is3xxRedirection())
                .andExpect(header().string("Location", "/administration/jobs?ran=shared.bell"));
        assertThat(bell.rang).containsExactly(now());
        assertThat(events.stream(Audited.class))
                .anySatisfy(it -> assertThat(it.action()).isEqualTo("job.run"))
                .allSatisfy(it -> assertThat(it.after()).contains(entry("due", now().toString())));
        as(Role.ADMINISTRATOR, get("/administration/jobs?ran=shared.bell"))
                .andExpect(content().string(containsString("role=\"alert\"")));
    }

    @Test
    void jobs_are_an_administrators_matter_and_an_unknown_one_is_not_found() throws Exception {
        as(Role.CRC_MANAGER, get("/administration/jobs")).andExpect(status().isForbidden());
        as(Role.CRC_MANAGER, post("/administration/jobs/shared.bell/runs")).andExpect(status().isForbidden());
        as(Role.ADMINISTRATOR, post("/administration/jobs/shared.nothing/runs")).andExpect(status().isNotFound());
        assertThat(bell.rang).isEmpty();
    }

    private Instant now() throws Exception {
        var answer = as(Role.ADMINISTRATOR, get("/simulation/clock"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        return Instant.parse(com.jayway.jsonpath.JsonPath.<String>read(answer, "$.now"));
    }

    private static MockHttpServletRequestBuilder move(String moment) {
        return post("/simulation/clock")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"now\":\"%s\"}".formatted(moment));
    }

    private ResultActions as(Role role, MockHttpServletRequestBuilder request) throws Exception {
        var actor = new Actor(
                DEALER,
                UUID.randomUUID(),
                "probe",
                "Probe",
                Map.of(UUID.randomUUID(), Set.of(role)),
                Locale.ENGLISH,
                true);
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(actor, null));
        var answer = new ResultActions[1];
        DealerContext.throughAs(DEALER, () -> answer[0] = http.perform(request));
        return answer[0];
    }
}
