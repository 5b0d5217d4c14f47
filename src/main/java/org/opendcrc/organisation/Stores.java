package org.opendcrc.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The stores of the present dealer. */
@Component
@Transactional(readOnly = true)
public class Stores {

    private final JdbcClient jdbc;

    Stores(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All stores, by code. The first is the one whose area code completes telephone numbers of the dealer's customers. */
    public List<Store> all() {
        return jdbc.sql("""
                        select s.id, s.code, s.name, s.zone, s.area_code, s.opened_on
                          from organisation.store s
                         where s.dealer_id = :dealer
                         order by s.code
                        """)
                .param("dealer", DealerContext.require())
                .query(Stores::store)
                .list();
    }

    public Optional<Store> byCode(String code) {
        return jdbc.sql("""
                        select s.id, s.code, s.name, s.zone, s.area_code, s.opened_on
                          from organisation.store s
                         where s.dealer_id = :dealer
                           and s.code = :code
                        """)
                .param("dealer", DealerContext.require())
                .param("code", code)
                .query(Stores::store)
                .optional();
    }

    /**
     * The store of that identifier.
     *
     * @throws NotFound if the dealer has no such store
     */
    public Store get(UUID id) {
        return jdbc.sql("""
                        select s.id, s.code, s.name, s.zone, s.area_code, s.opened_on
                          from organisation.store s
                         where s.dealer_id = :dealer
                           and s.id = :id
                        """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .query(Stores::store)
                .optional()
                .orElseThrow(() -> new NotFound("store " + id));
    }

    /** The stores in which a person may do something, by code. */
    public List<Store> of(Actor actor, UseCase useCase) {
        return all().stream().filter(it -> actor.may(useCase, it.id())).toList();
    }

    /** The names of the brands that a store sells or serves, in alphabetical order. */
    public List<String> brands(UUID store) {
        return jdbc.sql("""
                        select b.name
                          from organisation.brand b
                         where b.dealer_id = :dealer
                           and b.store_id = :store
                         order by b.name
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .query(String.class)
                .list();
    }

    /** The names of the brands of all stores of the dealer, each once, in alphabetical order. */
    public List<String> brands() {
        return jdbc.sql("""
                        select distinct b.name
                          from organisation.brand b
                         where b.dealer_id = :dealer
                         order by b.name
                        """)
                .param("dealer", DealerContext.require())
                .query(String.class)
                .list();
    }

    private static Store store(ResultSet row, int number) throws SQLException {
        return new Store(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("name"),
                ZoneId.of(row.getString("zone")),
                row.getString("area_code"),
                row.getObject("opened_on", LocalDate.class));
    }
}
