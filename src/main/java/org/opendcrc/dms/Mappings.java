package org.opendcrc.dms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.DealerContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the present dealer has decided about his own headings and words, and what waits for a decision; called within a transaction. */
@Component
class Mappings {

    private static final int LONGEST = 200;
    private static final int MOST_HEADINGS = 200;

    private final JdbcClient jdbc;

    Mappings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A word of a file that we do not know. */
    record OpenWord(WordTopic topic, String written) {}

    /** What was decided, for files of that kind. */
    MappingBook book(FileKind kind) {
        var columns = new HashMap<String, String>();
        jdbc.sql("""
                        select h.plain, coalesce(h.column_name, '') as column_name
                          from dms.heading h
                         where h.dealer_id = :dealer
                           and h.kind = :kind
                           and h.decision <> 'OPEN'
                        """)
                .param("dealer", DealerContext.require())
                .param("kind", kind.name())
                .query((row, _) -> Map.entry(row.getString("plain"), row.getString("column_name")))
                .list()
                .forEach(it -> columns.put(it.getKey(), it.getValue()));
        var words = new EnumMap<WordTopic, Map<String, String>>(WordTopic.class);
        words(false)
                .forEach(it -> it.meaning()
                        .ifPresent(meaning -> words.computeIfAbsent(it.topic(), _ -> new HashMap<>())
                                .put(MappingBook.plain(it.written()), meaning)));
        return new MappingBook(columns, words);
    }

    /** Keeps headings that a file had and we do not know, for a decision. */
    void rememberHeadings(FileKind kind, Collection<String> headings, Instant at) {
        for (var heading : headings.stream().limit(MOST_HEADINGS).toList()) {
            var plain = MappingBook.plain(heading);
            if (plain.isEmpty() || plain.length() > LONGEST) {
                continue;
            }
            jdbc.sql("""
                            insert into dms.heading (dealer_id, kind, plain, written, decision, seen_at)
                            values (:dealer, :kind, :plain, :written, 'OPEN', :at)
                            on conflict (dealer_id, kind, plain) do update
                               set seen_at = excluded.seen_at
                            """)
                    .param("dealer", DealerContext.require())
                    .param("kind", kind.name())
                    .param("plain", plain)
                    .param("written", heading)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** Keeps words that a file had and we do not know, for a decision. */
    void rememberWords(Collection<OpenWord> words, Instant at) {
        for (var word : words) {
            var plain = MappingBook.plain(word.written());
            if (plain.isEmpty() || plain.length() > LONGEST) {
                continue;
            }
            jdbc.sql("""
                            insert into dms.word (dealer_id, topic, plain, written, seen_at)
                            values (:dealer, :topic, :plain, :written, :at)
                            on conflict (dealer_id, topic, plain) do update
                               set seen_at = excluded.seen_at
                            """)
                    .param("dealer", DealerContext.require())
                    .param("topic", word.topic().name())
                    .param("plain", plain)
                    .param("written", word.written())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** All headings, those without a decision first. */
    List<MappedHeading> headings() {
        return jdbc.sql("""
                        select h.kind, h.written, h.decision, h.column_name, h.seen_at
                          from dms.heading h
                         where h.dealer_id = :dealer
                         order by h.decision <> 'OPEN', h.kind, h.plain
                        """)
                .param("dealer", DealerContext.require())
                .query((row, _) -> new MappedHeading(
                        FileKind.valueOf(row.getString("kind")),
                        row.getString("written"),
                        MappedHeading.Decision.valueOf(row.getString("decision")),
                        Optional.ofNullable(row.getString("column_name")),
                        moment(row, "seen_at")))
                .list();
    }

    /** The heading, if a file has had it. */
    Optional<MappedHeading> heading(FileKind kind, String written) {
        return jdbc.sql("""
                        select h.kind, h.written, h.decision, h.column_name, h.seen_at
                          from dms.heading h
                         where h.dealer_id = :dealer
                           and h.kind = :kind
                           and h.plain = :plain
                           for update
                        """)
                .param("dealer", DealerContext.require())
                .param("kind", kind.name())
                .param("plain", MappingBook.plain(written))
                .query((row, _) -> new MappedHeading(
                        FileKind.valueOf(row.getString("kind")),
                        row.getString("written"),
                        MappedHeading.Decision.valueOf(row.getString("decision")),
                        Optional.ofNullable(row.getString("column_name")),
                        moment(row, "seen_at")))
                .optional();
    }

    /** Decides on a heading. */
    void decide(
            FileKind kind,
            String written,
            MappedHeading.Decision decision,
            @Nullable String column,
            UUID by,
            Instant at) {
        jdbc.sql("""
                        update dms.heading h
                           set decision = :decision,
                               column_name = :column,
                               decided_by = :by,
                               decided_at = :at
                         where h.dealer_id = :dealer
                           and h.kind = :kind
                           and h.plain = :plain
                        """)
                .param("dealer", DealerContext.require())
                .param("kind", kind.name())
                .param("plain", MappingBook.plain(written))
                .param("decision", decision.name())
                .param("column", column)
                .param("by", decision == MappedHeading.Decision.OPEN ? null : by)
                .param("at", decision == MappedHeading.Decision.OPEN ? null : at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** All words, those without a decision first; or those without a decision only. */
    List<MappedWord> words(boolean openOnly) {
        return jdbc.sql("""
                        select w.topic, w.written, w.meaning, w.seen_at
                          from dms.word w
                         where w.dealer_id = :dealer
                           and (w.meaning is null or not :open)
                         order by w.meaning is not null, w.topic, w.plain
                        """)
                .param("dealer", DealerContext.require())
                .param("open", openOnly)
                .query(Mappings::word)
                .list();
    }

    Optional<MappedWord> word(WordTopic topic, String written) {
        return jdbc.sql("""
                        select w.topic, w.written, w.meaning, w.seen_at
                          from dms.word w
                         where w.dealer_id = :dealer
                           and w.topic = :topic
                           and w.plain = :plain
                           for update
                        """)
                .param("dealer", DealerContext.require())
                .param("topic", topic.name())
                .param("plain", MappingBook.plain(written))
                .query(Mappings::word)
                .optional();
    }

    private static MappedWord word(ResultSet row, int number) throws SQLException {
        return new MappedWord(
                WordTopic.valueOf(row.getString("topic")),
                row.getString("written"),
                Optional.ofNullable(row.getString("meaning")),
                moment(row, "seen_at"));
    }

    /** Decides what a word means; null takes the decision back. */
    void decide(WordTopic topic, String written, @Nullable String meaning, UUID by, Instant at) {
        jdbc.sql("""
                        update dms.word w
                           set meaning = :meaning,
                               decided_by = :by,
                               decided_at = :at
                         where w.dealer_id = :dealer
                           and w.topic = :topic
                           and w.plain = :plain
                        """)
                .param("dealer", DealerContext.require())
                .param("topic", topic.name())
                .param("plain", MappingBook.plain(written))
                .param("meaning", meaning)
                .param("by", meaning == null ? null : by)
                .param("at", meaning == null ? null : at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
