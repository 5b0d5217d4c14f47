package org.opendcrc.reports.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.reports.ListRow;
import org.opendcrc.reports.ReportStore;
import org.opendcrc.shared.Surname;
import org.opendcrc.site.Msg;

/**
 * How the facts of a list's rows are written for people.
 *
 * @param names of people of the house, by identifier
 * @param items the questions' short texts, by key
 * @param today the store's
 */
record ListWords(Msg msg, ReportStore store, Map<UUID, String> names, Map<String, String> items, LocalDate today) {

    /** The codes that have a word of ours; a code of a chapter that is not known here yet stands for itself. */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "type", Set.of("complaint", "answer", "call", "text", "left", "appointment", "visit"),
            "result", Set.of("ON_TIME", "EARLY", "LATE", "NO_SHOW", "WITHDRAWN"),
            "department", Set.of("MAKER", "WORKSHOP", "SERVICE", "SALES", "PARTS", "GENERAL"),
            "kind", Set.of("SERVICE", "FIRST_MAINTENANCE", "WARRANTY"),
            "reason",
                    Set.of(
                            "CONNECTED",
                            "NO_ANSWER",
                            "BUSY",
                            "SWITCHED_OFF",
                            "OUT_OF_AREA",
                            "REJECTED",
                            "INCONVENIENT",
                            "WRONG_NUMBER",
                            "SATISFIED",
                            "DISSATISFIED"),
            "next",
                    Set.of(
                            "AGAIN",
                            "PROMISED",
                            "TEXT",
                            "TEXT_SENT",
                            "LETTER",
                            "GIVEN_UP",
                            "CORRECTION",
                            "ANSWERED",
                            "CANCELLED"),
            "daypart", Set.of("MORNING", "NOON", "AFTERNOON", "EVENING"),
            "complaint",
                    Set.of("PRODUCT", "REPAIR_SKILL", "REPAIR_COST", "RECEPTION", "PURCHASE", "PARTS", "MULTIPLE"));

    static Set<String> kinds() {
        return new java.util.TreeSet<>(KNOWN.getOrDefault("kind", Set.of()));
    }

    /** A fact of a row as it is shown; nothing where it is not known. */
    String fact(ListRow row, String name) {
        var value = row.fact(name);
        return switch (name) {
            case "order", "number", "today", "attempts", "counted", "hour", "minutes" -> value;
            default -> value.isEmpty() && !name.equals("advisor") && !name.equals("clerk") ? "" : value(name, value);
        };
    }

    /** A value of a fact as it is shown. */
    String value(String name, String value) {
        return switch (name) {
            case "type", "department", "kind", "next", "daypart", "result" -> word(name, value);
            case "brand" -> value.isEmpty() ? msg.t("reports.noBrand") : value;
            case "window" -> value.isEmpty() ? msg.t("reports.noWindow") : value.replace('-', '–');
            case "reason", "outcome" -> word("reason", value);
            case "state" -> msg.t("reports.state." + value);
            case "told" -> msg.t("reports.told." + value);
            case "item" -> item(value);
            case "advisor" -> person(value, "reports.noAdvisor");
            case "clerk" -> person(value, "reports.list.noClerk");
            case "at", "gateAt", "systemAt" -> value.isEmpty() ? "" : clock(value);
            case "nextAt" -> value.isEmpty() ? "" : msg.moment(Instant.parse(value), store.zone(), today);
            case "dayparts" ->
                Arrays.stream(value.split(",", -1))
                        .filter(it -> !it.isEmpty())
                        .map(it -> word("daypart", it))
                        .collect(Collectors.joining(msg.t("site.listSeparator")));
            case "day" -> value.isEmpty() ? "" : msg.day(LocalDate.parse(value));
            default -> value;
        };
    }

    /** The same for a wall that guests may see: of people the surname only. */
    String valueForGuests(String name, String value) {
        var shown = value(name, value);
        return value.isEmpty() || !(name.equals("clerk") || name.equals("advisor"))
                ? shown
                : Surname.of(shown).orElseGet(() -> shown.split(" ", 2)[0]);
    }

    private String clock(String moment) {
        return msg.time(Instant.parse(moment).atZone(store.zone()).toLocalTime());
    }

    String time(Optional<Instant> moment) {
        return moment.map(it -> msg.time(it.atZone(store.zone()).toLocalTime())).orElse(Msg.NONE);
    }

    private String person(String value, String nobody) {
        return value.isEmpty() ? msg.t(nobody) : names.getOrDefault(UUID.fromString(value), Msg.NONE);
    }

    private String item(String value) {
        var colon = value.indexOf(':');
        var key = value.substring(colon + 1);
        if (value.startsWith("complaint:")) {
            var kind = KNOWN.getOrDefault("complaint", Set.of()).contains(key) ? msg.t("complaint.kind." + key) : key;
            return msg.t("reports.list.item.complaint", kind);
        }
        return key.equals("none") ? msg.t("reports.list.item.none") : items.getOrDefault(key, key);
    }

    private String word(String name, String value) {
        return KNOWN.getOrDefault(name, Set.of()).contains(value) ? msg.t("reports." + name + "." + value) : value;
    }
}
