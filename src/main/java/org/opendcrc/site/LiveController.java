package org.opendcrc.site;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.opendcrc.shared.Actor;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The news of what changed, for scripts of ours: server-sent events of topics, never of things or persons. */
@Controller
class LiveController {

    private final LiveDesk desk;

    LiveController(LiveDesk desk) {
        this.desk = desk;
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter news(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "0") long age,
            HttpServletResponse response) {
        response.setHeader("X-Accel-Buffering", "no"); // a proxy must not collect them
        return desk.listen(actor.dealerId(), Duration.ofMillis(Math.clamp(age, 0, LiveDesk.LIFE.toMillis())));
    }
}
