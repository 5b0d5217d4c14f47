package org.opendcrc.shared;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the installation remembers about itself, of no dealer. */
@Component
public class Marks {

    private final JdbcClient jdbc;

    Marks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<String> find(String name) {
        return jdbc.sql("""
                        select m.value
                          from infrastructure.mark m
                         where m.name = :name
                        """).param("name", name).query(String.class).optional();
    }

    public void set(String name, String value, Instant at) {
        jdbc.sql("""
                        insert into infrastructure.mark (name, value, at)
                        values (:name, :value, :at)
                        on conflict (name) do update
                           set value = excluded.value,
                               at = excluded.at
                        """)
                .param("name", name)
                .param("value", value)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public void remove(String name) {
        jdbc.sql("""
                        delete from infrastructure.mark
                         where name = :name
                        """).param("name", name).update();
    }
}
