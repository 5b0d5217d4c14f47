package org.opendcrc.messaging.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.TextFilter;
import org.opendcrc.messaging.TextLine;
import org.opendcrc.messaging.TextLine.State;
import org.opendcrc.messaging.TextPage;
import org.opendcrc.organisation.Store;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;

/**
 * The outbox as it is shown.
 *
 * @param warning what is to be known about the channel in force; null if texts leave the house
 * @param export where the same list is had as a workbook
 */
public record TextsPage(
        List<TextsTab> tabs,
        List<StateTab> states,
        List<Choice> causes,
        List<Choice> stores,
        Asked asked,
        List<Row> rows,
        @Nullable String warning,
        String export,
        Paging paging) {

    static final int ROWS = 30;
    static final String SIMULATION = "simulation";
    private static final String HOME = "/texts";

    /** What somebody asked for, as he wrote it in the address. Days are the store's, or the first store's for all; both are included. */
    public record Asked(
            Optional<State> state,
            Optional<String> cause,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Optional<UUID> store,
            Optional<String> customer) {

        public static final Asked ALL = new Asked(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        TextFilter filter(List<Store> stores) {
            var zone = stores.stream()
                    .filter(it -> store.isEmpty() || store.get().equals(it.id()))
                    .findFirst()
                    .map(Store::zone)
                    .orElse(ZoneId.of("Asia/Shanghai"));
            return new TextFilter(
                    state,
                    cause,
                    from.map(it -> it.atStartOfDay(zone).toInstant()),
                    to.map(it -> it.plusDays(1).atStartOfDay(zone).toInstant()),
                    store,
                    customer);
        }

        /** The address of a list like this one, with another state. */
        String href(String path, Optional<State> of, Map<String, String> more) {
            var all = new LinkedHashMap<String, String>();
            of.ifPresent(it -> all.put("state", it.name()));
            cause.ifPresent(it -> all.put("cause", it));
            from.ifPresent(it -> all.put("from", it.toString()));
            to.ifPresent(it -> all.put("to", it.toString()));
            store.ifPresent(it -> all.put("store", it.toString()));
            customer.ifPresent(it -> all.put("customer", it));
            all.putAll(more);
            return all.isEmpty()
                    ? path
                    : path
                            + all.entrySet().stream()
                                    .map(it -> it.getKey() + "="
                                            + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                                    .collect(Collectors.joining("&", "?", ""));
        }
    }

    /** The texts of one state, or of all. */
    public record StateTab(String href, String label, int count, boolean current) {}

    /** An entry of a list to choose from. */
    public record Choice(String value, String label, boolean chosen) {}

    /** A row; all words are in the person's language already. {@code causeHref} is null where no chapter shows the cause. */
    public record Row(
            String href,
            String at,
            String store,
            String customer,
            String customerHref,
            String phone,
            String body,
            int characters,
            String tone,
            String icon,
            String state,
            String by,
            @Nullable String cause,
            @Nullable String causeHref) {}

    static TextsPage of(
            TextPage page,
            Asked asked,
            List<TextsTab> tabs,
            List<Store> stores,
            String channel,
            List<CauseLink> links,
            Instant now,
            Msg msg) {
        var states = new ArrayList<StateTab>();
        states.add(new StateTab(
                asked.href(HOME, Optional.empty(), Map.of()),
                msg.t("texts.state.all"),
                page.counts().values().stream().mapToInt(Integer::intValue).sum(),
                asked.state().isEmpty()));
        for (var state : State.values()) {
            if (isBrief(state)
                    && page.counts().getOrDefault(state, 0) == 0
                    && !asked.state().equals(Optional.of(state))) {
                continue;
            }
            states.add(new StateTab(
                    asked.href(HOME, Optional.of(state), Map.of()),
                    msg.t("texts.state." + state),
                    page.counts().getOrDefault(state, 0),
                    asked.state().equals(Optional.of(state))));
        }
        return new TextsPage(
                tabs,
                states,
                links.stream()
                        .map(it -> new Choice(
                                it.cause(), msg.t(it.label()), asked.cause().equals(Optional.of(it.cause()))))
                        .toList(),
                stores.stream()
                        .map(it -> new Choice(
                                it.id().toString(), it.name(), asked.store().equals(Optional.of(it.id()))))
                        .toList(),
                asked,
                page.lines().stream().map(it -> row(it, links, now, msg)).toList(),
                channel.equals("gateway")
                        ? null
                        : msg.t(channel.equals(SIMULATION) ? "texts.simulation" : "texts.noGateway"),
                asked.href("/texts.xlsx", asked.state(), Map.of()),
                new Paging(
                        page.previous()
                                .map(it -> asked.href(HOME, asked.state(), Map.of("before", it.toString())))
                                .orElse(null),
                        page.next()
                                .map(it -> asked.href(HOME, asked.state(), Map.of("after", it.toString())))
                                .orElse(null),
                        msg.t("texts.summary", ROWS)));
    }

    static Row row(TextLine it, List<CauseLink> links, Instant now, Msg msg) {
        var link = link(it.cause(), links);
        return new Row(
                "/texts/" + it.id(),
                msg.moment(it.writtenAt(), it.zone(), now.atZone(it.zone()).toLocalDate()),
                it.store(),
                it.customer(),
                "/customers/" + it.customerId(),
                msg.masked(it.phone()),
                it.body(),
                it.characters(),
                it.isSilent() ? "warn" : tone(it.state()),
                it.isSilent() ? "help-circle" : icon(it.state()),
                state(it, msg),
                it.writtenBy().orElseGet(() -> msg.t("texts.by.house")),
                link.map(known -> msg.t(known.label())).orElse(null),
                link.map(known -> known.href(it.causeId())).orElse(null));
    }

    static Optional<CauseLink> link(String cause, List<CauseLink> links) {
        return links.stream().filter(known -> known.cause().equals(cause)).findFirst();
    }

    /** States that last seconds have no place of their own while no text is in them; so have those that only gateways know. */
    private static boolean isBrief(State state) {
        return switch (state) {
            case CLAIMED, HANDED, DELIVERED, UNDELIVERED -> true;
            case QUEUED, SENT, NOT_SENT, UNKNOWN -> false;
        };
    }

    static String tone(State state) {
        return switch (state) {
            case QUEUED, CLAIMED, HANDED -> "info";
            case SENT, DELIVERED -> "ok";
            case NOT_SENT, UNDELIVERED -> "warn";
            case UNKNOWN -> "bad";
        };
    }

    static String icon(State state) {
        return switch (state) {
            case QUEUED, CLAIMED, HANDED -> "clock";
            case SENT, DELIVERED -> "message-check";
            case NOT_SENT, UNDELIVERED -> "message-x";
            case UNKNOWN -> "help-circle";
        };
    }

    static String state(TextLine it, Msg msg) {
        return switch (it.state()) {
            case QUEUED ->
                it.waitsFor()
                        .map(why -> msg.t("text.state.WAITS", msg.t("text.waits." + why)))
                        .orElseGet(() -> msg.t("text.state.QUEUED"));
            case CLAIMED, HANDED, DELIVERED -> msg.t("text.state." + it.state());
            case SENT ->
                msg.t(
                        it.isSilent()
                                ? "text.state.SILENT"
                                : it.channel().filter(SIMULATION::equals).isPresent()
                                        ? "text.state.SIMULATED"
                                        : "text.state.SENT");
            case NOT_SENT ->
                msg.t("text.state.NOT_SENT", msg.t("text.reason." + it.reason().orElseThrow()));
            case UNDELIVERED ->
                msg.t(
                        "text.state.UNDELIVERED",
                        msg.t("text.reason." + it.reason().orElseThrow()));
            case UNKNOWN -> msg.t("text.state.UNKNOWN");
        };
    }
}
