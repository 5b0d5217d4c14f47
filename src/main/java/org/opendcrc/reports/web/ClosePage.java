package org.opendcrc.reports.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.reports.DailyList;
import org.opendcrc.reports.DayClose;
import org.opendcrc.reports.DayLists;
import org.opendcrc.reports.Period;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;

/**
 * The close of a day: what is still open, grievances by item, and who was dissatisfied.
 *
 * @param frozen when it was frozen, in words; null while it is not
 * @param freezes when it will be; null once it is
 */
public record ClosePage(
        String storeName,
        String storeCode,
        List<ShelfPage.StoreChoice> stores,
        String day,
        String dayValue,
        String previous,
        @Nullable String following,
        @Nullable String frozen,
        @Nullable String freezes,
        boolean nothing,
        List<Point> points,
        List<Line> items,
        List<Dissatisfied> dissatisfied,
        String signature,
        String signatureTone,
        String grievances,
        String printedBy) {

    /** Something to be looked at; {@code tone} is ok for nothing left. */
    public record Point(
            String words,
            int count,
            String tone,
            String icon,
            @Nullable String href) {}

    /** A grievance by item. */
    public record Line(String label, int count, String href) {}

    /** A dissatisfied customer's call. */
    public record Dissatisfied(
            String number,
            String item,
            String advisor,
            String clerk,
            String at,
            @Nullable String href) {}

    static ClosePage of(DayClose.On on, Actor actor, Msg msg) {
        var store = on.store();
        var today = store.dayOf(on.now());
        var words = new ListWords(msg, store, on.names(), on.items(), today);
        var open = on.open();
        var code = store.code();
        var queue = "/follow-ups?view=OWED&store=" + store.id();
        var sees = actor.may(UseCase.READ_FOLLOW_UPS, store.id());
        var points = new ArrayList<Point>();
        points.add(point("overdue", open.overdue(), "bad", sees ? queue + "&overdue=true" : null, msg));
        points.add(point("due", open.due(), "warn", sees ? queue : null, msg));
        points.add(point("promised", open.promised(), "bad", sees ? queue : null, msg));
        points.add(point("inHand", open.inHand(), "warn", sees ? queue : null, msg));
        points.add(point(
                "texting",
                open.texting(),
                "warn",
                actor.may(UseCase.READ_TEXTS, store.id()) ? "/texts?state=QUEUED" : null,
                msg));
        points.add(point(
                "corrections",
                open.corrections(),
                "warn",
                actor.may(UseCase.CORRECT_NUMBERS, store.id()) ? "/corrections" : null,
                msg));
        points.add(point(
                "uncontacted",
                open.uncontacted(),
                "bad",
                actor.may(UseCase.READ_COMPLAINTS, store.id()) ? "/complaints" : null,
                msg));
        var frozen = on.frozen();
        return new ClosePage(
                store.name(),
                code,
                Pages.choices(on.stores(), store),
                msg.day(on.day()),
                on.day().toString(),
                address(code, on.day().minusDays(1).toString()),
                on.day().isBefore(today) ? address(code, on.day().plusDays(1).toString()) : null,
                frozen.map(it -> msg.t("reports.frozenAt", msg.moment(it.frozenAt(), store.zone(), today)))
                        .orElse(null),
                frozen.isPresent() ? null : msg.t("close.freezes", msg.time(store.freezeTime())),
                open.nothing(),
                points,
                items(on, words),
                on.dissatisfied().stream()
                        .map(it -> new Dissatisfied(
                                it.fact("number").isEmpty() ? it.fact("order") : it.fact("number"),
                                words.fact(it, "item"),
                                words.fact(it, "advisor"),
                                words.fact(it, "clerk"),
                                words.fact(it, "at"),
                                ListPages.href(it, store, actor)))
                        .toList(),
                frozen.map(it -> it.signatures().isEmpty()
                                ? msg.t("close.signature.owed")
                                : msg.t("close.signature.given", it.signatures().size()))
                        .orElseGet(() -> msg.t("close.signature.later")),
                on.signed() ? "ok" : frozen.isPresent() ? "warn" : "mute",
                ListLinks.of(DailyList.GRIEVANCES, store, on.day()),
                actor.name());
    }

    private static Point point(String word, int count, String tone, @Nullable String href, Msg msg) {
        return new Point(
                msg.t("close.open." + word),
                count,
                count == 0 ? "ok" : tone,
                count == 0 ? "check" : "alert-triangle",
                count == 0 ? null : href);
    }

    private static List<Line> items(DayClose.On on, ListWords words) {
        return on.figures().tables().stream()
                .filter(it -> it.by().equals("item"))
                .flatMap(it -> it.lines().stream())
                .map(it -> {
                    var figure = it.count("complaints") > 0 ? "complaints" : "items";
                    return new Line(
                            words.value("item", it.value()),
                            it.count(figure),
                            new ListLinks(on.store(), new DayLists.Wish(DailyList.GRIEVANCES, Period.day(on.day()), ""))
                                    .rows(
                                            figure,
                                            "item",
                                            it.value(),
                                            on.frozen().isPresent()));
                })
                .filter(it -> it.count() > 0)
                .toList();
    }

    private static String address(String store, String day) {
        return "/reports/close?store=" + store + "&day=" + day;
    }
}
