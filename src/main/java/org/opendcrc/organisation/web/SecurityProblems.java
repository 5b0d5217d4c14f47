package org.opendcrc.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells programs why they were not let in: RFC 9457, before any controller is asked. */
@Component
class SecurityProblems {

    private final Frames frames;
    private final JsonMapper json;

    SecurityProblems(Frames frames, JsonMapper json) {
        this.frames = frames;
        this.json = json;
    }

    void notSignedIn(HttpServletRequest request, HttpServletResponse response, Exception why) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(request, response, HttpStatus.UNAUTHORIZED, "not-signed-in");
    }

    void notAllowed(HttpServletRequest request, HttpServletResponse response, Exception why) throws IOException {
        write(request, response, HttpStatus.FORBIDDEN, "not-allowed");
    }

    private void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String type)
            throws IOException {
        var msg = frames.msg(request);
        var problem = ProblemDetail.forStatusAndDetail(status, msg.t("organisation.problem." + type + ".text"));
        problem.setType(URI.create("/problems/" + type));
        problem.setTitle(msg.t("organisation.problem." + type));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(json.writeValueAsString(problem));
    }
}
