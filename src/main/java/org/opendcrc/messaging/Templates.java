package org.opendcrc.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The versions of the dealer's wordings; what nobody has changed is the shipped one. */
@Repository
class Templates {

    private final JdbcClient jdbc;
    private final Wording wording;

    Templates(JdbcClient jdbc, Wording wording) {
        this.jdbc = jdbc;
        this.wording = wording;
    }

    /** All templates as they stand, the shipped ones first; those used no more are not among them. */
    List<Template> present(int dealer) {
        var changed = jdbc.sql("""
                        select distinct on (v.key) v.key, v.version, v.name, v.channel, v.class, v.body_zh, v.body_en, v.origin, v.changed_at,
                               v.changed_by, v.long_text, v.store_id
                          from messaging.template_version v
                         where v.dealer_id = :dealer
                         order by v.key, v.version desc
                        """).param("dealer", dealer).query(Templates::template).list().stream()
                .collect(Collectors.toMap(Template::key, Function.identity()));
        var all = new ArrayList<Template>();
        for (var shipped : TextTemplate.values()) {
            all.add(Optional.ofNullable(changed.get(shipped.key())).orElseGet(() -> wording.shipped(shipped)));
        }
        changed.values().stream()
                .filter(it -> !it.isShipped() && it.origin() != Template.Origin.RETIRED)
                .sorted(java.util.Comparator.comparing(Template::name).thenComparing(Template::key))
                .forEach(all::add);
        return all;
    }

    /** One template as it stands, also one that is used no more. */
    Optional<Template> present(int dealer, String key) {
        var versions = versions(dealer, key);
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getFirst());
    }

    Template present(int dealer, TextTemplate template) {
        return present(dealer, template.key()).orElseGet(() -> wording.shipped(template));
    }

    /** Every version of a template, the latest first; a shipped one ends with version 0. None if there is no such template. */
    List<Template> versions(int dealer, String key) {
        var all = new ArrayList<>(jdbc.sql("""
                        select v.key, v.version, v.name, v.channel, v.class, v.body_zh, v.body_en, v.origin, v.changed_at, v.changed_by,
                               v.long_text, v.store_id
                          from messaging.template_version v
                         where v.dealer_id = :dealer
                           and v.key = :key
                         order by v.version desc
                        """)
                .param("dealer", dealer)
                .param("key", key)
                .query(Templates::template)
                .list());
        TextTemplate.of(key).map(wording::shipped).ifPresent(all::add);
        return all;
    }

    /**
     * Writes a further version.
     *
     * @return whether it was written; not if somebody else wrote that version meanwhile
     */
    boolean add(int dealer, Template it) {
        return jdbc.sql("""
                        insert into messaging.template_version (dealer_id, key, version, name, channel, class, body_zh, body_en, origin, changed_at,
                                                                changed_by, long_text, store_id)
                        values (:dealer, :key, :version, :name, :channel, :class, :zh, :en, :origin, :at, :by, :long, :store)
                        on conflict (dealer_id, key, version) do nothing
                        """)
                        .param("dealer", dealer)
                        .param("key", it.key())
                        .param("version", it.version())
                        .param("name", it.name())
                        .param("channel", it.channel().name())
                        .param("class", it.textClass().name())
                        .param("zh", it.chinese())
                        .param("en", it.english())
                        .param("origin", it.origin().name())
                        .param("at", Timestamp.from(it.changedAt().orElseThrow()))
                        .param("by", it.changedBy().orElseThrow())
                        .param("long", it.longText())
                        .param("store", it.store().orElse(null))
                        .update()
                == 1;
    }

    private static Template template(ResultSet row, int number) throws SQLException {
        var key = row.getString("key");
        var shipped = TextTemplate.of(key);
        return new Template(
                key,
                row.getInt("version"),
                row.getString("name"),
                Template.Channel.valueOf(row.getString("channel")),
                TextClass.valueOf(row.getString("class")),
                shipped.map(TextTemplate::byHand).orElse(true),
                shipped.map(TextTemplate::fields).orElseGet(() -> Arrays.asList(TextField.values())),
                row.getString("body_zh"),
                row.getString("body_en"),
                Template.Origin.valueOf(row.getString("origin")),
                Optional.of(row.getObject("changed_by", UUID.class)),
                Optional.of(row.getTimestamp("changed_at").toInstant()),
                row.getBoolean("long_text"),
                Optional.ofNullable(row.getObject("store_id", UUID.class)));
    }
}
