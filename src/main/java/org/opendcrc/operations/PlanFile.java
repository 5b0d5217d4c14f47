package org.opendcrc.operations;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendcrc.calendar.OpenHours;
import org.opendcrc.calendar.OwnDay;
import org.opendcrc.operations.HousePlan.FirstAdministrator;
import org.opendcrc.operations.HousePlan.StorePlan;
import org.opendcrc.organisation.DealerSetup.NewStore;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.shared.CommandRefused;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads the file of {@code setup}: YAML, every scalar as it is written ({@code 0571} stays 0571). Everything that is wrong is told at
 * once, each with its line; a key that is not known is wrong too, for it is most often a misspelt one.
 */
class PlanFile {

    private static final String FIGURE = "[A-Z]{1,2}-[0-9]+(?:\\.[a-z-]+)?";
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private final SettingsDesk settings;
    private final List<String> faults = new ArrayList<>();

    private PlanFile(SettingsDesk settings) {
        this.settings = settings;
    }

    static HousePlan read(Path file, SettingsDesk settings) {
        try {
            return read(Files.readString(file, StandardCharsets.UTF_8), settings);
        } catch (IOException e) {
            throw new CommandRefused("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    /** @throws CommandRefused with one line for each fault */
    static HousePlan read(String text, SettingsDesk settings) {
        var reader = new PlanFile(settings);
        try (Reader in = new StringReader(text)) {
            var root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(in);
            var plan = root == null ? null : reader.plan(root);
            if (root == null) {
                throw new CommandRefused("The file is empty.");
            }
            if (!reader.faults.isEmpty() || plan == null) {
                throw new CommandRefused(String.join("\n", reader.faults) + "\nNothing was changed.");
            }
            return plan;
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new CommandRefused(
                    "line %d: this is no YAML: %s".formatted(mark == null ? 1 : mark.getLine() + 1, e.getProblem()), e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HousePlan plan(Node root) {
        var top = map(root, Set.of("dealer", "administrator", "stores"));
        var dealer = map(required(root, top, "dealer"), Set.of("code", "name"));
        var code = text(required(top.get("dealer"), dealer, "code"));
        if (!code.matches(HousePlan.CODE)) {
            fault(dealer.get("code"), "the dealer's code has small letters, digits and hyphens only, such as hengtong");
        }
        var name = text(required(top.get("dealer"), dealer, "name"));
        var stores = new ArrayList<StorePlan>();
        var codes = new ArrayList<String>();
        for (var item : list(top.get("stores"))) {
            var store = store(item);
            if (codes.contains(store.store().code())) {
                fault(
                        item,
                        "the store %s stands here twice".formatted(store.store().code()));
            }
            codes.add(store.store().code());
            stores.add(store);
        }
        return new HousePlan(code, name, administrator(top.get("administrator")), stores);
    }

    private Optional<FirstAdministrator> administrator(@Nullable Node node) {
        if (node == null) {
            return Optional.empty();
        }
        var fields = map(node, Set.of("staff-no", "name", "login", "password"));
        return Optional.of(new FirstAdministrator(
                text(required(node, fields, "staff-no")),
                text(required(node, fields, "name")),
                text(required(node, fields, "login")),
                Optional.ofNullable(fields.get("password")).map(this::text)));
    }

    private StorePlan store(Node node) {
        var fields = map(
                node,
                Set.of(
                        "code",
                        "name",
                        "zone",
                        "area-code",
                        "opened-on",
                        "brands",
                        "hours",
                        "days",
                        "bays",
                        "settings",
                        "targets"));
        var code = text(required(node, fields, "code"));
        if (!code.matches(HousePlan.STORE_CODE)) {
            fault(fields.get("code"), "a store's code has letters, digits, - and _ only, such as HZ01");
        }
        var brands = list(fields.get("brands")).stream().map(this::text).toList();
        return new StorePlan(
                new NewStore(
                        code,
                        text(required(node, fields, "name")),
                        zone(fields.get("zone")),
                        Optional.ofNullable(fields.get("area-code"))
                                .map(this::text)
                                .orElse(""),
                        date(required(node, fields, "opened-on")),
                        brands),
                Optional.ofNullable(fields.get("hours")).map(this::week),
                days(fields.get("days")),
                Optional.ofNullable(fields.get("bays"))
                        .map(it -> list(it).stream().map(this::text).toList()),
                settings(fields.get("settings")),
                targets(fields.get("targets"), brands));
    }

    private ZoneId zone(@Nullable Node node) {
        if (node == null) {
            return ZoneId.of("Asia/Shanghai");
        }
        try {
            return ZoneId.of(text(node));
        } catch (DateTimeException _) {
            fault(node, "there is no time zone %s; write one such as Asia/Shanghai".formatted(text(node)));
            return ZoneId.of("Asia/Shanghai");
        }
    }

    private LocalDate date(@Nullable Node node) {
        try {
            return LocalDate.parse(text(node));
        } catch (DateTimeException _) {
            fault(node, "%s is no date; write 2026-01-31".formatted(text(node)));
            return LocalDate.EPOCH;
        }
    }

    private Map<DayOfWeek, OpenHours> week(Node node) {
        var week = new EnumMap<DayOfWeek, OpenHours>(DayOfWeek.class);
        var said = new ArrayList<DayOfWeek>();
        for (var entry : entries(node).entrySet()) {
            var days = weekdays(entry.getKey());
            if (days.isEmpty()) {
                fault(entry.getValue(), "%s is no day: write mon … sun, or mon-fri".formatted(entry.getKey()));
            }
            var hours = hours(entry.getValue(), text(entry.getValue()));
            for (var day : days) {
                if (said.contains(day)) {
                    fault(entry.getValue(), "%s stands here twice".formatted(DAYS.get(day.getValue() - 1)));
                }
                said.add(day);
                hours.ifPresent(it -> week.put(day, it));
            }
        }
        if (week.isEmpty()) {
            fault(node, "a store is open on at least one day");
        }
        return week;
    }

    private static List<DayOfWeek> weekdays(String words) {
        var ends = words.toLowerCase(Locale.ROOT).split("-", -1);
        int first = DAYS.indexOf(ends[0]);
        int last = DAYS.indexOf(ends[ends.length - 1]);
        var days = new ArrayList<DayOfWeek>();
        for (int day = first; ends.length <= 2 && first >= 0 && day <= last; day++) {
            days.add(DayOfWeek.of(day + 1));
        }
        return days;
    }

    private List<OwnDay> days(@Nullable Node node) {
        var days = new ArrayList<OwnDay>();
        if (node == null) {
            return days;
        }
        for (var entry : entries(node).entrySet()) {
            LocalDate day;
            try {
                day = LocalDate.parse(entry.getKey());
            } catch (DateTimeException _) {
                fault(entry.getValue(), "%s is no date; write 2026-01-31".formatted(entry.getKey()));
                continue;
            }
            var words = text(entry.getValue()).split("\\s+", 2);
            days.add(new OwnDay(day, hours(entry.getValue(), words[0]), words.length > 1 ? words[1] : ""));
        }
        return days;
    }

    private Optional<OpenHours> hours(Node node, String words) {
        if (words.equals("closed")) {
            return Optional.empty();
        }
        try {
            var ends = words.split("-", -1);
            if (ends.length == 2) {
                return Optional.of(new OpenHours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip())));
            }
        } catch (DateTimeException | IllegalArgumentException _) {
            // told below
        }
        fault(node, "%s are no hours; write 08:30-17:30 or closed".formatted(words));
        return Optional.empty();
    }

    private Map<String, String> settings(@Nullable Node node) {
        var values = new HashMap<String, String>();
        if (node == null) {
            return values;
        }
        entries(node).forEach((key, value) -> {
            var text = text(value);
            if (!settings.knows(key)) {
                fault(value, "there is no setting %s; docs/rules names them all".formatted(key));
            } else if (settings.objection(key, text).isPresent()) {
                fault(value, "%s cannot be %s".formatted(key, text));
            }
            values.put(key, text);
        });
        return values;
    }

    private Map<String, Map<String, Integer>> targets(@Nullable Node node, List<String> brands) {
        var targets = new HashMap<String, Map<String, Integer>>();
        if (node == null) {
            return targets;
        }
        entries(node).forEach((brand, figures) -> {
            if (!brands.contains(brand)) {
                fault(figures, "%s is no brand of this store".formatted(brand));
            }
            var ofBrand = new HashMap<String, Integer>();
            entries(figures).forEach((figure, value) -> {
                if (!figure.matches(FIGURE)) {
                    fault(value, "%s is no figure; write the rule's number, such as AP-12.total".formatted(figure));
                }
                try {
                    int percent = Integer.parseInt(text(value));
                    if (percent < 0 || percent > 100) {
                        throw new NumberFormatException();
                    }
                    ofBrand.put(figure, percent);
                } catch (NumberFormatException _) {
                    fault(value, "a target is a whole number of percent from 0 to 100");
                }
            });
            targets.put(brand, ofBrand);
        });
        return targets;
    }

    // ---- nodes -----------------------------------------------------------------------------------------------------

    private Map<String, Node> map(@Nullable Node node, Set<String> known) {
        if (node == null) {
            return Map.of();
        }
        var fields = entries(node);
        fields.forEach((key, value) -> {
            if (!known.contains(key)) {
                fault(
                        value,
                        "unknown key %s; known here are %s"
                                .formatted(
                                        key,
                                        String.join(
                                                ", ", known.stream().sorted().toList())));
            }
        });
        return fields;
    }

    /** In the order of the file; a key that stands twice is a fault. */
    private Map<String, Node> entries(Node node) {
        var fields = new LinkedHashMap<String, Node>();
        if (!(node instanceof MappingNode mapping)) {
            fault(node, "here belong keys with values");
            return fields;
        }
        for (var tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                if (fields.put(key.getValue(), tuple.getValueNode()) != null) {
                    fault(key, "the key %s stands here twice".formatted(key.getValue()));
                }
            } else {
                fault(tuple.getKeyNode(), "a key is a word");
            }
        }
        return fields;
    }

    private List<Node> list(@Nullable Node node) {
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        fault(node, "here belongs a list");
        return List.of();
    }

    private @Nullable Node required(@Nullable Node parent, Map<String, Node> fields, String key) {
        var found = fields.get(key);
        if (found == null) {
            fault(parent, "%s is missing".formatted(key));
        }
        return found;
    }

    private String text(@Nullable Node node) {
        if (node == null) {
            return ""; // told already
        }
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        fault(node, "here belongs a word or a number");
        return "";
    }

    private void fault(@Nullable Node node, String what) {
        faults.add(
                node == null
                        ? what
                        : "line %d: %s".formatted(node.getStartMark().getLine() + 1, what));
    }
}
