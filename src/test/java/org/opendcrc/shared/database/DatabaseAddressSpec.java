package org.opendcrc.shared.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** How the address of a database of one's own may be written. */
class DatabaseAddressSpec {

    @Test
    void as_jdbc_writes_it() {
        assertThat(DatabaseAddress.parse("jdbc:postgresql://db:5433/crm?user=o&ssl=true&password=a%26b"))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db:5433/crm?ssl=true", "o", "a&b"));
    }

    @Test
    void as_psql_writes_it() {
        assertThat(DatabaseAddress.parse("postgresql://o:a+b%40c@db/crm"))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db/crm", "o", "a+b@c"));
        assertThat(DatabaseAddress.parse("postgres://o:p@db/crm?sslmode=require"))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db/crm?sslmode=require", "o", "p"));
    }

    @Test
    void without_user_or_password_or_database_it_is_refused_with_a_sentence() {
        assertThatThrownBy(() -> DatabaseAddress.parse("postgresql://db/crm"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("names no user");
        assertThatThrownBy(() -> DatabaseAddress.parse("postgresql://o@db/crm"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("names no password");
        assertThatThrownBy(() -> DatabaseAddress.parse("mysql://o:p@db/crm")).isInstanceOf(CannotStart.class);
        assertThatThrownBy(() -> DatabaseAddress.parse("postgresql://o:p@db/")).isInstanceOf(CannotStart.class);
    }

    @Test
    void its_text_does_not_tell_the_password() {
        assertThat(DatabaseAddress.parse("postgresql://o:geheim@db/crm").toString())
                .doesNotContain("geheim");
    }
}
