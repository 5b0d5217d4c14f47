package org.opendcrc.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What people look for: random customers over the whole range, by what one knows of them, and how one tells that the answer is right. */
final class Looks {

    /** Where more was found than is shown, the one who was meant may be among the rest. */
    private static final String MORE = "还有更多没有列出";

    private final House house;
    private final List<Somebody> people = new ArrayList<>();

    private record Somebody(String id, String name, String initials, String phone, String plate, String vin) {}

    Looks(House house, int number, Random random) throws IOException, SQLException {
        this.house = house;
        try (var connection = house.connect("postgres");
                var statement = connection.prepareStatement("""
                        select c.id::text, c.name, v.plate, v.vin, c.phone,
                               (select min(substr(l.key, 2)) from customers.lookup l
                                 where l.dealer_id = c.dealer_id and l.customer_id = c.id and l.key like 'i%') as initials
                          from customers.customer c
                          join vehicles.vehicle v on v.dealer_id = c.dealer_id and v.customer_id = c.id
                         where c.customer_no = ?
                         order by v.vin
                         limit 1
                        """)) {
            int customers;
            try (var counting = connection.createStatement();
                    var rows = counting.executeQuery("select count(*) from customers.customer")) {
                rows.next();
                customers = rows.getInt(1);
            }
            while (people.size() < number) {
                statement.setString(1, "C%06d".formatted(1 + random.nextInt(customers)));
                try (var rows = statement.executeQuery()) {
                    if (rows.next() && rows.getString("initials") != null) {
                        people.add(new Somebody(
                                rows.getString("id"),
                                rows.getString("name"),
                                rows.getString("initials"),
                                rows.getString("phone"),
                                rows.getString("plate"),
                                rows.getString("vin")));
                    }
                }
            }
        }
    }

    /** In turn by the last four digits, the plate, the initials, the whole name and the VIN's tail. */
    List<Pages.Look> search(String path, boolean whole) {
        var looks = new ArrayList<Pages.Look>();
        for (var i = 0; i < people.size(); i++) {
            var one = people.get(i);
            var typed = switch (i % 5) {
                case 0 -> one.phone().substring(one.phone().length() - 4);
                case 1 -> one.plate().substring(2);
                case 2 -> one.initials();
                case 3 -> one.name();
                default -> one.vin().substring(9);
            };
            var link = "/customers/" + one.id();
            // By plate and VIN there is one; of the others there may be more than are shown.
            var expected =
                    i % 5 == 1 || i % 5 == 4 ? List.of(link) : whole ? List.of(link, MORE) : List.of("/customers/");
            looks.add(new Pages.Look(path + Visitor.encoded(typed), expected));
        }
        return looks;
    }

    List<Pages.Look> customers() {
        return people.stream()
                .map(it -> new Pages.Look("/customers/" + it.id(), List.of(it.name())))
                .toList();
    }

    boolean hasCustomerPage(String login, String password) throws IOException {
        try (var visitor = new Visitor(house.port())) {
            visitor.signIn(login, password);
            return visitor.get("/customers/" + people.getFirst().id()).status() == 200;
        }
    }
}
