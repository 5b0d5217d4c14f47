package org.opendcrc.operations.web;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.opendcrc.calendar.OpenHours;
import org.opendcrc.operations.HousePlan;
import org.opendcrc.operations.HousePlan.FirstAdministrator;
import org.opendcrc.operations.HousePlan.StorePlan;
import org.opendcrc.organisation.DealerSetup.NewStore;
import org.opendcrc.shared.Sentence;

/**
 * What was typed on the first day, field by field as written. Fields of the n-th store begin with {@code store<n>.}.
 *
 * @param values the fields by name
 * @param closed the weekdays on which each store is closed, 1 Monday … 7 Sunday
 */
public record SetupForm(Map<String, String> values, List<Set<Integer>> closed) {

    static final int MOST_STORES = 50;

    public SetupForm {
        values = Map.copyOf(values);
        closed = List.copyOf(closed);
    }

    /** The form as it is shown first: one store with the hours that workshops keep. */
    static SetupForm empty(LocalDate firstDay) {
        return new SetupForm(Map.of(), List.of()).withStore(firstDay);
    }

    static SetupForm of(Map<String, String[]> parameters, int stores) {
        var values = new LinkedHashMap<String, String>();
        parameters.forEach((name, typed) -> {
            if (typed.length > 0 && !name.endsWith(".closed")) {
                values.put(name, name.startsWith("password") ? typed[0] : typed[0].strip());
            }
        });
        var closed = new ArrayList<Set<Integer>>();
        for (int store = 0; store < stores; store++) {
            var days = new HashSet<Integer>();
            for (var day : parameters.getOrDefault("store" + store + ".closed", new String[0])) {
                if (day.matches("[1-7]")) {
                    days.add(Integer.valueOf(day));
                }
            }
            closed.add(Set.copyOf(days));
        }
        return new SetupForm(values, closed);
    }

    /** The same with one store more, who keeps the first one's hours and zone. */
    SetupForm withStore(LocalDate firstDay) {
        int next = closed.size();
        var more = new LinkedHashMap<>(values);
        var example =
                Map.of("zone", "Asia/Shanghai", "openedOn", firstDay.toString(), "opens", "08:30", "closes", "17:30");
        example.forEach((field, value) ->
                more.put("store" + next + "." + field, values.getOrDefault("store0." + field, value)));
        for (var field : List.of("areaCode", "brands")) {
            more.put("store" + next + "." + field, values.getOrDefault("store0." + field, ""));
        }
        var days = new ArrayList<>(closed);
        days.add(closed.isEmpty() ? Set.of() : closed.getFirst());
        return new SetupForm(more, days);
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public int stores() {
        return closed.size();
    }

    public boolean isClosed(int store, int day) {
        return closed.get(store).contains(day);
    }

    /** Why the fields cannot be taken, by name; empty if they can. */
    Map<String, Sentence> faults(Function<HousePlan, Optional<Sentence>> password) {
        var faults = new LinkedHashMap<String, Sentence>();
        var missing = Sentence.of("operations.setup.missing");
        for (var name : List.of("dealerName", "staffNo", "administrator", "login", "password")) {
            if (value(name).isEmpty()) {
                faults.put(name, missing);
            }
        }
        if (!value("dealerCode").matches(HousePlan.CODE)) {
            faults.put("dealerCode", Sentence.of("operations.setup.code-refused"));
        }
        if (!value("password").equals(value("repeated"))) {
            faults.put("repeated", Sentence.of("organisation.password.differs"));
        }
        var codes = new HashSet<String>();
        for (int store = 0; store < stores(); store++) {
            storeFaults("store" + store + ".", store, codes, faults);
        }
        if (faults.isEmpty()) {
            password.apply(plan()).ifPresent(why -> faults.put("password", why));
        }
        return faults;
    }

    private void storeFaults(String at, int store, Set<String> codes, Map<String, Sentence> faults) {
        if (value(at + "name").isEmpty()) {
            faults.put(at + "name", Sentence.of("operations.setup.missing"));
        }
        if (!value(at + "code").matches(HousePlan.STORE_CODE)) {
            faults.put(at + "code", Sentence.of("operations.setup.store-code-refused"));
        } else if (!codes.add(value(at + "code"))) {
            faults.put(at + "code", Sentence.of("operations.setup.store-code-twice"));
        }
        if (!value(at + "areaCode").matches("|0[0-9]{2,3}")) {
            faults.put(at + "areaCode", Sentence.of("operations.setup.area-refused"));
        }
        try {
            ZoneId.of(value(at + "zone"));
        } catch (DateTimeException _) {
            faults.put(at + "zone", Sentence.of("operations.setup.zone-refused"));
        }
        try {
            LocalDate.parse(value(at + "openedOn"));
        } catch (DateTimeException _) {
            faults.put(at + "openedOn", Sentence.of("operations.setup.date-refused"));
        }
        try {
            new OpenHours(LocalTime.parse(value(at + "opens")), LocalTime.parse(value(at + "closes")));
        } catch (DateTimeException | IllegalArgumentException _) {
            faults.put(at + "closes", Sentence.of("operations.setup.hours-refused"));
        }
        if (closed.get(store).size() == 7) {
            faults.put(at + "closes", Sentence.of("operations.setup.never-open"));
        }
        if (words(value(at + "brands")).isEmpty()) {
            faults.put(at + "brands", Sentence.of("operations.setup.missing"));
        }
    }

    /** What the fields say, once they have no faults. */
    HousePlan plan() {
        var stores = new ArrayList<StorePlan>();
        for (int store = 0; store < stores(); store++) {
            var at = "store" + store + ".";
            var week = new EnumMap<DayOfWeek, OpenHours>(DayOfWeek.class);
            for (var day : DayOfWeek.values()) {
                if (!isClosed(store, day.getValue())) {
                    week.put(day, OpenHours.of(value(at + "opens"), value(at + "closes")));
                }
            }
            stores.add(new StorePlan(
                    new NewStore(
                            value(at + "code"),
                            value(at + "name"),
                            ZoneId.of(value(at + "zone")),
                            value(at + "areaCode"),
                            LocalDate.parse(value(at + "openedOn")),
                            words(value(at + "brands"))),
                    Optional.of(week),
                    List.of(),
                    Optional.of(words(value(at + "bays"))),
                    Map.of(),
                    Map.of()));
        }
        return new HousePlan(
                value("dealerCode"),
                value("dealerName"),
                Optional.of(new FirstAdministrator(
                        value("staffNo"), value("administrator"), value("login"), Optional.of(value("password")))),
                stores);
    }

    private static List<String> words(String typed) {
        return Arrays.stream(typed.split("[,，、;；\\n]", -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }

    /** Without the passwords, which are on the way to nowhere else. */
    @Override
    public String toString() {
        return "SetupForm[" + stores() + " stores]";
    }
}
