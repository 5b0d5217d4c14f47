package org.opendcrc.dms;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendcrc.dms.MappedHeading.Decision;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where a dealer says once what his headings and words mean; files that come later are read by it. */
@Component
@Transactional
public class MappingDesk {

    /** Among the choices for a heading: its column is not read. */
    public static final String NOT_READ = "-";

    private final Mappings mappings;
    private final Stores stores;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MappingDesk(Mappings mappings, Stores stores, ApplicationEventPublisher events, Clock clock) {
        this.mappings = mappings;
        this.stores = stores;
        this.events = events;
        this.clock = clock;
    }

    /**
     * All that was decided or waits for a decision.
     *
     * @param meanings what a word may mean, by topic; a brand may also be kept as it is
     */
    public record Sheet(List<MappedHeading> headings, List<MappedWord> words, Map<WordTopic, List<String>> meanings) {}

    @Transactional(readOnly = true)
    public Sheet sheet(Actor actor) {
        actor.require(UseCase.IMPORT);
        return new Sheet(mappings.headings(), mappings.words(false), meanings());
    }

    private Map<WordTopic, List<String>> meanings() {
        return Map.of(WordTopic.ORDER_KIND, Words.ORDER_KINDS, WordTopic.BRAND, stores.brands());
    }

    /** Which column a heading may mean; empty where nothing is obvious. */
    public Optional<String> suggestion(FileKind kind, String heading, Set<String> taken) {
        return Likeness.suggestion(kind, heading, taken).map(FileKind.Column::name);
    }

    /**
     * Decides on headings of a kind of files.
     *
     * @param choices by heading: our column, {@link #NOT_READ}, or an empty text to leave it open
     * @return why nothing was decided; empty if all was
     * @throws NotFound if no such column exists
     */
    public Optional<Sentence> decideHeadings(Actor actor, FileKind kind, Map<String, String> choices) {
        actor.require(UseCase.IMPORT);
        var chosen = choices.values().stream()
                .filter(it -> !it.isEmpty() && !it.equals(NOT_READ))
                .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        for (var each : chosen.entrySet()) {
            var column = kind.columns().stream()
                    .filter(it -> it.name().equals(each.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new NotFound("column " + each.getKey()));
            if (each.getValue() > 1) {
                return Optional.of(Sentence.of("import.mapping.twice", column.chinese()));
            }
        }
        var now = clock.instant();
        choices.forEach((heading, choice) -> {
            mappings.rememberHeadings(kind, List.of(heading), now);
            var before = mappings.heading(kind, heading).orElseThrow(() -> new NotFound("heading " + heading));
            var decision =
                    choice.isEmpty() ? Decision.OPEN : choice.equals(NOT_READ) ? Decision.NOT_READ : Decision.MAPPED;
            var column = decision == Decision.MAPPED ? choice : null;
            if (before.decision() == decision && before.column().equals(Optional.ofNullable(column))) {
                return;
            }
            mappings.decide(kind, heading, decision, column, actor.staffId(), now);
            events.publishEvent(new Audited(
                    actor.dealerId(),
                    now,
                    Optional.of(actor.staffId()),
                    "heading-mapped",
                    "heading",
                    kind.word() + " " + heading,
                    Map.of("column", before.column().orElse(before.decision().name())),
                    Map.of("column", column == null ? decision.name() : column)));
        });
        return Optional.empty();
    }

    /**
     * Decides what a word means.
     *
     * @param meaning one of our words, for a brand also the word itself; an empty text takes the decision back
     * @throws NotFound if no file had that word, or it cannot mean that
     */
    public void decideWord(Actor actor, WordTopic topic, String written, String meaning) {
        actor.require(UseCase.IMPORT);
        var before = mappings.word(topic, written).orElseThrow(() -> new NotFound("word " + written));
        var possible = meaning.isEmpty()
                || meanings().getOrDefault(topic, List.of()).contains(meaning)
                || (topic == WordTopic.BRAND && meaning.equals(before.written()));
        if (!possible) {
            throw new NotFound("meaning " + meaning);
        }
        if (before.meaning().orElse("").equals(meaning)) {
            return;
        }
        var now = clock.instant();
        mappings.decide(topic, written, meaning.isEmpty() ? null : meaning, actor.staffId(), now);
        events.publishEvent(new Audited(
                actor.dealerId(),
                now,
                Optional.of(actor.staffId()),
                "word-decided",
                "word",
                topic.column() + " " + before.written(),
                Map.of("meaning", before.meaning().orElse("")),
                Map.of("meaning", meaning)));
    }
}
