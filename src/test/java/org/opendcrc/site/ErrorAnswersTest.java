package org.opendcrc.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.shared.UseCase;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Every kind of trouble, as a person and as a program get it. */
class ErrorAnswersTest {

    private final Problems problems = new Problems(TestPages.MESSAGES);
    private final ErrorAnswers answers = new ErrorAnswers(TestPages.frames(false), problems);
    private final Languages languages = new Languages(TestPages.MESSAGES);
    private final MockMvc web = MockMvcBuilders.standaloneSetup(
                    new Trouble(problems),
                    new ErrorPageController(answers),
                    new PreferencesController(
                            languages, new StaticListableBeanFactory().getBeanProvider(LanguagePreference.class)))
            .addPlaceholderValue("server.error.path:/error", "/error")
            .setControllerAdvice(answers)
            .setLocaleResolver(languages)
            .setViewResolvers(new JteViewResolver(TemplateEngine.createPrecompiled(ContentType.Html)))
            .build();

    @RestController
    static class Trouble {

        private final Problems problems;

        Trouble(Problems problems) {
            this.problems = problems;
        }

        @GetMapping({"/trouble/{kind}", "/api/v1/trouble/{kind}"})
        String trouble(@PathVariable String kind) {
            throw switch (kind) {
                case "gone" -> new NotFound("customer 42 of another store");
                case "forbidden" -> new NotAllowed(UseCase.RUN_JOBS);
                case "stale" -> new StaleVersion(Sentence.of("site.plain", "林慧 10:20 改过"));
                default -> new IllegalStateException("secret inner words");
            };
        }

        @GetMapping("/things/{id}")
        String thing(@PathVariable UUID id) {
            return id.toString();
        }

        @PostMapping({"/forms", "/api/v1/forms"})
        String form(@RequestParam int score) {
            return "" + score;
        }

        @PostMapping("/api/v1/bookings")
        ResponseEntity<ProblemDetail> refused() {
            return problems.refused("bay-full", Sentence.of("site.minutes", 30), "AP-4", Map.of("cars", 2));
        }
    }

    @Test
    void what_is_not_there_is_404_and_says_nothing_about_why() throws Exception {
        var page = page("/trouble/gone", 404);
        assertThat(page).contains("没有找到这一页").doesNotContain("customer 42");
        web.perform(get("/api/v1/trouble/gone"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("/problems/not-found"))
                .andExpect(jsonPath("$.reference").doesNotExist());
    }

    @Test
    void an_address_that_cannot_be_one_of_ours_is_404() throws Exception {
        page("/things/no-uuid", 404);
    }

    @Test
    void what_one_may_not_do_is_403() throws Exception {
        assertThat(page("/trouble/forbidden", 403)).contains("您没有这一步的权限");
        web.perform(get("/api/v1/trouble/forbidden"))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.type").value("/problems/not-allowed"));
    }

    @Test
    void who_was_slower_gets_409_and_what_changed() throws Exception {
        assertThat(page("/trouble/stale", 409)).contains("林慧 10:20 改过");
        web.perform(get("/api/v1/trouble/stale"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value("林慧 10:20 改过"));
    }

    @Test
    void a_malformed_form_is_422_and_names_the_field() throws Exception {
        var page = web.perform(post("/forms").param("score", "ten").accept(MediaType.TEXT_HTML))
                .andExpect(status().isUnprocessableContent())
                .andReturn();
        assertThat(page.getResponse().getContentAsString()).contains("有内容没有填好", "score");
        web.perform(post("/api/v1/forms").header(HttpHeaders.ACCEPT_LANGUAGE, "en"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.type").value("/problems/malformed"))
                .andExpect(jsonPath("$.errors[0].field").value("score"))
                .andExpect(jsonPath("$.errors[0].message").value("cannot be understood"));
    }

    @Test
    void our_fault_is_500_with_a_reference_and_without_its_words() throws Exception {
        assertThat(page("/trouble/any", 500))
                .contains("系统出错了")
                .containsPattern("[2-9A-Z]{4}-[2-9A-Z]{4}")
                .doesNotContain("secret", "IllegalState");
        web.perform(get("/api/v1/trouble/any"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.reference").isNotEmpty())
                .andExpect(content().string(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString("secret"))));
    }

    @Test
    void a_refusal_carries_its_rule_and_its_fields_in_the_language_asked_for() throws Exception {
        web.perform(post("/api/v1/bookings").header(HttpHeaders.ACCEPT_LANGUAGE, "en"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.type").value("/problems/bay-full"))
                .andExpect(jsonPath("$.title").value("The bay is full"))
                .andExpect(jsonPath("$.detail").value("30 min"))
                .andExpect(jsonPath("$.rule").value("AP-4"))
                .andExpect(jsonPath("$.cars").value(2));
    }

    @Test
    void what_fails_outside_the_controllers_is_answered_too() throws Exception {
        var filter = web.perform(get("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 500)
                        .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/followups")
                        .requestAttr(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("secret")))
                .andExpect(status().isInternalServerError())
                .andReturn();
        assertThat(filter.getResponse().getContentAsString()).contains("系统出错了").doesNotContain("secret");
        web.perform(get("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 403)
                        .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/api/v1/imports"))
                .andExpect(status().isForbidden())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        page("/error", 404);
    }

    @Test
    void a_choice_of_look_and_language_is_kept_on_the_device() throws Exception {
        web.perform(post("/preferences")
                        .param("theme", "dark")
                        .param("language", "en")
                        .param("back", "/followups"))
                .andExpect(status().isFound())
                .andExpect(header().string("Location", "/followups"))
                .andExpect(header().stringValues(
                                "Set-Cookie",
                                org.hamcrest.Matchers.hasItems(
                                        org.hamcrest.Matchers.startsWith("opendcrc_lang=en;"),
                                        org.hamcrest.Matchers.startsWith("opendcrc_theme=dark;"))));
        web.perform(post("/preferences").param("theme", "pink").param("back", "//evil.example"))
                .andExpect(header().string("Location", "/"))
                .andExpect(header().doesNotExist("Set-Cookie"));
    }

    private String page(String address, int expected) throws Exception {
        return web.perform(get(address).accept(MediaType.TEXT_HTML))
                .andExpect(status().is(expected))
                .andExpect(content().contentType("text/html;charset=UTF-8"))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
