package org.opendcrc.shared.database;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A walk through the database's catalogue with the eyes of the application: what would show one dealer's rows to another, and what
 * could not be distributed by dealer. Worth most on a database that is full.
 */
public final class Catalogue {

    /** No dealer has this number. */
    private static final int NOBODY = 4242;

    private static final String POLICY = "(dealer_id = (current_setting('opendcrc.dealer'::text))::integer)";

    /** Our relations: ordinary and partitioned tables, views; also kinds that we do not want. */
    private static final String RELATIONS = """
            select n.nspname as schema, c.relname as name, c.relkind::text as kind, c.oid::bigint as oid,
                   c.relrowsecurity as secured,
                   coalesce('security_invoker=true' = any(c.reloptions)
                            or 'security_invoker=on' = any(c.reloptions), false) as invoker
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p', 'v', 'm', 'f')
               and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
               and n.nspname not like 'pg\\_temp\\_%'
               and not exists (select 1
                                 from pg_depend d
                                where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
             order by 1, 2
            """;

    private Catalogue() {}

    private record Relation(String schema, String name, String kind, long oid, boolean secured, boolean invoker) {

        String fullName() {
            return schema + "." + name;
        }
    }

    /** How many relations of dealers there are: a walk that sees none proves nothing. */
    static long size(DataSource application) throws SQLException {
        try (var connection = application.getConnection()) {
            return relations(connection).size();
        }
    }

    /** All faults, one sentence each; empty if the walls hold. */
    public static List<String> faults(DataSource application) throws SQLException {
        var faults = new ArrayList<String>();
        try (var connection = application.getConnection()) {
            ApplicationRole.check(connection);
            for (var relation : relations(connection)) {
                shownRows(connection, relation).ifPresent(faults::add);
                switch (relation.kind()) {
                    case "r", "p" -> table(connection, relation, faults);
                    case "v" -> {
                        if (!relation.invoker()) {
                            faults.add(relation.fullName() + " is a view without security_invoker");
                        }
                    }
                    default ->
                        faults.add(relation.fullName()
                                + " is neither table nor view, so row-level security does not reach it");
                }
            }
        }
        return faults;
    }

    private static List<Relation> relations(Connection connection) throws SQLException {
        var relations = new ArrayList<Relation>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(RELATIONS)) {
            while (rows.next()) {
                var relation = new Relation(
                        rows.getString("schema"),
                        rows.getString("name"),
                        rows.getString("kind"),
                        rows.getLong("oid"),
                        rows.getBoolean("secured"),
                        rows.getBoolean("invoker"));
                if (Tenancy.isDealers(relation.schema(), relation.name())) {
                    relations.add(relation);
                }
            }
        }
        return relations;
    }

    /** With no dealer an error is as good as no row; with a dealer who does not exist only a missing right is. */
    private static Optional<String> shownRows(Connection connection, Relation relation) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            var sql = "select exists (select 1 from \"%s\".\"%s\")".formatted(relation.schema(), relation.name());
            try {
                // Set and left, as a connection comes back from the pool; never set is tried by the manager's own test.
                if (answers(statement.executeQuery(sql))) {
                    return Optional.of(relation.fullName() + " shows rows without a dealer");
                }
            } catch (SQLException _) {
                connection.rollback();
            }
            statement.execute("set local opendcrc.dealer = '%d'".formatted(NOBODY));
            try {
                if (answers(statement.executeQuery(sql))) {
                    return Optional.of(relation.fullName() + " shows rows to a dealer who does not exist");
                }
            } catch (SQLException e) {
                if (!"42501".equals(e.getSQLState())) { // no right to look at all is fine
                    return Optional.of(relation.fullName() + " cannot be read: " + e.getMessage());
                }
            }
            return Optional.empty();
        } finally {
            connection.rollback();
        }
    }

    private static boolean answers(java.sql.ResultSet rows) throws SQLException {
        try (rows) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static void table(Connection connection, Relation table, List<String> faults) throws SQLException {
        var name = table.fullName();
        if (!table.secured()) {
            faults.add(name + " has no row-level security");
        }
        var policies = list(connection, table, """
                select case when p.permissive = 'PERMISSIVE' and p.cmd = 'ALL' and p.roles = '{public}'
                             and (p.with_check is null or p.with_check = p.qual)
                            then p.qual else 'unusual' end
                  from pg_policies p
                  join pg_class c on c.relname = p.tablename
                  join pg_namespace n on n.oid = c.relnamespace and n.nspname = p.schemaname
                 where c.oid = ?
                """);
        if (!policies.equals(List.of(POLICY))) {
            faults.add(name + " has not exactly the policy of the dealer, but " + policies);
        }
        if (list(connection, table, "select conname from pg_constraint where conrelid = ? and contype = 'p'")
                .isEmpty()) {
            faults.add(name + " has no primary key");
        }
        report(connection, table, faults, "a key that does not begin with dealer_id", """
                select i.indexrelid::regclass::text
                  from pg_index i
                  left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                 where i.indrelid = ? and (i.indisunique or i.indisprimary or i.indisexclusion)
                   and a.attname is distinct from 'dealer_id'
                """);
        report(connection, table, faults, "an exclusion that does not compare dealer_id by =", """
                select c.conname
                  from pg_constraint c
                  join pg_operator o on o.oid = c.conexclop[1]
                 where c.conrelid = ? and c.contype = 'x' and o.oprname <> '='
                """);
        report(connection, table, faults, "a foreign key that does not lead from dealer_id to dealer_id", """
                select c.conname
                  from pg_constraint c
                  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                  join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
                 where c.conrelid = ? and c.contype = 'f'
                   and (a.attname <> 'dealer_id' or f.attname <> 'dealer_id')
                """);
        report(connection, table, faults, "a foreign key that is neither no action nor cascade", """
                select c.conname
                  from pg_constraint c
                 where c.conrelid = ? and c.contype = 'f'
                   and (c.confdeltype not in ('a', 'c') or c.confupdtype not in ('a', 'c'))
                """);
        report(connection, table, faults, "a trigger", """
                select t.tgname from pg_trigger t where t.tgrelid = ? and not t.tgisinternal
                """);
        report(connection, table, faults, "a column that counts by itself", """
                select a.attname
                  from pg_attribute a
                  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                 where a.attrelid = ? and a.attnum > 0 and not a.attisdropped
                   and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like '%nextval(%')
                """);
        report(connection, table, faults, "a dealer_id that is no int or may be empty", """
                select a.attname
                  from pg_attribute a
                 where a.attrelid = ? and a.attname = 'dealer_id'
                   and (not a.attnotnull or a.atttypid <> 'int'::regtype)
                """);
    }

    private static void report(Connection connection, Relation table, List<String> faults, String fault, String sql)
            throws SQLException {
        var found = list(connection, table, sql);
        if (!found.isEmpty()) {
            faults.add("%s has %s: %s"
                    .formatted(table.fullName(), fault, found.stream().collect(joining(", "))));
        }
    }

    private static List<String> list(Connection connection, Relation table, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, table.oid());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(String.valueOf(rows.getString(1)));
                }
            }
        }
        return found;
    }
}
