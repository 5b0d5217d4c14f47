package org.opendcrc.site;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The frame behind a real server and a real filter chain: headers, caching, compression, and errors nobody caught. */
@SpringBootTest(classes = FrameHttpTest.House.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FrameHttpTest {

    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private Assets assets;

    /** As much of the application as the frame needs. */
    @Configuration(proxyBeanMethods = false)
    @Import({
        SiteConfiguration.class,
        ErrorAnswers.class,
        ErrorPageController.class,
        PreferencesController.class,
        Door.class
    })
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        HttpEncodingAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        SecurityAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class,
        ServletWebSecurityAutoConfiguration.class
    })
    static class House {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(it -> it.anyRequest().permitAll())
                    .headers(new PageHeaders())
                    .build();
        }
    }

    @Controller
    static class Door {

        private final Frames frames;

        Door(Frames frames) {
            this.frames = frames;
        }

        @GetMapping("/login")
        ModelAndView login(HttpServletRequest request) {
            return new ModelAndView("site/login")
                    .addObject("frame", frames.bare(request, "site.login.submit"))
                    .addObject("page", LoginPage.first());
        }

        /** A page whose template cannot be rendered. */
        @GetMapping("/broken")
        ModelAndView broken() {
            return new ModelAndView("site/login").addObject("frame", "no frame at all");
        }
    }

    @Test
    void a_page_carries_its_policy_and_is_not_kept() throws Exception {
        var page = get("/login");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page)).contains("name=\"_csrf\" value=\"").doesNotContain("value=\"\" name=\"_csrf\"");
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(header(page, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                        + "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; "
                        + "frame-ancestors 'none'; base-uri 'none'");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(page, "Cache-Control")).contains("no-store");
    }

    @Test
    void every_large_file_is_compressed_and_kept_for_a_year() throws Exception {
        for (var address : List.of(
                assets.tabler(),
                assets.htmx(),
                assets.echarts(),
                assets.own("opendcrc.css"),
                assets.own("frame.css"))) {
            var file = get(address);
            assertThat(file.statusCode()).as(address).isEqualTo(200);
            assertThat(header(file, "Cache-Control")).as(address).isEqualTo("max-age=31536000, public, immutable");
            assertThat(header(file, "Content-Encoding")).as(address).isEqualTo("gzip");
        }
        assertThat(get(assets.tabler()).body()).hasSizeLessThan(120_000);
    }

    @Test
    void every_address_in_a_page_leads_somewhere() throws Exception {
        var addresses = Pattern.compile("(?:src|href)=\"(/(?:opendcrc|webjars)/[^\"]+)\"")
                .matcher(text(get("/login")))
                .results()
                .map(it -> it.group(1))
                .toList();
        assertThat(addresses).hasSizeGreaterThan(8);
        for (var address : addresses) {
            assertThat(get(address).statusCode()).as(address).isEqualTo(200);
        }
    }

    @Test
    void an_unknown_address_is_a_page_for_people_and_a_problem_for_programs() throws Exception {
        var page = get("/no/such/page");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(text(page)).contains("没有找到这一页");
        var problem = get("/api/v1/no-such-thing");
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(header(problem, "Content-Type")).startsWith("application/problem+json");
        assertThat(text(problem)).contains("\"type\":\"/problems/not-found\"");
    }

    @Test
    void a_template_that_fails_becomes_an_apology_and_not_half_a_page() throws Exception {
        var page = get("/broken");
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(text(page)).contains("系统出错了").doesNotContain("ClassCastException", "no frame at all");
        assertThat(header(page, "Content-Security-Policy")).startsWith("default-src 'none'");
    }

    @Test
    void a_form_without_its_token_is_403_with_a_way_on() throws Exception {
        var answer = BROWSER.send(
                HttpRequest.newBuilder(uri("/preferences"))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("theme=dark"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("页面开得太久");
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return BROWSER.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Accept", "text/html,*/*")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String text(HttpResponse<byte[]> answer) throws Exception {
        if (!header(answer, "Content-Encoding").equals("gzip")) {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
