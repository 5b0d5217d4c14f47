package org.opendcrc.workbench.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.customers.CustomerSearch;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;
import org.opendcrc.vehicles.VehicleSearch;
import org.opendcrc.workbench.SearchHits;

/**
 * What was found, as it is shown, both below the search field and on a page of its own.
 *
 * @param typed as it was typed
 * @param groups only those that hold something
 * @param more whether there is more than is shown
 */
public record SearchPage(String typed, List<Group> groups, int count, boolean more) {

    private static final int TAIL_OF_PHONE = 4;
    private static final int TAIL_OF_VIN = 8;

    /** Hits of one kind. */
    public record Group(String title, List<Hit> hits) {}

    /**
     * A hit; all words are in the person's language already.
     *
     * @param id of the element, unique on the page
     * @param line the second line, with what matched marked
     * @param why by what it was found
     * @param callHref the owed call, null for none
     */
    public record Hit(
            String id,
            String icon,
            String href,
            String title,
            List<String> plates,
            List<Piece> line,
            String why,
            @Nullable String callHref) {}

    /** A piece of a line. */
    public record Piece(String text, boolean marked) {

        static Piece plain(String text) {
            return new Piece(text, false);
        }
    }

    static SearchPage of(String typed, SearchHits hits, Instant now, Msg msg) {
        var words = new Words(typed.strip(), now, msg);
        var number = new int[1];
        var groups = Stream.of(
                        new Group(
                                msg.t("search.customers"),
                                hits.customers().stream()
                                        .map(it -> words.customer(it, ++number[0]))
                                        .toList()),
                        new Group(
                                msg.t("search.vehicles"),
                                hits.vehicles().stream()
                                        .map(it -> words.vehicle(it, ++number[0]))
                                        .toList()),
                        new Group(
                                msg.t("search.orders"),
                                hits.orders().stream()
                                        .map(it -> words.order(it, ++number[0]))
                                        .toList()),
                        new Group(
                                msg.t("search.complaints"),
                                hits.complaints().stream()
                                        .map(it -> words.complaint(it, ++number[0]))
                                        .toList()))
                .filter(it -> !it.hits().isEmpty())
                .toList();
        return new SearchPage(typed.strip(), groups, hits.count(), hits.more());
    }

    private record Words(String typed, Instant now, Msg msg) {

        Hit customer(SearchHits.CustomerHit hit, int number) {
            var name = PersonName.of(hit.name(), hit.person(), hit.sex(), msg).whole();
            var line = new ArrayList<Piece>();
            hit.contact().ifPresent(it -> line.add(Piece.plain(msg.t("search.contact", it) + " ")));
            line.addAll(phone(hit));
            if (hit.match() == CustomerSearch.Match.CUSTOMER_NO) {
                line.add(Piece.plain(" · "));
                line.addAll(beginning(hit.customerNo()));
            }
            hit.lastVisit()
                    .ifPresent(it -> line.add(Piece.plain(
                            " · " + msg.t("search.lastVisit", day(it, hit.zone().orElseThrow())))));
            hit.advisor().ifPresent(it -> line.add(Piece.plain(" · " + msg.t("search.advisor", it))));
            if (hit.cars() > hit.plates().size()) {
                line.add(Piece.plain(" · " + msg.t("search.cars", hit.cars())));
            }
            return new Hit(
                    "hit-" + number,
                    hit.person() ? "user" : "building",
                    "/customers/" + hit.id(),
                    name,
                    hit.plates(),
                    line,
                    msg.t("search.by." + hit.match()),
                    hit.owed().map(it -> "/follow-ups/" + it).orElse(null));
        }

        private List<Piece> phone(SearchHits.CustomerHit hit) {
            var masked = msg.masked(hit.phone());
            var tail = switch (hit.match()) {
                case PHONE, PHONE_TAIL -> Math.min(TAIL_OF_PHONE, Math.min(typed.length(), masked.length()));
                case NAME, PINYIN, INITIALS, CUSTOMER_NO -> 0;
            };
            var at = masked.length() - tail;
            return tail == 0
                    ? List.of(Piece.plain(masked))
                    : List.of(Piece.plain(masked.substring(0, at)), new Piece(masked.substring(at), true));
        }

        Hit vehicle(SearchHits.VehicleHit hit, int number) {
            var line = new ArrayList<Piece>();
            line.add(Piece.plain(hit.car() + " · " + msg.t("search.owner", hit.ownerName()) + " · VIN …"));
            var tail = hit.vin().substring(Math.max(0, hit.vin().length() - TAIL_OF_VIN));
            if (hit.match() == VehicleSearch.Match.VIN) {
                var marked = Math.min(typed.length(), tail.length());
                line.add(Piece.plain(tail.substring(0, tail.length() - marked)));
                line.add(new Piece(tail.substring(tail.length() - marked), true));
            } else {
                line.add(Piece.plain(tail));
            }
            hit.mileageKm().ifPresent(it -> line.add(Piece.plain(" · " + msg.number(it) + " km")));
            return new Hit(
                    "hit-" + number,
                    "car",
                    "/customers/" + hit.owner() + "?vehicle=" + hit.id(),
                    hit.plate().isPresent() ? "" : msg.t("search.noPlate"),
                    hit.plate().stream().toList(),
                    line,
                    msg.t("search.by." + hit.match()),
                    null);
        }

        Hit order(SearchHits.OrderHit hit, int number) {
            var line = List.of(
                    Piece.plain(hit.customerName() + " · " + day(hit.sentInAt(), hit.zone()) + " · " + hit.store()));
            return new Hit(
                    "hit-" + number,
                    "clipboard-list",
                    "/customers/" + hit.customer() + "?vehicle=" + hit.vehicle(),
                    hit.orderNo(),
                    hit.plate().stream().toList(),
                    line,
                    msg.t("search.by.ORDER"),
                    null);
        }

        Hit complaint(SearchHits.ComplaintHit hit, int number) {
            var line = List.of(Piece.plain(msg.t("complaint.kind." + hit.kind()) + " · "
                    + day(hit.receivedAt(), hit.zone()) + " · " + hit.store()));
            return new Hit(
                    "hit-" + number,
                    "message-report",
                    "/complaints/" + hit.id(),
                    hit.number(),
                    List.of(),
                    line,
                    msg.t("search.by.COMPLAINT"),
                    null);
        }

        private List<Piece> beginning(String text) {
            var marked = Math.min(typed.length(), text.length());
            return List.of(new Piece(text.substring(0, marked), true), Piece.plain(text.substring(marked)));
        }

        private String day(Instant at, ZoneId zone) {
            return msg.date(at.atZone(zone).toLocalDate(), now.atZone(zone).toLocalDate());
        }
    }

    /** The best hit, which the search opens at once where there is no other. */
    Optional<String> only() {
        return count == 1 && !more
                ? Optional.of(groups.getFirst().hits().getFirst().href())
                : Optional.empty();
    }
}
