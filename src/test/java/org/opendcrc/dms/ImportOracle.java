package org.opendcrc.dms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Computes in plain Java, row by row and with nothing of the program, what nights of files must leave behind: the facts of every kind,
 * the counts of every file, the owed calls. The cells that it is given are clean; lines that must be rejected say so themselves.
 */
class ImportOracle {

    /** The kinds in the order in which a night takes them, and the columns of the files of this test. */
    static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("staff", List.of("staff_no", "name", "role", "store_code", "active"));
        COLUMNS.put("customers", List.of("customer_no", "name", "phone", "city", "dnd", "changed_at"));
        COLUMNS.put("vehicles", List.of("vin", "plate", "brand", "color", "customer_no", "changed_at"));
        COLUMNS.put(
                "sales", List.of("sale_no", "store_code", "vin", "customer_no", "dealt_on", "price_yuan", "status"));
        COLUMNS.put(
                "repair_orders",
                List.of("order_no", "store_code", "vin", "customer_no", "kind", "sent_in_at", "settled_at", "status"));
        COLUMNS.put("repair_lines", List.of("order_no", "store_code", "line_no", "kind", "name", "quantity"));
        COLUMNS.put("recommendations", List.of("order_no", "store_code", "item", "usable_km", "accepted"));
        COLUMNS.put("parts_stock", List.of("store_code", "part_no", "name", "quantity", "shelf"));
        COLUMNS.put("gate_log", List.of("store_code", "plate", "in_at", "out_at", "guard"));
        COLUMNS.put("call_history", List.of("order_no", "sale_no", "store_code", "called_at", "outcome", "score"));
        COLUMNS.put(
                "complaint_history",
                List.of("complaint_no", "store_code", "received_at", "customer_no", "kind", "text"));
    }

    /** A line of a file: its cells by column. */
    record Line(Map<String, String> cells, boolean bad) {

        String cell(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    record File(String name, String kind, List<Line> lines) {}

    /** Where the lines of a file are. */
    static final class Counts {
        int created;
        int changed;
        int unchanged;
        int superseded;
        int rejected;
        int waiting;
        int released;

        void add(String state, int n) {
            switch (state) {
                case "new" -> created += n;
                case "changed" -> changed += n;
                case "unchanged" -> unchanged += n;
                case "superseded" -> superseded += n;
                case "rejected" -> rejected += n;
                case "waiting" -> waiting += n;
                default -> throw new IllegalArgumentException(state);
            }
        }

        @Override
        public String toString() {
            return "%d new %d changed %d unchanged %d superseded %d rejected %d waiting %d released"
                    .formatted(created, changed, unchanged, superseded, rejected, waiting, released);
        }
    }

    private record Waiter(String kind, String key, Line line, String file, LocalDate firstNight) {}

    private record Told(String file, Line line, String state) {}

    private final int waitingNights;
    final Map<String, Map<String, Map<String, String>>> facts = new LinkedHashMap<>();
    final Map<String, Counts> counts = new TreeMap<>();
    /** Order and round to state. */
    final Map<String, String> tasks = new TreeMap<>();

    private final Map<String, Waiter> waiting = new LinkedHashMap<>();
    private final Set<String> changedOrders = new TreeSet<>();
    private final Set<String> settledOrders = new TreeSet<>();
    private boolean hadVisits;

    static List<String> columns(String kind) {
        return Objects.requireNonNull(COLUMNS.get(kind), kind);
    }

    ImportOracle(int waitingNights) {
        this.waitingNights = waitingNights;
        COLUMNS.keySet().forEach(it -> facts.put(it, new TreeMap<>()));
    }

    void night(LocalDate night, List<File> files) {
        changedOrders.clear();
        settledOrders.clear();
        var told = new LinkedHashMap<String, Told>();
        for (var file : files) {
            take(night, file, told);
        }
        oweCalls(night);
        expire(night);
    }

    private void take(LocalDate night, File file, Map<String, Told> told) {
        var name = night + " " + file.name();
        var mine = counts.computeIfAbsent(name, _ -> new Counts());
        var latest = new LinkedHashMap<String, Integer>();
        for (var i = 0; i < file.lines().size(); i++) {
            var line = file.lines().get(i);
            if (line.bad()) {
                mine.rejected++;
            } else {
                latest.put(key(file.kind(), line), i);
            }
        }
        var last = new LinkedHashMap<String, Line>();
        for (var i = 0; i < file.lines().size(); i++) {
            var line = file.lines().get(i);
            var key = key(file.kind(), line);
            if (line.bad()) {
                continue;
            }
            int winner = Objects.requireNonNull(latest.get(key));
            if (winner == i) {
                last.put(key, line);
            } else {
                mine.add(file.lines().get(winner).cells().equals(line.cells()) ? "unchanged" : "superseded", 1);
            }
        }
        var outcomes = new LinkedHashMap<String, String>();
        last.forEach((key, line) -> outcomes.put(key, bring(file.kind(), line)));
        last.forEach((key, line) -> {
            var state = Objects.requireNonNull(outcomes.get(key));
            var before = told.get(file.kind() + key);
            if (before != null && !before.line().cells().equals(line.cells()) && !state.equals("waiting")) {
                var theirs = Objects.requireNonNull(counts.get(before.file()));
                theirs.add(before.state(), -1);
                theirs.superseded++;
                if (before.state().equals("new")) {
                    state = "new";
                }
            }
            mine.add(state, 1);
            if (!state.equals("waiting")
                    && (before == null || !before.line().cells().equals(line.cells()))) {
                told.put(file.kind() + key, new Told(name, line, state));
            }
            keep(night, file.kind(), key, line, name, state);
        });
        mine.released += release();
    }

    private void keep(LocalDate night, String kind, String key, Line line, String file, String state) {
        var older = waiting.remove(kind + key);
        var since = night;
        if (older != null) {
            var same = older.line().cells().equals(line.cells());
            var theirs = Objects.requireNonNull(counts.get(older.file()));
            theirs.waiting--;
            theirs.add(same ? "unchanged" : "superseded", 1);
            since = same ? older.firstNight() : night;
        }
        if (state.equals("waiting")) {
            waiting.put(kind + key, new Waiter(kind, key, line, file, since));
        }
    }

    private int release() {
        var released = 0;
        for (var other : COLUMNS.keySet()) {
            for (var waiter : List.copyOf(waiting.values())) {
                if (waiter.kind().equals(other) && missing(other, waiter.line()) == null) {
                    var state = bring(other, waiter.line());
                    var theirs = Objects.requireNonNull(counts.get(waiter.file()));
                    theirs.waiting--;
                    theirs.add(state, 1);
                    waiting.remove(other + waiter.key());
                    released++;
                }
            }
        }
        return released;
    }

    private void expire(LocalDate night) {
        for (var waiter : List.copyOf(waiting.values())) {
            if (!waiter.firstNight().isAfter(night.minusDays(waitingNights - 1L))) {
                var theirs = Objects.requireNonNull(counts.get(waiter.file()));
                theirs.waiting--;
                theirs.rejected++;
                waiting.remove(waiter.kind() + waiter.key());
            }
        }
    }

    static String key(String kind, Line it) {
        return switch (kind) {
            case "staff" -> it.cell("staff_no") + "/" + it.cell("store_code") + "/" + it.cell("role");
            case "customers" -> it.cell("customer_no");
            case "vehicles" -> it.cell("vin");
            case "sales" -> it.cell("store_code") + "/" + it.cell("sale_no");
            case "repair_orders" -> it.cell("store_code") + "/" + it.cell("order_no");
            case "repair_lines" -> it.cell("store_code") + "/" + it.cell("order_no") + "/" + it.cell("line_no");
            case "recommendations" -> it.cell("store_code") + "/" + it.cell("order_no") + "/" + it.cell("item");
            case "parts_stock" -> it.cell("store_code") + "/" + it.cell("part_no");
            case "gate_log" -> it.cell("store_code") + "/" + it.cell("plate") + "/" + it.cell("in_at");
            case "call_history" -> it.cell("store_code") + "/" + subject(it) + "/" + it.cell("called_at");
            case "complaint_history" -> it.cell("store_code") + "/" + it.cell("complaint_no");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static String subject(Line it) {
        return it.cell("order_no").isEmpty() ? "sale " + it.cell("sale_no") : "order " + it.cell("order_no");
    }

    private @Nullable String missing(String kind, Line it) {
        return switch (kind) {
            case "vehicles" -> absent("customers", it.cell("customer_no"));
            case "sales", "repair_orders" -> absent("vehicles", it.cell("vin"));
            case "repair_lines", "recommendations" ->
                absent("repair_orders", it.cell("store_code") + "/" + it.cell("order_no"));
            case "call_history" ->
                it.cell("order_no").isEmpty()
                        ? absent("sales", it.cell("store_code") + "/" + it.cell("sale_no"))
                        : absent("repair_orders", it.cell("store_code") + "/" + it.cell("order_no"));
            default -> null;
        };
    }

    private @Nullable String absent(String kind, String key) {
        return of(kind).containsKey(key) ? null : key;
    }

    private Map<String, Map<String, String>> of(String kind) {
        return Objects.requireNonNull(facts.get(kind));
    }

    /** What one line makes of what is known. */
    private String bring(String kind, Line line) {
        var key = key(kind, line);
        var old = of(kind).get(key);
        var changedAt = line.cell("changed_at");
        if (old != null && !changedAt.isEmpty() && changedAt.compareTo(old.getOrDefault("changed_at", "")) < 0) {
            return "unchanged";
        }
        if (missing(kind, line) != null) {
            return "waiting";
        }
        var now = merged(kind, line, old);
        if (!changedAt.isEmpty()) {
            now.put("changed_at", changedAt);
        }
        of(kind).put(key, now);
        var state = old == null ? "new" : withoutStamp(old).equals(withoutStamp(now)) ? "unchanged" : "changed";
        if (kind.equals("repair_orders")) {
            settle(key, old, now, state);
        }
        if (kind.equals("call_history") && !line.cell("order_no").isEmpty()) {
            answer(line.cell("store_code") + "/" + line.cell("order_no"), line.cell("outcome"));
        }
        return state;
    }

    private static Map<String, String> withoutStamp(Map<String, String> it) {
        var plain = new TreeMap<>(it);
        plain.keySet().removeAll(Set.of("changed_at", "round", "answered"));
        return plain;
    }

    private Map<String, String> merged(String kind, Line it, @Nullable Map<String, String> old) {
        var now = new TreeMap<String, String>();
        var before = old == null ? Map.<String, String>of() : old;
        switch (kind) {
            case "staff" -> now.put("active", kept(it.cell("active"), before, "active", "是"));
            case "customers" -> {
                now.put("name", it.cell("name"));
                now.put("phone", "+86" + it.cell("phone"));
                now.put("city", kept(it.cell("city"), before, "city", ""));
                now.put("dnd", old == null ? it.cell("dnd").isEmpty() ? "否" : it.cell("dnd") : before.get("dnd"));
                now.put("changed_at", before.getOrDefault("changed_at", ""));
            }
            case "vehicles" -> {
                now.put("plate", it.cell("plate").equals("无") ? "" : kept(it.cell("plate"), before, "plate", ""));
                now.put("brand", it.cell("brand"));
                now.put("color", kept(it.cell("color"), before, "color", ""));
                now.put("customer_no", it.cell("customer_no"));
                now.put("changed_at", before.getOrDefault("changed_at", ""));
            }
            case "sales" -> {
                now.put("vin", it.cell("vin"));
                now.put(
                        "customer_no",
                        known(it.cell("customer_no"), before.getOrDefault("customer_no", owner(it.cell("vin")))));
                now.put("dealt_on", it.cell("dealt_on"));
                now.put("price", it.cell("price_yuan"));
                now.put("status", it.cell("status").isEmpty() ? "有效" : it.cell("status"));
            }
            case "repair_orders" -> order(it, before, now);
            case "repair_lines" -> {
                now.put("kind", it.cell("kind"));
                now.put("name", it.cell("name"));
                now.put("quantity", it.cell("quantity"));
            }
            case "recommendations" -> {
                now.put("usable_km", it.cell("usable_km"));
                now.put("accepted", kept(it.cell("accepted"), before, "accepted", ""));
            }
            case "parts_stock" -> {
                now.put("name", it.cell("name"));
                now.put("quantity", it.cell("quantity"));
                now.put("shelf", it.cell("shelf"));
            }
            case "gate_log" -> {
                now.put("out_at", it.cell("out_at"));
                now.put("guard", kept(it.cell("guard"), before, "guard", ""));
            }
            case "call_history" -> {
                now.put("outcome", it.cell("outcome"));
                now.put("score", it.cell("score"));
            }
            case "complaint_history" -> {
                now.put("received_at", it.cell("received_at"));
                now.put("customer_no", kept(it.cell("customer_no"), before, "customer_no", ""));
                now.put("kind", it.cell("kind"));
                now.put("text", it.cell("text"));
                // Whether he is known at that moment is a fact of the row.
                now.put(
                        "customer_known",
                        it.cell("customer_no").isEmpty()
                                ? before.getOrDefault("customer_known", "false")
                                : Boolean.toString(of("customers").containsKey(it.cell("customer_no"))));
            }
            default -> throw new IllegalArgumentException(kind);
        }
        return now;
    }

    private void order(Line it, Map<String, String> before, Map<String, String> now) {
        now.put("vin", it.cell("vin"));
        now.put(
                "customer_no",
                known(it.cell("customer_no"), before.getOrDefault("customer_no", owner(it.cell("vin")))));
        now.put("kind", it.cell("kind"));
        now.put("sent_in_at", it.cell("sent_in_at"));
        now.put("settled_at", it.cell("settled_at"));
        var derived = it.cell("settled_at").isEmpty() ? "在修" : "结算";
        now.put("status", it.cell("status").isEmpty() ? derived : it.cell("status"));
        now.put("round", before.getOrDefault("round", "0"));
    }

    private static String kept(String cell, Map<String, String> before, String column, String atFirst) {
        return cell.isEmpty() ? before.getOrDefault(column, atFirst) : cell;
    }

    private String known(String customer, String otherwise) {
        return of("customers").containsKey(customer) ? customer : otherwise;
    }

    private String owner(String vin) {
        return Objects.requireNonNull(of("vehicles").get(vin)).getOrDefault("customer_no", "");
    }

    private static boolean isOwing(@Nullable Map<String, String> order) {
        return order != null && "结算".equals(order.get("status")) && !"内部".equals(order.get("kind"));
    }

    private void settle(String key, @Nullable Map<String, String> old, Map<String, String> now, String state) {
        if (!state.equals("unchanged")) {
            changedOrders.add(key);
        }
        if (isOwing(now) && !isOwing(old)) {
            now.put("round", Integer.toString(Integer.parseInt(now.getOrDefault("round", "0")) + 1));
            settledOrders.add(key);
        } else if (!isOwing(now)) {
            settledOrders.remove(key);
        }
    }

    private void answer(String order, String outcome) {
        if (!Set.of("满意", "不满意", "短信").contains(outcome)) {
            return;
        }
        tasks.replaceAll(
                (task, state) -> task.startsWith(order + " ") && state.equals("PENDING") ? "CANCELLED" : state);
    }

    private boolean isAnswered(String order) {
        var slash = order.indexOf('/');
        var prefix = order.substring(0, slash) + "/order " + order.substring(slash + 1) + "/";
        return of("call_history").entrySet().stream()
                .anyMatch(it -> it.getKey().startsWith(prefix)
                        && Set.of("满意", "不满意", "短信").contains(it.getValue().getOrDefault("outcome", "")));
    }

    private void oweCalls(LocalDate night) {
        for (var key : changedOrders) {
            var order = Objects.requireNonNull(of("repair_orders").get(key));
            tasks.replaceAll((task, state) -> task.startsWith(key + " ")
                            && state.equals("PENDING")
                            && (!isOwing(order) || !task.equals(key + " " + order.get("round")))
                    ? "CANCELLED"
                    : state);
        }
        for (var key : settledOrders) {
            var order = Objects.requireNonNull(of("repair_orders").get(key));
            var settled = LocalDate.parse(order.getOrDefault("settled_at", "").substring(0, 10));
            if (!settled.isBefore(night.minusDays(hadVisits ? 30 : 5)) && !isAnswered(key)) {
                tasks.putIfAbsent(key + " " + order.get("round"), "PENDING");
            }
        }
        hadVisits |= !changedOrders.isEmpty();
    }

    /** The facts of a kind, one line each, without what only this class needs. */
    List<String> lines(String kind) {
        var lines = new ArrayList<String>();
        of(kind).forEach((key, it) -> {
            var plain = new TreeMap<>(it);
            plain.keySet().removeAll(Set.of("changed_at", "customer_known"));
            lines.add(key + " " + plain);
        });
        return lines.stream().sorted().toList();
    }
}
