package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.appointments.PublicAddress;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The address of a store's public page, to be printed and hung up. */
@Controller
class PublicLinkController {

    private final PublicAddress addresses;
    private final Frames frames;

    PublicLinkController(PublicAddress addresses, Frames frames) {
        this.addresses = addresses;
        this.frames = frames;
    }

    @GetMapping("/appointments/public-page")
    ModelAndView page(
            @AuthenticationPrincipal Actor actor, @RequestParam Optional<UUID> store, HttpServletRequest request) {
        var found = addresses.of(actor, store);
        return new ModelAndView("appointments/publicLink")
                .addObject(
                        "frame",
                        frames.of(request, "public.link.title", AppointmentMenu.KEY)
                                .withOwnScript("print.js"))
                .addObject("page", found)
                .addObject("picture", found.address().isEmpty() ? new QrPicture(1, "") : QrPicture.of(found.address()))
                .addObject("maySet", actor.may(UseCase.READ_SETTINGS, found.store()));
    }

    /** A part of an address. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
