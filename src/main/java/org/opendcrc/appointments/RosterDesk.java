package org.opendcrc.appointments;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.appointments.AdvisorsRoster.TimeAway;
import org.opendcrc.appointments.AdvisorsRoster.WorkShift;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where it is said when advisors work, who is away, and what each can do. What is offered follows at once; promises that were made
 * before are not touched, only counted. Every method throws {@link org.opendcrc.shared.NotAllowed} for a person without the right in
 * that store and {@link NotFound} for somebody who is no advisor of it.
 */
@Service
@Transactional
public class RosterDesk {

    private static final int MOST_SKILLS = 30;
    private static final int LONGEST = 60;

    private final Rosters rosters;
    private final StoreCalendar calendars;
    private final ApplicationEventPublisher events;

    RosterDesk(Rosters rosters, StoreCalendar calendars, ApplicationEventPublisher events) {
        this.rosters = rosters;
        this.calendars = calendars;
        this.events = events;
    }

    /** The advisors of a store, by name. */
    public List<AdvisorsRoster> of(Actor actor, UUID store, Instant now) {
        actor.require(UseCase.MANAGE_ROSTER, store);
        return rosters.of(actor.dealerId(), store, now).stream()
                .sorted(Comparator.comparing(AdvisorsRoster::name).thenComparing(AdvisorsRoster::staffNo))
                .toList();
    }

    /** Makes these his shifts; none: he works while the store is open. */
    public RosterAnswer setShifts(Actor actor, UUID store, UUID advisor, List<WorkShift> shifts, Instant now) {
        actor.require(UseCase.MANAGE_ROSTER, store);
        var before = advisor(actor, store, advisor, now);
        var sorted = shifts.stream()
                .sorted(Comparator.comparing(WorkShift::weekday).thenComparing(WorkShift::from))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            var it = sorted.get(i);
            var day = Sentence.of("site.weekday." + it.weekday().getValue());
            if (!it.from().isBefore(it.to())) {
                return new RosterAnswer.Refused(Sentence.of(
                        "roster.refused.ends-before-it-begins",
                        day,
                        it.from().toString(),
                        it.to().toString()));
            }
            if (i > 0
                    && sorted.get(i - 1).weekday() == it.weekday()
                    && it.from().isBefore(sorted.get(i - 1).to())) {
                return new RosterAnswer.Refused(Sentence.of(
                        "roster.refused.overlap",
                        day,
                        it.from().toString(),
                        sorted.get(i - 1).to().toString()));
            }
        }
        if (!before.shifts().equals(sorted)) {
            rosters.replaceShifts(actor.dealerId(), store, advisor, sorted);
            audit(actor, now, "roster.shifts-set", advisor, words(before.shifts()), words(sorted));
        }
        return new RosterAnswer.Saved(advisor, 0);
    }

    /** Makes these his skills, as jobs of the price list name them. */
    public RosterAnswer setSkills(Actor actor, UUID store, UUID advisor, List<String> skills, Instant now) {
        actor.require(UseCase.MANAGE_ROSTER, store);
        var before = advisor(actor, store, advisor, now);
        var wanted = skills.stream()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .distinct()
                .sorted()
                .toList();
        if (wanted.size() > MOST_SKILLS || wanted.stream().anyMatch(it -> it.length() > LONGEST)) {
            return new RosterAnswer.Refused(Sentence.of("roster.refused.skills", MOST_SKILLS, LONGEST));
        }
        if (!before.skills().stream().sorted().toList().equals(wanted)) {
            rosters.replaceSkills(actor.dealerId(), store, advisor, wanted);
            audit(
                    actor,
                    now,
                    "roster.skills-set",
                    advisor,
                    Map.of("skills", String.join(", ", before.skills())),
                    Map.of("skills", String.join(", ", wanted)));
        }
        return new RosterAnswer.Saved(advisor, 0);
    }

    /** Leave that is known beforehand, or an absence with its true times. */
    public RosterAnswer addAbsence(
            Actor actor,
            UUID store,
            UUID advisor,
            TimeAway.Kind kind,
            Instant since,
            Instant until,
            String note,
            Instant now) {
        actor.require(UseCase.MANAGE_ROSTER, store);
        advisor(actor, store, advisor, now);
        if (!since.isBefore(until)) {
            return new RosterAnswer.Refused(Sentence.of("roster.refused.ends-before-it-begins.absence"));
        }
        if (note.length() > LONGEST) {
            return new RosterAnswer.Refused(Sentence.of("roster.refused.note", LONGEST, note.length()));
        }
        var away = new TimeAway(Ids.next(), kind, since, until, note.strip());
        rosters.addAbsence(actor.dealerId(), store, advisor, away, actor.staffId(), now);
        audit(
                actor,
                now,
                "roster.absence-entered",
                advisor,
                Map.of(),
                Map.of("kind", kind.name(), "since", since.toString(), "until", until.toString()));
        return new RosterAnswer.Saved(away.id(), rosters.carsOf(actor.dealerId(), advisor, since, until));
    }

    /** He is away from this moment on, to the second, until the end of the day. */
    public RosterAnswer awayNow(Actor actor, UUID store, UUID advisor, String note, Instant now) {
        var calendar = calendars.of(store);
        return addAbsence(
                actor, store, advisor, TimeAway.Kind.ABSENCE, now, calendar.endOfDay(calendar.dayOf(now)), note, now);
    }

    /** He is back: an absence that runs ends now, one that has not begun never was. A past one stays as it is. */
    public void endAbsence(Actor actor, UUID absence, Instant now) {
        var held = rosters.lockAbsence(actor.dealerId(), absence)
                .filter(it -> actor.may(UseCase.MANAGE_ROSTER, it.store()))
                .orElseThrow(() -> new NotFound("absence " + absence));
        if (!held.until().isAfter(now)) {
            return;
        }
        var until = held.since().isAfter(now) ? held.since() : now;
        rosters.endAbsence(actor.dealerId(), absence, until);
        audit(
                actor,
                now,
                "roster.absence-ended",
                held.staff(),
                Map.of("until", held.until().toString()),
                Map.of("until", until.toString()));
    }

    private AdvisorsRoster advisor(Actor actor, UUID store, UUID advisor, Instant now) {
        return rosters.of(actor.dealerId(), store, now).stream()
                .filter(it -> it.advisor().equals(advisor))
                .findFirst()
                .orElseThrow(() -> new NotFound("advisor " + advisor));
    }

    private void audit(
            Actor actor,
            Instant now,
            String action,
            UUID advisor,
            Map<String, String> before,
            Map<String, String> after) {
        events.publishEvent(new Audited(
                actor.dealerId(),
                now,
                Optional.of(actor.staffId()),
                action,
                "staff",
                advisor.toString(),
                before,
                after));
    }

    private static Map<String, String> words(List<WorkShift> shifts) {
        return shifts.stream()
                .collect(Collectors.groupingBy(
                        it -> it.weekday().name(),
                        TreeMap::new,
                        Collectors.mapping(it -> it.from() + "–" + it.to(), Collectors.joining(", "))));
    }
}
