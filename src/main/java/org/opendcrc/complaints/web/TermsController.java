package org.opendcrc.complaints.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.complaints.ChannelTerms;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.CoverDesk;
import org.opendcrc.complaints.ReplyManner;
import org.opendcrc.organisation.ChosenStore;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Frames;
import org.opendcrc.site.Msg;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who acts for whom, and what is expected of each channel. */
@Controller
@RequestMapping("/complaints/terms")
class TermsController {

    private final CoverDesk desk;
    private final Stores stores;
    private final Frames frames;
    private final Clock clock;

    TermsController(CoverDesk desk, Stores stores, Frames frames, Clock clock) {
        this.desk = desk;
        this.stores = stores;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(
            @AuthenticationPrincipal Actor actor,
            @ChosenStore(UseCase.MANAGE_COMPLAINTS) Optional<UUID> store,
            HttpServletRequest request) {
        actor.require(UseCase.MANAGE_COMPLAINTS);
        return page(actor, store(actor, store.map(UUID::toString).orElse("")), request, null);
    }

    @PostMapping("/covers")
    ModelAndView cover(
            @AuthenticationPrincipal Actor actor, @RequestParam Map<String, String> form, HttpServletRequest request) {
        var store = store(actor, form.getOrDefault("store", ""));
        var fields = new StepFields(form, store.zone());
        var msg = frames.msg(request);
        try {
            var named = desk.name(
                    actor,
                    store.id(),
                    id(form, "staff"),
                    id(form, "by"),
                    fields.at("from"),
                    fields.at("until"),
                    clock.instant());
            return switch (named) {
                case DONE -> new ModelAndView("redirect:/complaints/terms?store=" + store.id());
                case ENDS_BEFORE_IT_BEGINS, NOT_HE ->
                    refused(actor, store, request, msg.t("complaint.cover.refused." + named));
            };
        } catch (StepFields.Wrong wrong) {
            return refused(actor, store, request, msg.t(CasesController.wrong(wrong)));
        }
    }

    @PostMapping("/covers/{id}/end")
    String end(@AuthenticationPrincipal Actor actor, @PathVariable UUID id, @RequestParam UUID store) {
        desk.end(actor, id, clock.instant());
        return "redirect:/complaints/terms?store=" + store;
    }

    @PostMapping("/channels")
    ModelAndView channel(
            @AuthenticationPrincipal Actor actor,
            @RequestParam UUID store,
            @RequestParam ComplaintSource source,
            @RequestParam int hours,
            @RequestParam ReplyManner manner,
            @RequestParam int days,
            HttpServletRequest request) {
        if (desk.expect(actor, store, source, new ChannelTerms(hours, manner, days), clock.instant())) {
            return new ModelAndView("redirect:/complaints/terms?store=" + store);
        }
        return refused(
                actor,
                store(actor, store.toString()),
                request,
                frames.msg(request).t("complaint.channel.refused"));
    }

    private static UUID id(Map<String, String> form, String name) {
        try {
            return UUID.fromString(form.getOrDefault(name, ""));
        } catch (IllegalArgumentException _) {
            throw new StepFields.Wrong(name);
        }
    }

    private Store store(Actor actor, String wanted) {
        var mine = stores.of(actor, UseCase.MANAGE_COMPLAINTS);
        return mine.stream()
                .filter(it -> it.id().toString().equals(wanted))
                .findFirst()
                .orElseGet(mine::getFirst);
    }

    private ModelAndView refused(Actor actor, Store store, HttpServletRequest request, String why) {
        var page = page(actor, store, request, why);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(Actor actor, Store store, HttpServletRequest request, @Nullable String refusal) {
        var now = clock.instant();
        var msg = frames.msg(request);
        return new ModelAndView("complaints/terms")
                .addObject("frame", frames.of(request, "complaints.terms", ComplaintMenu.KEY))
                .addObject(
                        "page",
                        new TermsPage(
                                store.id().toString(),
                                store.name(),
                                desk.covers(actor, now).stream()
                                        .map(it -> cover(it, store.zone(), now, msg))
                                        .toList(),
                                desk.handlers(actor, store.id()).stream()
                                        .map(it -> new CasePage.Choice(it.id().toString(), it.name(), false))
                                        .toList(),
                                desk.channels(actor, store.id()).entrySet().stream()
                                        .map(it -> channel(it.getKey(), it.getValue(), msg))
                                        .toList(),
                                refusal));
    }

    private static TermsPage.Cover cover(CoverDesk.Cover it, ZoneId zone, Instant now, Msg msg) {
        return new TermsPage.Cover(
                it.id().toString(),
                it.staff(),
                it.by(),
                CasePage.moment(it.from(), zone, now, msg),
                CasePage.moment(it.until(), zone, now, msg));
    }

    private static TermsPage.Channel channel(ComplaintSource source, ChannelTerms terms, Msg msg) {
        return new TermsPage.Channel(
                source.name(),
                msg.t("complaint.source." + source),
                terms.replyHours(),
                terms.watchDays(),
                Arrays.stream(ReplyManner.values())
                        .map(it ->
                                new CasePage.Choice(it.name(), msg.t("complaint.manner." + it), it == terms.manner()))
                        .toList());
    }
}
