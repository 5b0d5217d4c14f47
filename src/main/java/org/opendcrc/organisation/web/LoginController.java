package org.opendcrc.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Frames;
import org.opendcrc.site.LoginPage;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The login page. */
@Controller
class LoginController {

    private final Frames frames;

    LoginController(Frames frames) {
        this.frames = frames;
    }

    @GetMapping("/login")
    ModelAndView form(HttpServletRequest request, @AuthenticationPrincipal @Nullable Actor actor) {
        if (actor != null) {
            return new ModelAndView("redirect:/");
        }
        if (request.getParameter("out") != null) {
            return page(request, LoginPage.signedOut());
        }
        return page(request, request.getParameter("ended") != null ? LoginPage.expired() : LoginPage.first());
    }

    /** Reached from inside when a sign-in was refused; under the address of the form the filter would try to sign in again. */
    @PostMapping(SecurityConfiguration.REFUSED_PAGE)
    ModelAndView refused(HttpServletRequest request) {
        var why = request.getAttribute(SecurityConfiguration.REFUSAL) instanceof SignInRefused it ? it.why() : null;
        var typed = Objects.requireNonNullElse(request.getParameter("username"), "");
        var again = page(request, new LoginPage(typed, why, null));
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    private ModelAndView page(HttpServletRequest request, LoginPage page) {
        return new ModelAndView("site/login")
                .addObject("frame", frames.bare(request, "site.login.submit"))
                .addObject("page", page);
    }
}
