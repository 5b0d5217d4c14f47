package org.opendcrc.reports.web;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.reports.ReportStore;
import org.springframework.web.util.UriComponentsBuilder;

/** The addresses of the reports. */
record Links(ReportStore store, LocalDate day) {

    String report() {
        return reportOf(day);
    }

    String reportOf(LocalDate other) {
        return address("/reports/three-day-calls", other).encode().toUriString();
    }

    String workbook() {
        return address("/reports/three-day-calls.xlsx", day).encode().toUriString();
    }

    String wall() {
        return UriComponentsBuilder.fromPath("/wall/{store}")
                .encode()
                .buildAndExpand(store.code())
                .toUriString();
    }

    /** The rows behind a number. {@code figure} is a figure's word or {@code item:<question>}, or empty for all. */
    String rows(String figure, Optional<UUID> advisor, boolean frozen) {
        return address("/reports/three-day-calls/rows", day)
                .queryParam("figure", figure)
                .queryParamIfPresent("advisor", advisor)
                .queryParam("frozen", frozen)
                .encode()
                .toUriString();
    }

    String rows(String figure, boolean frozen) {
        return rows(figure, Optional.empty(), frozen);
    }

    private UriComponentsBuilder address(String path, LocalDate of) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam("store", store.code())
                .queryParam("day", of);
    }
}
