package org.opendcrc.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.Colleague;
import org.opendcrc.organisation.Colleague.LoginState;
import org.opendcrc.organisation.PeopleDesk;
import org.opendcrc.organisation.Slip;
import org.opendcrc.organisation.Store;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Frame;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** People and their logins. */
@Controller
@RequestMapping("/administration/people")
class PeopleController {

    private static final int PAGE = 50;

    private final PeopleDesk desk;
    private final Administration administration;

    PeopleController(PeopleDesk desk, Administration administration) {
        this.desk = desk;
        this.administration = administration;
    }

    @GetMapping
    ModelAndView list(
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String after,
            @RequestParam Optional<String> before) {
        var frame = administration.frame(request, "administration.people");
        var stores = administration.stores();
        var found = before.map(it -> desk.listBefore(actor, it, PAGE + 1))
                .orElseGet(() -> desk.list(actor, after, PAGE + 1));
        boolean backwards = before.isPresent();
        boolean more = found.size() > PAGE;
        var shown = !more ? found : backwards ? found.subList(1, found.size()) : found.subList(0, PAGE);
        boolean earlier = backwards ? more : !after.isEmpty();
        boolean later = backwards || more;
        var paging = new Paging(
                earlier && !shown.isEmpty() ? address("before", shown.getFirst()) : null,
                later && !shown.isEmpty() ? address("after", shown.getLast()) : null,
                frame.msg().t("organisation.people.summary", shown.size()));
        return new ModelAndView("organisation/people")
                .addObject("frame", frame)
                .addObject(
                        "page",
                        new PeoplePage(
                                administration.tabs(actor, "people"),
                                shown.stream()
                                        .map(it -> line(it, stores, frame))
                                        .toList(),
                                paging));
    }

    @GetMapping("/{staff}")
    ModelAndView person(@AuthenticationPrincipal Actor actor, HttpServletRequest request, @PathVariable UUID staff) {
        return page(actor, request, staff, null, null);
    }

    /** Answers with the page itself and not with a redirect: the slip is shown once and kept nowhere. */
    @PostMapping("/{staff}/slip")
    ModelAndView giveSlip(@AuthenticationPrincipal Actor actor, HttpServletRequest request, @PathVariable UUID staff) {
        return switch (desk.giveSlip(actor, staff)) {
            case Slip.Given given -> page(actor, request, staff, given, null);
            case Slip.Refused(var why) -> page(actor, request, staff, null, why);
        };
    }

    @PostMapping("/{staff}/closure")
    ModelAndView close(@AuthenticationPrincipal Actor actor, HttpServletRequest request, @PathVariable UUID staff) {
        return desk.disable(actor, staff)
                .map(why -> page(actor, request, staff, null, why))
                .orElseGet(() -> new ModelAndView("redirect:/administration/people/" + staff));
    }

    @PostMapping("/{staff}/opening")
    String open(@AuthenticationPrincipal Actor actor, @PathVariable UUID staff) {
        desk.enable(actor, staff);
        return "redirect:/administration/people/" + staff;
    }

    private ModelAndView page(
            Actor actor,
            HttpServletRequest request,
            UUID staff,
            Slip.@Nullable Given slip,
            @Nullable Sentence refusal) {
        var frame = administration.frame(request, "administration.people");
        var stores = administration.stores();
        var teller = administration.teller(stores, frame.msg());
        var colleague = desk.get(actor, staff);
        var page = new ModelAndView("organisation/person")
                .addObject("frame", frame)
                .addObject(
                        "page",
                        new PersonPage(
                                administration.tabs(actor, "people"),
                                line(colleague, stores, frame),
                                colleague.until().map(teller::tell).orElse(""),
                                colleague.login().isPresent(),
                                colleague.state() == LoginState.DISABLED,
                                colleague.state() == LoginState.LEFT,
                                desk.mayManage(actor, colleague),
                                slip == null ? null : slip.password(),
                                slip == null ? "" : teller.tell(slip.expires()),
                                refusal));
        page.setStatus(refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private PeoplePage.Line line(Colleague colleague, List<Store> stores, Frame frame) {
        var msg = frame.msg();
        var teller = administration.teller(stores, msg);
        var state = colleague.state();
        return new PeoplePage.Line(
                colleague.id().toString(),
                colleague.staffNo(),
                colleague.name(),
                colleague.login().orElse(Msg.NONE),
                roles(colleague, stores, msg),
                colleague.lastSignIn().map(teller::tell).orElse(Msg.NONE),
                "organisation.login-state." + state.name(),
                switch (state) {
                    case OPEN -> "ok";
                    case SLIP -> "info";
                    case SLIP_EXPIRED -> "warn";
                    case LOCKED -> "bad";
                    case NONE, DISABLED, LEFT -> "";
                },
                switch (state) {
                    case OPEN -> "check";
                    case SLIP, SLIP_EXPIRED -> "key";
                    case LOCKED -> "lock";
                    case NONE -> "minus";
                    case DISABLED, LEFT -> "user-off";
                });
    }

    private static List<String> roles(Colleague colleague, List<Store> stores, Msg msg) {
        Map<UUID, Store> byId = stores.stream().collect(Collectors.toMap(Store::id, Function.identity()));
        return colleague.roles().stream()
                .map(it -> {
                    var store = byId.get(it.store());
                    return msg.t(
                            "organisation.role-in-store",
                            msg.t("role." + it.role().name()),
                            store == null ? Msg.NONE : store.name());
                })
                .toList();
    }

    private static String address(String direction, Colleague from) {
        return "/administration/people?" + direction + "=" + URLEncoder.encode(from.staffNo(), StandardCharsets.UTF_8);
    }
}
