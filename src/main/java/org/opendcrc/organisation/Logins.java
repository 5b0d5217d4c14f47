package org.opendcrc.organisation;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which dealer a login or an access token belongs to: asked before sign-in, when no dealer is known yet. */
@Component
public class Logins {

    private final JdbcClient jdbc;

    Logins(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A login as it is kept: without blanks around it, in lower case. */
    static String normal(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    public Optional<Integer> dealerOf(String login) {
        return jdbc.sql("""
                        select l.dealer_id
                          from directory.login l
                         where l.login = :login
                        """).param("login", normal(login)).query(Integer.class).optional();
    }

    public Optional<Integer> dealerOfToken(byte[] hash) {
        return jdbc.sql("""
                        select t.dealer_id
                          from directory.token t
                         where t.token_hash = :hash
                        """).param("hash", hash).query(Integer.class).optional();
    }

    /** Takes a login for the present dealer; {@code false} if somebody in the installation has it already. */
    boolean take(String login, UUID staff) {
        return jdbc.sql("""
                        insert into directory.login (login, dealer_id, staff_id)
                        values (:login, :dealer, :staff)
                        on conflict (login) do nothing
                        """)
                        .param("login", login)
                        .param("dealer", DealerContext.require())
                        .param("staff", staff)
                        .update()
                == 1;
    }

    void rememberToken(byte[] hash, UUID staff) {
        jdbc.sql("""
                        insert into directory.token (token_hash, dealer_id, staff_id)
                        values (:hash, :dealer, :staff)
                        """)
                .param("hash", hash)
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .update();
    }

    void forgetToken(byte[] hash) {
        jdbc.sql("""
                        delete from directory.token
                         where token_hash = :hash
                        """).param("hash", hash).update();
    }
}
