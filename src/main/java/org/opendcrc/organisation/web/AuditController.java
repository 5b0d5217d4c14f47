package org.opendcrc.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.opendcrc.audit.AuditEntry;
import org.opendcrc.audit.AuditLog;
import org.opendcrc.audit.AuditLog.Place;
import org.opendcrc.organisation.People;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who changed what, when, from what to what. Nothing on this page can be changed. */
@Controller
class AuditController {

    private static final int PAGE = 50;
    private static final String ADDRESS = "/administration/audit";

    private final AuditLog log;
    private final People people;
    private final Administration administration;

    AuditController(AuditLog log, People people, Administration administration) {
        this.log = log;
        this.people = people;
        this.administration = administration;
    }

    /**
     * A page of the log.
     *
     * @param at with {@code id}: the line after which the page begins
     * @param back whether the page lies before that line instead
     */
    @GetMapping(ADDRESS)
    ModelAndView page(
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request,
            @RequestParam Optional<String> entity,
            @RequestParam Optional<Instant> at,
            @RequestParam Optional<UUID> id,
            @RequestParam(defaultValue = "false") boolean back) {
        var frame = administration.frame(request, "administration.audit");
        var msg = frame.msg();
        var kind = entity.filter(it -> !it.isBlank());
        var place = at.flatMap(when -> id.map(which -> new Place(when, which)));
        boolean backwards = back && place.isPresent();
        var found = backwards ? log.newer(actor, kind, place.get(), PAGE + 1) : log.older(actor, kind, place, PAGE + 1);
        boolean more = found.size() > PAGE;
        var shown = !more ? found : backwards ? found.subList(1, found.size()) : found.subList(0, PAGE);
        boolean newer = backwards ? more : place.isPresent();
        boolean older = backwards || more;
        var names =
                people.names(shown.stream().flatMap(it -> it.actor().stream()).toList());
        var teller = administration.teller(administration.stores(), msg);
        var page = new AuditPage(
                administration.tabs(actor, "audit"),
                kinds(actor, kind, msg),
                shown.stream().map(it -> line(it, names, teller, msg)).toList(),
                new Paging(
                        newer && !shown.isEmpty() ? address(kind, shown.getFirst(), true) : null,
                        older && !shown.isEmpty() ? address(kind, shown.getLast(), false) : null,
                        msg.t("organisation.audit.summary")));
        return new ModelAndView("organisation/audit").addObject("frame", frame).addObject("page", page);
    }

    private List<AuditPage.Kind> kinds(Actor actor, Optional<String> chosen, Msg msg) {
        return Stream.concat(
                        Stream.of(new AuditPage.Kind(msg.t("organisation.audit.all"), ADDRESS, chosen.isEmpty())),
                        log.entities(actor).stream()
                                .map(it -> new AuditPage.Kind(
                                        msg.t("audit.entity." + it),
                                        ADDRESS + "?entity=" + encoded(it),
                                        chosen.filter(it::equals).isPresent())))
                .toList();
    }

    private static AuditPage.Line line(
            AuditEntry entry, Map<UUID, String> names, Administration.Teller teller, Msg msg) {
        var fields = new TreeSet<>(entry.before().keySet());
        fields.addAll(entry.after().keySet());
        return new AuditPage.Line(
                teller.tell(entry.at()),
                entry.actor()
                        .map(it -> it.equals(Audited.CUSTOMER)
                                ? msg.t("organisation.audit.customer")
                                : names.getOrDefault(it, Msg.NONE))
                        .orElseGet(() -> msg.t("organisation.audit.system")),
                msg.t("audit.action." + entry.action()),
                msg.t("audit.entity." + entry.entity()),
                entry.entityId(),
                fields.stream()
                        .map(it -> new AuditPage.Change(
                                it,
                                entry.before().getOrDefault(it, ""),
                                entry.after().getOrDefault(it, "")))
                        .toList());
    }

    private static String address(Optional<String> kind, AuditEntry from, boolean back) {
        return ADDRESS
                + "?at=" + encoded(from.at().toString())
                + "&id=" + from.id()
                + kind.map(it -> "&entity=" + encoded(it)).orElse("")
                + (back ? "&back=true" : "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
