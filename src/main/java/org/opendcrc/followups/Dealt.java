package org.opendcrc.followups;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Deals contacts out in turn: each goes to whoever has the fewest, so that a latecomer is not left behind. */
final class Dealt {

    private final Map<UUID, Integer> loads = new LinkedHashMap<>();

    /**
     * @param clerks in the order in which they take their turn
     * @param has how many open contacts each has already; who is not named has none
     */
    Dealt(List<UUID> clerks, Map<UUID, Integer> has) {
        clerks.forEach(it -> loads.put(it, has.getOrDefault(it, 0)));
    }

    /** Who gets the next one, of those who may; empty if none may. */
    Optional<UUID> next(Predicate<UUID> may) {
        var next = loads.entrySet().stream()
                .filter(it -> may.test(it.getKey()))
                .min(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey);
        next.ifPresent(it -> loads.merge(it, 1, Integer::sum));
        return next;
    }
}
