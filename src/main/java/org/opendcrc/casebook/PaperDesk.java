package org.opendcrc.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where forms are printed, the weekly summary is posted and signed, and cases are counted. */
@Service
@Transactional
public class PaperDesk {

    /** What open pages listen to. */
    public static final String TOPIC = "casebook";

    private static final List<Role> SIGNERS = List.of(Role.CRC_MANAGER, Role.SERVICE_MANAGER, Role.GENERAL_MANAGER);
    private static final int WEEKS = 12;

    private final CasePapers papers;
    private final Weeks weeks;
    private final CaseFigures figures;
    private final Stores stores;
    private final ApplicationEventPublisher events;

    PaperDesk(CasePapers papers, Weeks weeks, CaseFigures figures, Stores stores, ApplicationEventPublisher events) {
        this.papers = papers;
        this.weeks = weeks;
        this.figures = figures;
        this.stores = stores;
        this.events = events;
    }

    /**
     * Everything of a case that a form asks for. Who is complained about is told to managers and above only (A22).
     *
     * @throws NotFound if there is no such case in a store whose complaints the person may see
     */
    @Transactional(readOnly = true)
    public CasePaper find(Actor actor, UUID complaint) {
        actor.require(UseCase.READ_COMPLAINTS);
        return papers.find(
                        actor.dealerId(),
                        complaint,
                        actor.storesFor(UseCase.READ_COMPLAINTS),
                        actor.storesFor(UseCase.SEE_ACCUSED)) // A22
                .orElseThrow(() -> new NotFound("complaint " + complaint));
    }

    /**
     * A week of a store: as it was posted, or as it stands now where it is not over.
     *
     * @param monday any day of the week
     * @throws NotFound if the person may not see figures of that store
     */
    @Transactional(readOnly = true)
    public PostedWeek week(Actor actor, UUID store, LocalDate monday) {
        if (!actor.may(UseCase.READ_CASE_FIGURES, store)) {
            throw new NotFound("store " + store);
        }
        var dealer = actor.dealerId();
        var its = stores.get(store);
        var first = Weeks.monday(monday);
        var posted = weeks.find(dealer, store, first);
        return new PostedWeek(
                store,
                its.name(),
                its.zone(),
                posted.map(Weeks.Posted::summary)
                        .orElseGet(() -> new WeekSummary(first, weeks.rows(dealer, store, first, its.zone()))),
                posted.map(Weeks.Posted::frozenAt).orElse(Instant.EPOCH),
                posted.map(Weeks.Posted::words).orElse(""),
                posted.map(Weeks.Posted::measures).orElse(""),
                posted.map(Weeks.Posted::signatures).orElse(List.of()),
                weeks.last(dealer, store, WEEKS));
    }

    /** Writes the remarks of a posted week; after the first signature they stay as they are. */
    public boolean remark(Actor actor, UUID store, LocalDate monday, String words, String measures, Instant now) {
        actor.require(UseCase.SIGN_WEEKS, store);
        var written = weeks.remark(actor.dealerId(), store, monday, words.strip(), measures.strip());
        if (written) {
            audit(actor, now, "casebook.week-remarked", store, Map.of("monday", monday.toString()));
        }
        return written;
    }

    /**
     * Signs a posted week with one's own login, as what one is in the store (CP-25).
     *
     * @throws NotFound if that week is not posted
     */
    public void sign(Actor actor, UUID store, LocalDate monday, Instant now) {
        actor.require(UseCase.SIGN_WEEKS, store);
        if (weeks.find(actor.dealerId(), store, monday).isEmpty()) {
            throw new NotFound("week " + monday);
        }
        SIGNERS.stream()
                .filter(it ->
                        actor.roles().getOrDefault(store, java.util.Set.of()).contains(it))
                .filter(it -> weeks.sign(actor.dealerId(), store, monday, it, actor.staffId(), now))
                .forEach(it -> audit(
                        actor,
                        now,
                        "casebook.week-signed",
                        store,
                        Map.of("monday", monday.toString(), "role", it.name())));
    }

