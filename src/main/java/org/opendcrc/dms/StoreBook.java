package org.opendcrc.dms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;

/**
 * The dealer's stores and brands as a file names them, read once per file.
 *
 * @param stores by code, in the order of the codes; the first one's zone and area code hold where a line names no store
 */
record StoreBook(Map<String, Store> stores, Set<String> brands) {

    static StoreBook of(Stores all) {
        var stores = new LinkedHashMap<String, Store>();
        var brands = new TreeSet<String>();
        for (var store : all.all()) {
            stores.put(store.code(), store);
            brands.addAll(all.brands(store.id()));
        }
        return new StoreBook(stores, brands);
    }

    Optional<Store> ofCode(String code) {
        return Optional.ofNullable(stores.get(code));
    }

    /** @throws RefusedFile if the dealer has no store yet */
    Store first() {
        return stores.values().stream().findFirst().orElseThrow(() -> new RefusedFile("no-store"));
    }

    String codes() {
        return String.join("、", stores.keySet());
    }
}
