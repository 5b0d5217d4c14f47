package org.opendcrc.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.PasswordChange.Changed;
import org.opendcrc.organisation.PasswordChange.Refused;
import org.opendcrc.organisation.PasswordDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A person's own password; with a one-time slip the only page there is. */
@Controller
class PasswordController {

    private final PasswordDesk desk;
    private final SessionDoor door;
    private final Frames frames;

    PasswordController(PasswordDesk desk, SessionDoor door, Frames frames) {
        this.desk = desk;
        this.door = door;
        this.frames = frames;
    }

    @GetMapping(DealerFilter.PASSWORD_PAGE)
    ModelAndView form(SignedIn person, HttpServletRequest request) {
        return page(person, request, null);
    }

    @PostMapping(DealerFilter.PASSWORD_PAGE)
    ModelAndView change(
            SignedIn person,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam String present,
            @RequestParam String wanted,
            @RequestParam String repeated) {
        return switch (desk.change(person.getPrincipal(), present, wanted, repeated)) {
            case Changed(var access) -> {
                request.changeSessionId();
                door.saveContext(new SecurityContextImpl(new SignedIn(access)), request, response);
                yield new ModelAndView(person.access().mustChangePassword() ? "redirect:/" : "redirect:/me?password");
            }
            case Refused refused -> page(person, request, refused);
        };
    }

    private ModelAndView page(SignedIn person, HttpServletRequest request, @Nullable Refused refused) {
        boolean first = person.access().mustChangePassword();
        var title = "organisation.password.title";
        Actor actor = person.getPrincipal();
        var page = new ModelAndView("organisation/password")
                .addObject("frame", first ? frames.bare(request, title) : frames.of(request, title, ""))
                .addObject(
                        "page",
                        new PasswordPage(
                                actor.login(),
                                first,
                                refused == null ? null : refused.field(),
                                refused == null ? null : refused.why()));
        page.setStatus(refused == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }
}
