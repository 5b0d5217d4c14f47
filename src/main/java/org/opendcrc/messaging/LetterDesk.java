package org.opendcrc.messaging;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.LetterDone.Closed;
import org.opendcrc.messaging.LetterDone.Printed;
import org.opendcrc.messaging.LetterDone.Refused;
import org.opendcrc.organisation.Settings;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Messages;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where letters are printed and sent to those whom neither call nor text reached (A30). Always of the stores in which one may. */
@Service
@Transactional
public class LetterDesk {

    private final Letters letters;
    private final Templates templates;
    private final Wording wording;
    private final Settings settings;
    private final Messages messages;
    private final ApplicationEventPublisher events;

    LetterDesk(
            Letters letters,
            Templates templates,
            Wording wording,
            Settings settings,
            Messages messages,
            ApplicationEventPublisher events) {
        this.letters = letters;
        this.templates = templates;
        this.wording = wording;
        this.settings = settings;
        this.messages = messages;
        this.events = events;
    }

    /** A piece of the list, the oldest first. */
    @Transactional(readOnly = true)
    public LetterPage list(Actor actor, LetterLine.State state, Optional<RowKey> after, int limit) {
        actor.require(UseCase.READ_TEXTS);
        var stores = actor.storesFor(UseCase.READ_TEXTS);
        var found = letters.list(actor.dealerId(), stores, state, after, limit + 1);
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        return new LetterPage(
                shown,
                found.size() > limit
                        ? Optional.of(new RowKey(
                                shown.getLast().owedAt(), shown.getLast().id()))
                        : Optional.empty(),
                letters.counts(actor.dealerId(), stores));
    }

    /** The list on its way out of the house, for a mail merge; a line in the audit log says so. */
    public LetterPage take(Actor actor, LetterLine.State state, Optional<RowKey> after, int limit, Instant now) {
        actor.require(UseCase.WORK_ON_LETTERS);
        var stores = actor.storesFor(UseCase.WORK_ON_LETTERS);
        var found = letters.list(actor.dealerId(), stores, state, after, limit + 1);
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        if (after.isEmpty()) {
            events.publishEvent(
                    Audited.by(actor, now, "letters-taken", "letter", state.name(), Map.of("state", state.name())));
        }
        return new LetterPage(
                shown,
                found.size() > limit
                        ? Optional.of(new RowKey(
                                shown.getLast().owedAt(), shown.getLast().id()))
                        : Optional.empty(),
                Map.of());
    }

    /** Writes the letters out and marks them as printed; each keeps what it says, so that it is printed again alike. */
    public LetterDone print(Actor actor, Collection<UUID> ids, Instant now) {
        var open = open(actor, ids);
        if (open.isEmpty()) {
            return new Refused(new LetterDone.Refusal.NothingOpen());
        }
        var without = (int) open.stream().filter(it -> it.address().isEmpty()).count();
        if (without > 0) {
            return new Refused(new LetterDone.Refusal.NoAddress(without));
        }
        var template = templates.present(actor.dealerId(), TextTemplate.LETTER_UNREACHED);
        var printing = Ids.next();
        var phones = new java.util.HashMap<UUID, String>();
        for (var it : open) {
            var phone = phones.computeIfAbsent(
                    it.storeId(), store -> settings.of(store).text(TextSettings.STORE_PHONE));
            letters.printed(
                    actor.dealerId(),
                    it.id(),
                    printing,
                    body(template, it, phone, now),
                    template.version(),
                    actor.staffId(),
                    now);
            audit(actor, now, "letter-printed", it.id());
        }
        return new Printed(printing, open.size());
    }

    private String body(Template template, LetterLine it, String phone, Instant now) {
        var to = new Addressee(it.store(), it.customer(), it.person(), it.sex(), true);
        return TemplateText.filled(
                template.chinese(),
                wording.values(to, phone, Locale.CHINA, Map.of(TextField.DATE, day(now, it.zone()))));
    }

    private String day(Instant now, ZoneId zone) {
        var day = now.atZone(zone).toLocalDate();
        return messages.in(Locale.CHINA).t("text.day", day.getMonthValue(), day.getDayOfMonth());
    }

    /** What was printed together. */
    @Transactional(readOnly = true)
    public List<LetterSheet> printing(Actor actor, UUID printing) {
        actor.require(UseCase.WORK_ON_LETTERS);
        var sheets = letters.printing(actor.dealerId(), actor.storesFor(UseCase.WORK_ON_LETTERS), printing);
        if (sheets.isEmpty()) {
            throw new NotFound("printing " + printing);
        }
        return sheets;
    }

    /** A person says that they are in the post. */
    public LetterDone sent(Actor actor, Collection<UUID> ids, Instant now) {
        var open = open(actor, ids);
        var unprinted = (int)
                open.stream().filter(it -> it.state() == LetterLine.State.OWED).count();
        if (unprinted > 0) {
            return new Refused(new LetterDone.Refusal.NotPrinted(unprinted));
        }
        return close(actor, open, LetterLine.State.SENT, "letter-sent", now);
    }

    /** A person says that none is needed: the customer called, or was reached otherwise. */
    public LetterDone drop(Actor actor, Collection<UUID> ids, Instant now) {
        return close(actor, open(actor, ids), LetterLine.State.DROPPED, "letter-dropped", now);
    }

    private LetterDone close(Actor actor, List<LetterLine> open, LetterLine.State state, String action, Instant now) {
        if (open.isEmpty()) {
            return new Refused(new LetterDone.Refusal.NothingOpen());
        }
        letters.close(actor.dealerId(), open.stream().map(LetterLine::id).toList(), state, actor.staffId(), now);
        open.forEach(it -> audit(actor, now, action, it.id()));
        return new Closed(open.size());
    }

    private List<LetterLine> open(Actor actor, Collection<UUID> ids) {
        actor.require(UseCase.WORK_ON_LETTERS);
        return letters.lock(actor.dealerId(), actor.storesFor(UseCase.WORK_ON_LETTERS), ids);
    }

    private void audit(Actor actor, Instant now, String action, UUID letter) {
        events.publishEvent(Audited.by(actor, now, action, "letter", letter, Map.of()));
    }
}
