package org.opendcrc.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people of the present dealer. Those who left are still found: what they did bears their name. */
@Component
@Transactional(readOnly = true)
public class People {

    private final JdbcClient jdbc;

    People(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Person> find(UUID staff) {
        return jdbc.sql("""
                        select s.id, s.staff_no, s.name, s.phone, s.active
                          from organisation.staff s
                         where s.dealer_id = :dealer
                           and s.id = :staff
                        """)
                .param("dealer", DealerContext.require())
                .param("staff", staff)
                .query(People::person)
                .optional();
    }

    public Optional<Person> byStaffNo(String staffNo) {
        return jdbc.sql("""
                        select s.id, s.staff_no, s.name, s.phone, s.active
                          from organisation.staff s
                         where s.dealer_id = :dealer
                           and s.staff_no = :no
                        """)
                .param("dealer", DealerContext.require())
                .param("no", staffNo)
                .query(People::person)
                .optional();
    }

    /** The names of those people, for a list: one statement; who is unknown does not appear. */
    public Map<UUID, String> names(Collection<UUID> staff) {
        if (staff.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        select s.id, s.name
                          from organisation.staff s
                         where s.dealer_id = :dealer
                           and s.id = any(:staff)
                        """)
                .param("dealer", DealerContext.require())
                .param("staff", staff.stream().distinct().toArray(UUID[]::new))
                .query((row, _) -> Map.entry(row.getObject("id", UUID.class), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The service advisors 服务顾问 of a store who are in the house, by name. */
    public List<Person> advisors(UUID store) {
        return withRole(store, Role.ADVISOR);
    }

    /** Who has that role in a store now, by name. */
    public List<Person> withRole(UUID store, Role role) {
        return jdbc.sql("""
                        select s.id, s.staff_no, s.name, s.phone, s.active
                          from organisation.staff_role r
                          join organisation.staff s
                            on s.dealer_id = :dealer
                           and s.id = r.staff_id
                         where r.dealer_id = :dealer
                           and r.store_id = :store
                           and r.role = :role
                           and r.active
                           and s.active
                         order by s.name, s.staff_no
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .param("role", role.name())
                .query(People::person)
                .list();
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getObject("id", UUID.class),
                row.getString("staff_no"),
                row.getString("name"),
                Optional.ofNullable(row.getString("phone")),
                row.getBoolean("active"));
    }
}
