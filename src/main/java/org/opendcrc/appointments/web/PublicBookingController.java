package org.opendcrc.appointments.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opendcrc.appointments.FreePlaces;
import org.opendcrc.appointments.PublicBookingDesk;
import org.opendcrc.appointments.PublicBookingDesk.Asked;
import org.opendcrc.appointments.PublicBookingDesk.AtStore;
import org.opendcrc.appointments.PublicBookingDesk.PublicWish;
import org.opendcrc.appointments.PublicStore;
import org.opendcrc.appointments.SelfAnswer;
import org.opendcrc.appointments.VisitorPace;
import org.opendcrc.customers.Customer;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Frames;
import org.opendcrc.site.PublicNumbers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The public page of a store: a number, its code, a place. Closed stores and unknown ones answer alike. */
@Controller
@RequestMapping("/book/{dealer}/{store}")
class PublicBookingController {

    private final PublicBookingDesk desk;
    private final Visitors visitors;
    private final List<PublicNumbers> numbers;
    private final Frames frames;
    private final Clock clock;

    PublicBookingController(
            PublicBookingDesk desk,
            Visitors visitors,
            ObjectProvider<PublicNumbers> numbers,
            Frames frames,
            Clock clock) {
        this.desk = desk;
        this.visitors = visitors;
        this.numbers = numbers.stream().toList();
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView begin(
            @PathVariable String dealer,
            @PathVariable String store,
            HttpServletRequest request,
            HttpServletResponse response) {
        visitors.keepLanguage(request, response);
        return at(
                dealer, store, VisitorPace.Deed.LOOK, request, "", it -> asked(it.store(), dealer, "", null, request));
    }

    /** {@code website} is a field that no person sees: who fills it in is a machine and is answered as if all were well. */
    @PostMapping("/codes")
    ModelAndView ask(
            @PathVariable String dealer,
            @PathVariable String store,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String website,
            HttpServletRequest request) {
        return at(dealer, store, VisitorPace.Deed.ASK_CODE, request, "", it -> {
            if (!website.isEmpty()) {
                return visitors.plain(request, "public.code-sent", HttpStatus.OK);
            }
            return switch (desk.ask(it.store(), phone)) {
                case Asked.Sent(var pass) -> to(dealer, store, pass);
                case Asked.Refused(var why) -> asked(it.store(), dealer, phone, why, request);
            };
        });
    }

    @GetMapping("/codes")
    String again(@PathVariable String dealer, @PathVariable String store) {
        return "redirect:/book/" + dealer + "/" + store;
    }

    /** The page of a visitor: the code first, then the places. */
    @GetMapping("/visits/{pass}")
    ModelAndView visit(
            @PathVariable String dealer,
            @PathVariable String store,
            @PathVariable String pass,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") List<String> jobs,
            HttpServletRequest request,
            HttpServletResponse response) {
        visitors.keepLanguage(request, response);
        return at(
                dealer,
                store,
                VisitorPace.Deed.LOOK,
                request,
                pass,
                it -> page(
                        it,
                        dealer,
                        pass,
                        day,
                        null,
                        wish("", "", "", "", PublicPage.jobs(jobs), "", Map.of()),
                        "",
                        List.of(),
                        HttpStatus.OK,
                        request));
    }

    /** Another code to the same number. */
    @PostMapping("/visits/{pass}/codes")
    ModelAndView resend(
            @PathVariable String dealer,
            @PathVariable String store,
            @PathVariable String pass,
            HttpServletRequest request) {
        return at(dealer, store, VisitorPace.Deed.ASK_CODE, request, pass, it -> switch (desk.again(it.store(), pass)) {
            case Asked.Sent(var next) -> to(dealer, store, next);
            case Asked.Refused(var why) ->
                page(it, dealer, pass, "", why, blank(), "", List.of(), HttpStatus.UNPROCESSABLE_CONTENT, request);
        });
    }

    @PostMapping("/visits/{pass}/code")
    ModelAndView type(
            @PathVariable String dealer,
            @PathVariable String store,
            @PathVariable String pass,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        return at(dealer, store, VisitorPace.Deed.TYPE_CODE, request, pass, it -> switch (desk.type(
                it.store(), pass, code)) {
            case RIGHT -> to(dealer, store, pass);
            case WRONG ->
                page(
                        it,
                        dealer,
                        pass,
                        "",
                        Sentence.of("public.code.wrong"),
                        blank(),
                        "",
                        List.of(),
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        request);
            case GONE -> asked(it.store(), dealer, "", Sentence.of("public.code.gone"), request);
        });
    }

    @PostMapping("/visits/{pass}/appointments")
    ModelAndView book(
            @PathVariable String dealer,
            @PathVariable String store,
            @PathVariable String pass,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String sex,
            @RequestParam(defaultValue = "") String plate,
            @RequestParam(defaultValue = "") String needs,
            @RequestParam(defaultValue = "") List<String> jobs,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String shown,
            HttpServletRequest request) {
        var now = clock.instant();
        var msg = frames.msg(request);
        var chosen = PublicPage.Chosen.of(place);
        var wanted = PublicPage.jobs(jobs);
        return at(dealer, store, VisitorPace.Deed.TYPE_CODE, request, pass, it -> {
            if (chosen.isEmpty()) {
                return page(
                        it,
                        dealer,
                        pass,
                        shown,
                        null,
                        wish(name, sex, plate, needs, wanted, place, Map.of()),
                        msg.t("public.choose-first"),
                        List.of(),
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        request);
            }
            var day = chosen.get().day();
            var typed = new PublicWish(day, chosen.get().start(), name, sex(sex), plate, needs, wanted);
            return switch (desk.book(it.store(), pass, typed, now)) {
                case SelfAnswer.Promised(var token) -> new ModelAndView("redirect:/a/" + token + "?said=booked");
                case SelfAnswer.Refused(var why, var offers) ->
                    page(
                            it,
                            dealer,
                            pass,
                            day.toString(),
                            null,
                            wish(name, sex, plate, needs, wanted, "", Map.of()),
                            msg.t(Refusals.sentence(why, day, msg)),
                            offers,
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            request);
                case SelfAnswer.Incomplete(var faults) -> {
                    var words = new HashMap<String, String>();
                    faults.forEach(fault -> words.putIfAbsent(fault.field(), msg.t(fault.sentence())));
                    yield page(
                            it,
                            dealer,
                            pass,
                            day.toString(),
                            null,
                            wish(name, sex, plate, needs, wanted, place, words),
                            "",
                            List.of(),
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            request);
                }
                case SelfAnswer.Bounded(var why) ->
                    page(
                            it,
                            dealer,
                            pass,
                            "",
                            null,
                            wish(name, sex, plate, needs, wanted, "", Map.of()),
                            msg.t(why),
                            List.of(),
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            request);
                case SelfAnswer.Gone _, SelfAnswer.Noted _, SelfAnswer.Cancelled _ ->
                    asked(it.store(), dealer, "", Sentence.of("public.code.gone"), request);
            };
        });
    }

    @GetMapping({"/visits/{pass}/codes", "/visits/{pass}/code", "/visits/{pass}/appointments"})
    String visitAgain(@PathVariable String dealer, @PathVariable String store, @PathVariable String pass) {
        return "redirect:" + address(dealer, store) + "/visits/" + pass;
    }

    private static Customer.Sex sex(String written) {
        return switch (written) {
            case "MALE" -> Customer.Sex.MALE;
            case "FEMALE" -> Customer.Sex.FEMALE;
            default -> Customer.Sex.UNKNOWN;
        };
    }

    private static PublicPage.Wish blank() {
        return wish("", "", "", "", List.of(), "", Map.of());
    }

    private static PublicPage.Wish wish(
            String name,
            String sex,
            String plate,
            String needs,
            List<UUID> jobs,
            String place,
            Map<String, String> faults) {
        return new PublicPage.Wish(name, sex, plate, needs, jobs, place, faults);
    }

    private static String address(String dealer, String store) {
        return "/book/" + PublicLinkController.encoded(dealer) + "/" + PublicLinkController.encoded(store);
    }

    private static ModelAndView to(String dealer, String store, String pass) {
        return new ModelAndView("redirect:" + address(dealer, store) + "/visits/" + pass);
    }

    private ModelAndView at(
            String dealer,
            String store,
            VisitorPace.Deed deed,
            HttpServletRequest request,
            String pass,
            Function<AtStore, ModelAndView> work) {
        var knock = visitors.atDealer(deed, request, dealer);
        if (!knock.admitted()) {
            return visitors.tooOften(request, deed);
        }
        return knock.dealer()
                .flatMap(it ->
                        DealerContext.callAs(it, () -> desk.at(store, pass).map(work)))
                .orElseGet(() -> visitors.gone(request));
    }

    private ModelAndView asked(
            PublicStore store, String dealer, String phone, @Nullable Sentence why, HttpServletRequest request) {
        var msg = frames.msg(request);
        var answer = new ModelAndView("appointments/publicPhone")
                .addObject("frame", visitors.frame(request, "public.book"))
                .addObject("address", address(dealer, store.code()))
                .addObject("store", store)
                .addObject("phone", phone)
                .addObject(
                        "numbers",
                        numbers.stream()
                                .flatMap(it -> it.of(store.id(), clock.instant()).stream())
                                .toList())
                .addObject("fault", why == null || why.key().equals("public.no-texts") ? "" : msg.t(why));
        answer.setStatus(why == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return answer;
    }

    private ModelAndView page(
            AtStore at,
            String dealer,
            String pass,
            String day,
            @Nullable Sentence codeFault,
            PublicPage.Wish wish,
            String refusal,
            List<FreePlaces.Start> offers,
            HttpStatus status,
            HttpServletRequest request) {
        var store = at.store();
        var visit = at.visit();
        if (visit.isEmpty()) {
            return asked(store, dealer, "", Sentence.of("public.code.gone"), request);
        }
        var msg = frames.msg(request);
        var address = address(dealer, store.code());
        if (!visit.get().verified()) {
            var code = new ModelAndView("appointments/publicCode")
                    .addObject("frame", visitors.frame(request, "public.book"))
                    .addObject("address", address)
                    .addObject("pass", pass)
                    .addObject("store", store)
                    .addObject("phone", visit.get().phone())
                    .addObject("fault", codeFault == null ? "" : msg.t(codeFault));
            code.setStatus(status);
            return code;
        }
        Instant now = clock.instant();
        var places = desk.places(store, PublicPage.date(day), wish.jobs(), now);
        var answer = new ModelAndView("appointments/publicPlaces")
                .addObject("frame", visitors.frame(request, "public.book"))
                .addObject("address", address + "/visits/" + pass)
                .addObject("store", store)
                .addObject("wish", wish)
                .addObject("shown", places.places().day().toString())
                .addObject(
                        "page",
                        PublicPage.Places.of(
                                places,
                                refusal,
                                offers,
                                now.atZone(store.zone()).toLocalDate(),
                                msg));
        answer.setStatus(status);
        return answer;
    }
}
