package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.opendcrc.appointments.VisitorPace;
import org.opendcrc.site.Frame;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What all pages without a login share: their frame, their language, and what a visitor is told who comes too often. */
@Component
class Visitors {

    /** The cookie in which an earlier choice of language is kept, on these pages as on all others. */
    private static final String LANGUAGE = "opendcrc_lang";

    private final Frames frames;
    private final VisitorPace pace;

    Visitors(Frames frames, VisitorPace pace) {
        this.frames = frames;
        this.pace = pace;
    }

    Frame frame(HttpServletRequest request, String title) {
        return frames.bare(request, title);
    }

    /** Whether the visitor may do it once more. */
    boolean admits(VisitorPace.Deed deed, HttpServletRequest request) {
        return pace.admits(deed, VisitorPace.visitor(request.getRemoteAddr()));
    }

    boolean admits(VisitorPace.Deed deed, String what) {
        return pace.admits(deed, what);
    }

    VisitorPace.Knock atLink(HttpServletRequest request, String token) {
        return pace.atLink(VisitorPace.Deed.LOOK, VisitorPace.visitor(request.getRemoteAddr()), token);
    }

    VisitorPace.Knock atDealer(VisitorPace.Deed deed, HttpServletRequest request, String code) {
        return pace.atDealer(deed, VisitorPace.visitor(request.getRemoteAddr()), code);
    }

    /** A link that leads nowhere: never made, used up, run out, or another dealer's. The same words and status for all. */
    ModelAndView gone(HttpServletRequest request) {
        if (!admits(VisitorPace.Deed.GUESS, request)) {
            return tooOften(request, VisitorPace.Deed.GUESS);
        }
        return plain(request, "public.gone", HttpStatus.NOT_FOUND);
    }

    ModelAndView tooOften(HttpServletRequest request, VisitorPace.Deed deed) {
        var answer = plain(request, "public.too-often", HttpStatus.TOO_MANY_REQUESTS);
        answer.addObject("retry", (int) deed.span().toSeconds());
        return answer;
    }

    /** A page of one heading and one sentence. */
    ModelAndView plain(HttpServletRequest request, String key, HttpStatus status) {
        var answer = new ModelAndView("appointments/plain")
                .addObject("frame", frame(request, key))
                .addObject("text", key + ".text");
        answer.setStatus(status);
        return answer;
    }

    /** Keeps the language that a link asked for, so that the forms behind it are answered in it. */
    void keepLanguage(HttpServletRequest request, HttpServletResponse response) {
        var asked = request.getParameter("lang");
        if (asked == null) {
            return;
        }
        var tag = frames.msg(request).locale().toLanguageTag();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(LANGUAGE, tag)
                        .path("/")
                        .maxAge(Duration.ofDays(365))
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