    /**
     * Figures of the stores in which the person may see them (RP-12).
     *
     * @param store only that one; one that he may not see counts nothing
     */
    @Transactional(readOnly = true)
    public Figures figures(Actor actor, Optional<UUID> store, YearMonth to, int months) {
        actor.require(UseCase.READ_CASE_FIGURES);
        var from = Stream.of(to.minusMonths(2L * months - 1), to.minusMonths(Figures.TREND - 1L))
                .min(YearMonth::compareTo)
                .orElse(to);
        return new Figures(to, months, figures.cube(actor.dealerId(), scope(actor, store), from, to));
    }

    /** A band of ages, and how many cases of it have a clock that ran out. */
    public record Age(CaseAges.Band band, long cases, long over) {}

    /** The open cases by age, every band (RP-23). */
    @Transactional(readOnly = true)
    public List<Age> ages(Actor actor, Optional<UUID> store, Instant now) {
        actor.require(UseCase.READ_CASE_FIGURES);
        var open = figures.open(actor.dealerId(), scope(actor, store), now);
        return Arrays.stream(CaseAges.Band.values())
                .map(band -> new Age(
                        band,
                        open.stream()
                                .filter(it -> CaseAges.Band.of(it.days()) == band)
                                .mapToLong(CaseFigures.Open::cases)
                                .sum(),
                        open.stream()
                                .filter(it -> CaseAges.Band.of(it.days()) == band)
                                .mapToLong(CaseFigures.Open::over)
                                .sum()))
                .toList();
    }

    /** The cases behind a figure of a period. */
    @Transactional(readOnly = true)
    public List<CaseRow> rows(
            Actor actor,
            Optional<UUID> store,
            YearMonth to,
            int months,
            Optional<Figures.By> by,
            String value,
            Instant now,
            int limit) {
        actor.require(UseCase.READ_CASE_FIGURES);
        return figures.rows(
                actor.dealerId(),
                scope(actor, store),
                new CaseFigures.Behind(
                        Optional.of(to.minusMonths(months - 1L)), Optional.of(to), by, value, false, 0, 0),
                now,
                limit);
    }

    /** The open cases of a band. */
    @Transactional(readOnly = true)
    public List<CaseRow> openRows(Actor actor, Optional<UUID> store, CaseAges.Band band, Instant now, int limit) {
        actor.require(UseCase.READ_CASE_FIGURES);
        return figures.rows(
                actor.dealerId(),
                scope(actor, store),
                new CaseFigures.Behind(
                        Optional.empty(), Optional.empty(), Optional.empty(), "", true, band.from(), band.to()),
                now,
                limit);
    }

    /** Posts every week that is over and was not posted yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    void postUpTo(int dealer, Instant due) {
        for (var next : weeks.next(dealer)) {
            for (var monday = next.monday();
                    !Weeks.posted(monday, next.zone()).isAfter(due);
                    monday = monday.plusDays(7)) {
                var at = Weeks.posted(monday, next.zone());
                weeks.freeze(dealer, next.store(), monday, at, weeks.rows(dealer, next.store(), monday, next.zone()));
            }
        }
        events.publishEvent(new Changed(dealer, TOPIC));
    }

    private static List<UUID> scope(Actor actor, Optional<UUID> store) {
        return actor.storesFor(UseCase.READ_CASE_FIGURES).stream()
                .filter(it -> store.isEmpty() || store.get().equals(it))
                .toList();
    }

    private void audit(Actor actor, Instant now, String action, UUID store, Map<String, String> after) {
        events.publishEvent(Audited.by(actor, now, action, "store", store, after));
        events.publishEvent(new Changed(actor.dealerId(), TOPIC));
    }

    static StaleVersion stale() {
        return new StaleVersion(Sentence.of("casebook.stale"));
    }
}
