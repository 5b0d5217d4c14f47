package org.opendcrc.followups.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.CallKind;
import org.opendcrc.followups.QueueFilter;
import org.opendcrc.followups.QueueFilter.Assigned;
import org.opendcrc.followups.QueueFilter.Days;
import org.opendcrc.followups.QueueSort;
import org.opendcrc.followups.QueueView;
import org.opendcrc.followups.TaskState;
import org.springframework.beans.TypeMismatchException;
import org.springframework.format.annotation.DateTimeFormat;

/** A filter of the queue as addresses and programs carry it; days are those of the store, both ends included (FU-16). */
@Schema(name = "FollowUpFilter")
record FilterForm(
        @Schema(description = "Which list; OWED if absent: everything that is owed now") @Nullable
        QueueView view,

        @Schema(description = "Identifier of a store; `all`, or nothing, for all in which the person sees calls")
        @Nullable
        String store,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Schema(description = "Sent in on that day or later") @Nullable
        LocalDate sentFrom,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate sentTo,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Schema(description = "Settled on that day or later") @Nullable
        LocalDate settledFrom,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate settledTo,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Schema(description = "Completed on that day or later") @Nullable
        LocalDate completedFrom,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate completedTo,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        @Schema(description = "Calls after a sale: the deal was made on that day or later (FU-17)")
        @Nullable
        LocalDate dealtFrom,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate dealtTo,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        @Schema(description = "Calls after a sale: the car was picked up on that day or later (FU-17)")
        @Nullable
        LocalDate pickedFrom,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate pickedTo,

        @Schema(description = "The service advisor of the order, the consultant of the sale") @Nullable
        UUID advisor,

        @Schema(example = "WARRANTY") @Nullable String orderKind,

        @Schema(description = "Only calls of that kind (FU-27)") @Nullable
        CallKind kind,

        @Schema(description = "Only tasks in that state, whatever the view says of finished ones") @Nullable
        TaskState state,

        @Schema(description = "With, or without the J.D. Power flag") @Nullable
        Boolean jd,

        @Schema(description = "Customers who want no calls, or only the others") @Nullable
        Boolean dnd,

        @Schema(description = "true: past the fifth day (FU-2)") @Nullable
        Boolean faded,

        @Schema(description = "true: past the end of the window (FU-1)") @Nullable
        Boolean overdue,

        @Schema(description = "me, nobody, or the identifier of a clerk (FU-19)") @Nullable
        String assigned,

        @Schema(description = "Plate, order number, name or telephone") @Nullable
        String q,

        @Nullable QueueSort sort) {

    private static final String ME = "me";
    private static final String NOBODY = "nobody";
    private static final String ALL = "all";

    static FilterForm of(QueueView view, @Nullable String store) {
        return new FilterForm(
                view, store, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null);
    }

    /**
     * What is asked for.
     *
     * @param standard the view where none is named
     * @throws TypeMismatchException if store or clerk are neither a word nor an identifier
     */
    QueueFilter filter(QueueView standard) {
        return filter(standard, text(store).filter(it -> !it.equals(ALL)).map(FilterForm::identifier));
    }

    /**
     * The same for a page, which knows the store that the person has chosen.
     *
     * @param where the store that the address names, else the chosen one, as {@code @ChosenStore} finds it
     */
    QueueFilter filter(QueueView standard, Optional<UUID> where) {
        return new QueueFilter(
                view == null ? standard : view,
                where,
                days(sentFrom, sentTo),
                days(settledFrom, settledTo),
                days(completedFrom, completedTo),
                days(dealtFrom, dealtTo),
                days(pickedFrom, pickedTo),
                Optional.ofNullable(advisor),
                text(orderKind),
                Optional.ofNullable(kind).map(Enum::name),
                Optional.ofNullable(state),
                Optional.ofNullable(jd),
                Optional.ofNullable(dnd),
                Boolean.TRUE.equals(faded),
                Boolean.TRUE.equals(overdue),
                text(assigned).map(FilterForm::assigned),
                q == null ? "" : q,
                Optional.ofNullable(sort));
    }

    private static Assigned assigned(String written) {
        return switch (written) {
            case ME -> new Assigned.Me();
            case NOBODY -> new Assigned.Nobody();
            default -> new Assigned.To(identifier(written));
        };
    }

    private static UUID identifier(String written) {
        try {
            return UUID.fromString(written);
        } catch (IllegalArgumentException e) {
            throw new TypeMismatchException(written, UUID.class, e); // answered like any other malformed address
        }
    }

    private static Days days(@Nullable LocalDate from, @Nullable LocalDate to) {
        return new Days(Optional.ofNullable(from), Optional.ofNullable(to));
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(it -> !it.isBlank());
    }

    /** Whether nothing at all was asked for. */
    boolean isEmpty() {
        return query().isEmpty();
    }

    /** Everything that is given besides the view and the store. */
    Map<String, String> narrowed() {
        var given = given();
        given.remove("view");
        given.remove("store");
        given.remove("sort");
        return given;
    }

    /** What is given, by its name in the address, in a fixed order. */
    Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        put(given, "view", view);
        put(given, "store", store);
        put(given, "sentFrom", sentFrom);
        put(given, "sentTo", sentTo);
        put(given, "settledFrom", settledFrom);
        put(given, "settledTo", settledTo);
        put(given, "completedFrom", completedFrom);
        put(given, "completedTo", completedTo);
        put(given, "dealtFrom", dealtFrom);
        put(given, "dealtTo", dealtTo);
        put(given, "pickedFrom", pickedFrom);
        put(given, "pickedTo", pickedTo);
        put(given, "advisor", advisor);
        put(given, "orderKind", orderKind);
        put(given, "kind", kind);
        put(given, "state", state);
        put(given, "jd", jd);
        put(given, "dnd", dnd);
        put(given, "faded", Boolean.TRUE.equals(faded) ? true : null);
        put(given, "overdue", Boolean.TRUE.equals(overdue) ? true : null);
        put(given, "assigned", assigned);
        put(given, "q", q);
        put(given, "sort", sort);
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            given.put(name, value.toString());
        }
    }

    /** As an address carries it, without the question mark. */
    String query() {
        return query(given());
    }

    /** The same without some of it. */
    String without(String... names) {
        var given = given();
        for (var name : names) {
            given.remove(name);
        }
        return query(given);
    }

    static String query(Map<String, String> given) {
        return given.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
