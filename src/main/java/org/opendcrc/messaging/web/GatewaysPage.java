package org.opendcrc.messaging.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.Gateway;
import org.opendcrc.messaging.GatewayDesk;
import org.opendcrc.messaging.GatewayKind;
import org.opendcrc.messaging.GatewayNews;
import org.opendcrc.messaging.GatewayPrice;
import org.opendcrc.messaging.GatewayTrial;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.messaging.Trouble;
import org.opendcrc.messaging.wire.Knob;
import org.opendcrc.organisation.AdministrationTab;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Msg;

/** The lines to partners as they are shown. */
public record GatewaysPage(
        List<AdministrationTab> tabs, List<Row> rows, List<Kind> kinds, String waiting, boolean simulation) {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** A line. */
    public record Row(
            String href, String name, String kind, String carries, int place, String pace, List<Node> nodes) {}

    /** How it is at one node. */
    public record Node(String tone, String state) {}

    /** A kind that can be opened. */
    public record Kind(String href, String name) {}

    /**
     * One line with its form.
     *
     * @param address where the provider tells receipts and replies; null where he tells over the line
     */
    public record One(
            List<AdministrationTab> tabs,
            String title,
            String action,
            boolean made,
            String kind,
            GatewayDesk.Draft draft,
            Map<String, String> faults,
            List<Field> fields,
            List<Node> nodes,
            @Nullable String address,
            List<Trial> trials,
            List<String> news,
            List<String> failures,
            List<Price> prices,
            PriceDraft draftPrice) {}

    /** A price as it was typed. */
    public record PriceDraft(TextClass textClass, String from, String yuan) {

        static PriceDraft blank(Instant now) {
            return new PriceDraft(
                    TextClass.SERVICE, now.atZone(ZONE).toLocalDate().toString(), "");
        }

        public boolean isCommercial() {
            return textClass == TextClass.COMMERCIAL;
        }
    }

    /** What it bills for a short message of a class from a day on. */
    public record Price(String textClass, boolean commercial, String from, String yuan, String by) {}

    /** Something to set up. */
    public record Field(
            String name,
            String label,
            @Nullable String hint,
            String kind,
            String value,
            boolean required,
            List<TextsPage.Choice> choices,
            @Nullable String fault) {}

    /** A trial. */
    public record Trial(String at, String by, String phone, String tone, String state) {}

    static int version(String written) {
        return written.matches("[0-9]{1,9}") ? Integer.parseInt(written) : 0;
    }

    static GatewaysPage of(GatewayDesk.Overview all, List<AdministrationTab> tabs, Instant now, Msg msg) {
        return new GatewaysPage(
                tabs,
                all.lines().stream().map(it -> row(it, now, msg)).toList(),
                Arrays.stream(GatewayKind.values())
                        .map(it -> new Kind("/administration/gateways/new?kind=" + it, msg.t("gateway.kind." + it)))
                        .toList(),
                msg.t("gateway.waiting", all.serviceWaiting(), all.commercialWaiting(), all.unknown()),
                all.simulation());
    }

    private static Row row(GatewayDesk.Seen it, Instant now, Msg msg) {
        var gateway = it.gateway();
        return new Row(
                "/administration/gateways/" + gateway.id(),
                gateway.name(),
                msg.t("gateway.kind." + gateway.kind()),
                carries(gateway, msg),
                gateway.place(),
                msg.t("gateway.pace", gateway.perSecond()),
                nodes(it, now, msg));
    }

    private static String carries(Gateway it, Msg msg) {
        var all = new ArrayList<String>();
        if (it.service()) {
            all.add(msg.t("texts.class.SERVICE"));
        }
        if (it.commercial()) {
            all.add(msg.t("texts.class.COMMERCIAL"));
        }
        return String.join(" · ", all);
    }

    private static List<Node> nodes(GatewayDesk.Seen it, Instant now, Msg msg) {
        if (it.gateway().state() == Gateway.State.OFF) {
            return List.of(new Node("", msg.t("gateway.off")));
        }
        if (it.nodes().isEmpty()) {
            return List.of(new Node("info", msg.t("gateway.state.NEW")));
        }
        var today = now.atZone(ZONE).toLocalDate();
        return it.nodes().stream()
                .map(at -> switch (at.state()) {
                    case NEW -> new Node("info", msg.t("gateway.state.NEW"));
                    case UP -> new Node("ok", msg.t("gateway.state.UP", msg.moment(at.since(), ZONE, today)));
                    case DOWN ->
                        new Node(
                                "bad",
                                msg.t(
                                        "gateway.state.DOWN",
                                        msg.t("gateway.trouble." + at.trouble().orElse("unreachable")),
                                        msg.moment(at.since(), ZONE, today)));
                })
                .toList();
    }

    static GatewayDesk.Draft blank(GatewayKind kind) {
        return new GatewayDesk.Draft(
                Optional.empty(), kind, "", true, true, true, "1", "10", Map.of(), Optional.empty(), 0);
    }

    static GatewayDesk.Draft draft(Gateway it) {
        return new GatewayDesk.Draft(
                Optional.of(it.id()),
                it.kind(),
                it.name(),
                it.state() == Gateway.State.ON,
                it.service(),
                it.commercial(),
                Integer.toString(it.place()),
                Integer.toString(it.perSecond()),
                it.knobs(),
                Optional.empty(),
                it.version());
    }

    static One one(
            GatewayDesk.Draft draft,
            Map<String, Sentence> faults,
            Optional<GatewayDesk.One> found,
            PriceDraft typed,
            List<AdministrationTab> tabs,
            Instant now,
            Msg msg) {
        var said = faults.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, it -> msg.t(it.getValue())));
        return new One(
                tabs,
                found.map(it -> it.seen().gateway().name()).orElseGet(() -> msg.t("gateway.new")),
                "/administration/gateways" + draft.id().map(it -> "/" + it).orElse(""),
                found.isPresent(),
                msg.t("gateway.kind." + draft.kind()),
                draft,
                said,
                draft.kind().knobs().stream()
                        .map(it -> field(it, draft, said.get(it.key()), msg))
                        .toList(),
                found.map(it -> nodes(it.seen(), now, msg)).orElse(List.of()),
                found.filter(_ -> draft.kind() == GatewayKind.HTTP)
                        .map(it -> "/hooks/texts/" + it.door() + "/receipts · /hooks/texts/" + it.door() + "/replies")
                        .orElse(null),
                found.map(it -> it.trials().stream()
                                .map(trial -> trial(trial, now, msg))
                                .toList())
                        .orElse(List.of()),
                found.map(it -> it.news().stream()
                                .map(news -> news(news, now, msg))
                                .toList())
                        .orElse(List.of()),
                found.map(it -> it.failures().stream()
                                .map(why -> failure(why, msg))
                                .toList())
                        .orElse(List.of()),
                found.map(it -> it.prices().stream()
                                .map(price -> price(price, msg))
                                .toList())
                        .orElse(List.of()),
                typed);
    }

    /** What happened to the line, in words. */
    private static String news(GatewayNews it, Instant now, Msg msg) {
        var at = msg.moment(it.at(), ZONE, now.atZone(ZONE).toLocalDate());
        return it.up()
                ? msg.t("gateway.news.UP", at)
                : msg.t(
                        "gateway.news.DOWN",
                        at,
                        msg.t("gateway.trouble." + it.trouble().orElse("unreachable")));
    }

    private static String failure(Trouble it, Msg msg) {
        return msg.t(
                it.code().isEmpty() ? "gateway.failure" : "gateway.failure.code",
                msg.number(it.parts()),
                msg.t("text.reason." + it.reason()),
                it.code());
    }

    private static Price price(GatewayPrice it, Msg msg) {
        return new Price(
                msg.t("texts.class." + it.textClass()),
                it.textClass() == TextClass.COMMERCIAL,
                it.from().toString(),
                BigDecimal.valueOf(it.li(), 3).toPlainString(),
                it.setBy());
    }

    private static Field field(Knob it, GatewayDesk.Draft draft, @Nullable String fault, Msg msg) {
        var value = draft.knobs().getOrDefault(it.key(), it.standard());
        var hint = msg.t("gateway.knob." + it.key() + ".hint");
        return new Field(
                "knob." + it.key(),
                msg.t("gateway.knob." + it.key()),
                hint.equals("-") ? null : hint,
                it.kind().name(),
                value,
                it.required(),
                it.choices().stream()
                        .map(word -> new TextsPage.Choice(word, msg.t("gateway.choice." + word), word.equals(value)))
                        .toList(),
                fault);
    }

    private static Trial trial(GatewayTrial it, Instant now, Msg msg) {
        var tone = switch (it.state()) {
            case ACCEPTED, DELIVERED -> "ok";
            case HANDED -> "info";
            case FAILED, UNKNOWN, NO_LINE -> "bad";
        };
        var state = switch (it.state()) {
            case FAILED ->
                msg.t("gateway.trial.FAILED", msg.t("text.reason." + it.reason().orElse("rejected")));
            case NO_LINE ->
                msg.t(
                        "gateway.trial.NO_LINE",
                        msg.t("gateway.trouble." + it.reason().orElse("unreachable")));
            case HANDED, ACCEPTED, DELIVERED, UNKNOWN -> msg.t("gateway.trial." + it.state());
        };
        return new Trial(
                msg.moment(it.triedAt(), ZONE, now.atZone(ZONE).toLocalDate()),
                it.triedBy(),
                msg.masked(it.phone()),
                tone,
                it.code().map(code -> state + " (" + code + ")").orElse(state));
    }
}
