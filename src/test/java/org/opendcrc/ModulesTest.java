package org.opendcrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModuleDependency;
import org.springframework.modulith.core.ApplicationModules;

/** The borders of the house: a module knows only what stands below it on the map of docs/architecture.md. */
class ModulesTest {

    /** The map, top floor first. Modules that stand on one floor do not know each other. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("operations"),
            List.of("demo"),
            List.of("workbench", "reports", "dms", "privacy"),
            List.of("recruitment", "newcars", "casebook", "manufacturer"),
            List.of("followups"),
            List.of("guarantees"),
            List.of("complaints", "prospects"),
            List.of("appointments", "knowledge"),
            List.of("retention", "loyalty"),
            List.of("messaging"),
            List.of("questionnaires", "vehicles"),
            List.of("customers"),
            List.of("calendar"),
            List.of("organisation", "telephony"),
            List.of("audit", "site", "mail"),
            List.of("shared"));

    private final ApplicationModules modules = ApplicationModules.of(OpenDcrc.class);

    @Test
    void every_module_keeps_to_what_it_declares() {
        modules.verify();
    }

    @Test
    void every_module_stands_on_the_map_and_looks_only_downwards() {
        assertThat(modules.stream().map(it -> it.getIdentifier().toString()))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(floor(it)).as("floor of %s", it).isNotNegative());
        var upwards = modules.stream()
                .flatMap(module -> module.getDirectDependencies(modules).stream()
                        .filter(it -> floor(it.getTargetModule()) <= floor(module)))
                .map(ModulesTest::inWords)
                .collect(Collectors.toSet());
        assertThat(upwards).isEmpty();
    }

    private static int floor(ApplicationModule module) {
        return floor(module.getIdentifier().toString());
    }

    private static int floor(String module) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(module)) {
                return floor;
            }
        }
        return -1;
    }

    private static String inWords(ApplicationModuleDependency it) {
        return it.getSourceType().getName() + " knows " + it.getTargetType().getName();
    }
}
