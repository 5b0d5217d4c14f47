package org.opendcrc.shared.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the migrations say about tables and columns. */
class SchemaWordsSpec {

    @Test
    void a_comment_beside_a_column_is_its_meaning_and_one_above_a_table_the_tables() {
        var words = SchemaWords.of("""
                -- Of the whole file.
                create schema a;

                -- Cars 车辆, each once.
                -- They belong to the dealer.
                create table a.car (
                    dealer_id int  not null,
                    plate     text not null,                   -- as painted
                    colour    text not null check (colour in ('red', 'blue')),
                    sold_at   timestamptz,                     -- null: not yet;
                                                               -- in UTC
                    primary key (dealer_id, plate)
                );
                create index car_by_colour on a.car (dealer_id, colour); -- nothing to do with a column
                alter table a.car add column doors int; -- without the boot
                """);
        assertThat(words.ofTable("a.car")).isEqualTo("Cars 车辆, each once. They belong to the dealer.");
        assertThat(words.of("a.car", "plate")).isEqualTo("as painted");
        assertThat(words.of("a.car", "sold_at")).isEqualTo("null: not yet; in UTC");
        assertThat(words.of("a.car", "doors")).isEqualTo("without the boot");
        assertThat(words.of("a.car", "colour")).isEmpty();
    }

    @Test
    void the_programs_own_migrations_are_read() {
        assertThat(SchemaWords.read().of("organisation.store", "area_code")).contains("telephone area code");
    }
}
