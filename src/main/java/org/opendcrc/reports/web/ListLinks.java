package org.opendcrc.reports.web;

import java.time.LocalDate;
import org.opendcrc.reports.DailyList;
import org.opendcrc.reports.DayLists.Wish;
import org.opendcrc.reports.Period;
import org.opendcrc.reports.ReportStore;
import org.springframework.web.util.UriComponentsBuilder;

/** The addresses of a list. */
record ListLinks(ReportStore store, Wish wish) {

    static String of(DailyList list, ReportStore store, LocalDate day) {
        return new ListLinks(store, new Wish(list, Period.day(day), "")).list();
    }

    String list() {
        return list(wish.period());
    }

    String list(Period period) {
        return address("", period).encode().toUriString();
    }

    /** The same page that stands still. */
    String paused() {
        return address("", wish.period()).queryParam("paused", true).encode().toUriString();
    }

    String workbook() {
        return address(".xlsx", wish.period()).encode().toUriString();
    }

    String signatures() {
        return "/reports/" + wish.list().word() + "/signatures";
    }

    String rows(String figure, String by, String value, boolean frozen) {
        var address = address("/rows", wish.period()).queryParam("figure", figure);
        if (!by.isEmpty()) {
            address.queryParam("by", by).queryParam("value", "{value}");
            return address.queryParam("frozen", frozen)
                    .encode()
                    .buildAndExpand(value)
                    .toUriString();
        }
        return address.queryParam("frozen", frozen).encode().toUriString();
    }

    String rows(String figure, boolean frozen) {
        return rows(figure, "", "", frozen);
    }

    private UriComponentsBuilder address(String after, Period period) {
        var address = UriComponentsBuilder.fromPath("/reports/" + wish.list().word() + after)
                .queryParam("store", store.code())
                .queryParam("day", period.from());
        if (period.isWeek()) {
            address.queryParam("week", true);
        }
        if (!wish.kind().isEmpty()) {
            address.queryParam("kind", wish.kind());
        }
        return address;
    }
}
