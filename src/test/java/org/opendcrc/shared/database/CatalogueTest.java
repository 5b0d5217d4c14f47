package org.opendcrc.shared.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No table and no view shows a dealer's row to anybody else. */
@ApplicationTest
class CatalogueTest {

    @Autowired
    DataSource application;

    @Autowired
    @Qualifier("ownerDataSource")
    DataSource owner;

    @Test
    void every_wall_between_dealers_holds() throws SQLException {
        assertThat(Catalogue.size(application)).isPositive();
        assertThat(Catalogue.faults(application)).isEmpty();
    }

    @Test
    void a_breach_of_each_kind_is_seen() throws SQLException {
        var jdbc = JdbcClient.create(owner);
        jdbc.sql("""
                        create schema breach;
                        create table breach.sound (dealer_id int not null, id uuid not null, primary key (dealer_id, id));
                        alter table breach.sound enable row level security;
                        create policy dealer on breach.sound
                            using (dealer_id = current_setting('opendcrc.dealer')::int);
                        insert into breach.sound values (7, gen_random_uuid());

                        create table breach.open (dealer_id int not null, id int primary key);
                        insert into breach.open values (7, 1);
                        create table breach.lax (dealer_id int not null, id int not null, other int, counted int generated always as identity,
                            primary key (dealer_id, id), unique (other), foreign key (other) references breach.open on delete set null);
                        alter table breach.lax enable row level security;
                        create policy dealer on breach.lax using (true);
                        insert into breach.lax values (7, 1, 1);
                        create function breach.nothing() returns trigger language plpgsql as 'begin return new; end';
                        create trigger busy before insert on breach.lax for each row execute function breach.nothing();
                        create view breach.window as select s.dealer_id, s.id from breach.sound s;
                        create materialized view breach.frozen as select l.dealer_id from breach.lax l;
                        create table breach.rows_staging (id int);

                        grant usage on schema breach to opendcrc_app;
                        grant select on all tables in schema breach to opendcrc_app;
                        """).update();
        try {
            assertThat(Catalogue.faults(application))
                    .allMatch(it -> it.startsWith("breach."))
                    .noneMatch(it -> it.startsWith("breach.sound") || it.startsWith("breach.rows_staging"))
                    .contains(
                            "breach.open shows rows without a dealer",
                            "breach.open has no row-level security",
                            "breach.open has not exactly the policy of the dealer, but []",
                            "breach.open has a key that does not begin with dealer_id: breach.open_pkey",
                            "breach.lax shows rows without a dealer",
                            "breach.lax has not exactly the policy of the dealer, but [true]",
                            "breach.lax has a key that does not begin with dealer_id: breach.lax_other_key",
                            "breach.lax has a foreign key that does not lead from dealer_id to dealer_id: lax_other_fkey",
                            "breach.lax has a foreign key that is neither no action nor cascade: lax_other_fkey",
                            "breach.lax has a trigger: busy",
                            "breach.lax has a column that counts by itself: counted",
                            "breach.window is a view without security_invoker",
                            "breach.frozen is neither table nor view, so row-level security does not reach it");
        } finally {
            jdbc.sql("drop schema breach cascade").update();
        }
    }
}
