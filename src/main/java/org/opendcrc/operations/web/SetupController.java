package org.opendcrc.operations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.opendcrc.operations.HousePlan;
import org.opendcrc.operations.HouseSetup;
import org.opendcrc.operations.SetupLink;
import org.opendcrc.organisation.DealerSetup;
import org.opendcrc.organisation.NewSession;
import org.opendcrc.organisation.SignIn;
import org.opendcrc.organisation.SignInDesk;
import org.opendcrc.shared.CommandRefused;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Frames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The first day on a page: dealer, stores, first administrator; then on to the import. Open to the one-time link of an empty house alone. */
@Controller
class SetupController {

    private static final Logger LOG = LoggerFactory.getLogger(SetupController.class);
    private static final ZoneId MOST_LIKELY = ZoneId.of("Asia/Shanghai");

    private final HouseSetup setup;
    private final SetupLink link;
    private final DealerSetup dealers;
    private final SignInDesk desk;
    private final NewSession session;
    private final Frames frames;
    private final Clock clock;

    SetupController(
            HouseSetup setup,
            SetupLink link,
            DealerSetup dealers,
            SignInDesk desk,
            NewSession session,
            Frames frames,
            Clock clock) {
        this.setup = setup;
        this.link = link;
        this.dealers = dealers;
        this.desk = desk;
        this.session = session;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/setup")
    ModelAndView form(HttpServletRequest request, @RequestParam(defaultValue = "") String token) {
        return link.isValid(token)
                ? page(request, token, SetupForm.empty(firstDay()), Map.of(), HttpStatus.OK)
                : closed(request);
    }

    @PostMapping("/setup")
    ModelAndView create(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "1") int stores,
            @RequestParam Optional<String> more) {
        if (!link.isValid(token)) {
            return closed(request);
        }
        var form = SetupForm.of(request.getParameterMap(), Math.clamp(stores, 1, SetupForm.MOST_STORES));
        if (more.isPresent()) {
            var longer = form.stores() < SetupForm.MOST_STORES ? form.withStore(firstDay()) : form;
            return page(request, token, longer, Map.of(), HttpStatus.OK);
        }
        var faults = form.faults(this::objection);
        if (!faults.isEmpty()) {
            return page(request, token, form, faults, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            setup.apply(form.plan());
        } catch (CommandRefused e) {
            LOG.info("The first day was refused: {}", e.getMessage());
            return page(
                    request,
                    token,
                    form,
                    Map.of("login", Sentence.of("operations.setup.refused")),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        link.use();
        return switch (desk.signIn(form.value("login"), form.value("password"), request.getRemoteAddr())) {
            case SignIn.Welcome welcome -> {
                session.begin(welcome, request, response);
                yield new ModelAndView("redirect:/imports");
            }
            case SignIn.Refused _ -> new ModelAndView("redirect:/login");
        };
    }

    private Optional<Sentence> objection(HousePlan plan) {
        return plan.administrator()
                .flatMap(it -> it.password().flatMap(password -> dealers.objection(it.login(), password)));
    }

    private LocalDate firstDay() {
        return LocalDate.ofInstant(clock.instant(), MOST_LIKELY).withDayOfMonth(1);
    }

    private ModelAndView page(
            HttpServletRequest request, String token, SetupForm form, Map<String, Sentence> faults, HttpStatus status) {
        var answer = new ModelAndView("operations/setup")
                .addObject("frame", frames.bare(request, "operations.setup.title"))
                .addObject("page", new SetupPage(token, form, faults));
        answer.setStatus(status);
        return answer;
    }

    /** The same for a wrong token, a used one, and a house that is open. */
    private ModelAndView closed(HttpServletRequest request) {
        var answer = new ModelAndView("operations/setupClosed")
                .addObject("frame", frames.bare(request, "operations.setup.title"));
        answer.setStatus(HttpStatus.NOT_FOUND);
        return answer;
    }
}
