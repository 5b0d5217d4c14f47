package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.PriceList;
import org.opendcrc.appointments.RosterAnswer;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of the dealer's price list (AP-24). */
@Controller
@RequestMapping("/appointments/jobs")
class PricesController {

    private static final Pattern MONEY = Pattern.compile("\\d{1,7}(\\.\\d{1,2})?");

    private final PriceList prices;
    private final Frames frames;
    private final Clock clock;

    PricesController(PriceList prices, Frames frames, Clock clock) {
        this.prices = prices;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return page(actor, request, PricesPage.Line.BLANK, null);
    }

    @PostMapping
    ModelAndView put(
            @AuthenticationPrincipal Actor actor,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String minutes,
            @RequestParam(defaultValue = "") String price,
            @RequestParam(defaultValue = "") String skill,
            @RequestParam Optional<String> active,
            HttpServletRequest request) {
        var typed = new PricesPage.Line(code, name, minutes, price, skill, active.isPresent());
        var plain = price.strip().replace(",", "");
        if (!MONEY.matcher(plain).matches()) {
            return refused(actor, request, typed, Sentence.of("prices.refused.price"));
        }
        var answer = prices.put(
                actor,
                code,
                name,
                minutes.strip().matches("\\d{1,5}") ? Integer.parseInt(minutes.strip()) : 0,
                new BigDecimal(plain).movePointRight(2).longValueExact(),
                skill,
                active.isPresent(),
                clock.instant());
        return switch (answer) {
            case RosterAnswer.Saved _ -> new ModelAndView("redirect:/appointments/jobs");
            case RosterAnswer.Refused(var why) -> refused(actor, request, typed, why);
        };
    }

    private ModelAndView refused(Actor actor, HttpServletRequest request, PricesPage.Line typed, Sentence why) {
        var page = page(actor, request, typed, why);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            Actor actor, HttpServletRequest request, PricesPage.Line typed, @Nullable Sentence refusal) {
        var msg = frames.msg(request);
        return new ModelAndView("appointments/prices")
                .addObject("frame", frames.of(request, "prices.title", AppointmentMenu.KEY))
                .addObject(
                        "page",
                        PricesPage.of(
                                prices.all(actor),
                                typed,
                                actor.may(UseCase.MANAGE_JOBS),
                                refusal == null ? null : msg.t(refusal),
                                msg));
    }
}
