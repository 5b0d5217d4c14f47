package org.opendcrc.complaints;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The people outside whom the stores call. */
@Repository
class Outsiders {

    private final JdbcClient jdbc;

    Outsiders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who is not past, by what he is; who is it now before who follows. */
    List<OutsideContact> list(int dealer, UUID store, LocalDate today) {
        return jdbc.sql("""
                        select o.id, o.role, o.name, o.phone, o.email, o.valid_from, o.valid_until
                          from complaints.outside o
                         where o.dealer_id = :dealer
                           and o.store_id = :store
                           and (o.valid_until is null or o.valid_until >= :today)
                         order by o.role, o.valid_from, o.name, o.id
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("today", Date.valueOf(today))
                .query((row, _) -> contact(row))
                .list();
    }

    /** Who is it on a day: the latest first, so that the first is the one who is called. */
    List<OutsideContact> of(int dealer, UUID store, OutsideRole role, LocalDate day) {
        return jdbc.sql("""
                        select o.id, o.role, o.name, o.phone, o.email, o.valid_from, o.valid_until
                          from complaints.outside o
                         where o.dealer_id = :dealer
                           and o.store_id = :store
                           and o.role = :role
                           and o.valid_from <= :day
                           and (o.valid_until is null or o.valid_until >= :day)
                         order by o.valid_from desc, o.name, o.id
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("role", role.name())
                .param("day", Date.valueOf(day))
                .query((row, _) -> contact(row))
                .list();
    }

    void add(int dealer, UUID store, OutsideContact it, UUID staff) {
        jdbc.sql("""
                        insert into complaints.outside (dealer_id, id, store_id, role, name, phone, email, valid_from, added_by)
                        values (:dealer, :id, :store, :role, :name, :phone, :email, :from, :staff)
                        """)
                .param("dealer", dealer)
                .param("id", it.id())
                .param("store", store)
                .param("role", it.role().name())
                .param("name", it.name())
                .param("phone", it.phone().isEmpty() ? null : it.phone(), Types.VARCHAR)
                .param("email", it.email().isEmpty() ? null : it.email(), Types.VARCHAR)
                .param("from", Date.valueOf(it.from()))
                .param("staff", staff)
                .update();
    }

    void end(int dealer, UUID id, LocalDate lastDay) {
        jdbc.sql("""
                        update complaints.outside o
                           set valid_until = :last
                         where o.dealer_id = :dealer
                           and o.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("last", Date.valueOf(lastDay))
                .update();
    }

    private static OutsideContact contact(ResultSet row) throws SQLException {
        return new OutsideContact(
                row.getObject("id", UUID.class),
                OutsideRole.valueOf(row.getString("role")),
                row.getString("name"),
                Optional.ofNullable(row.getString("phone")).orElse(""),
                Optional.ofNullable(row.getString("email")).orElse(""),
                row.getObject("valid_from", LocalDate.class),
                Optional.ofNullable(row.getObject("valid_until", LocalDate.class)));
    }
}
