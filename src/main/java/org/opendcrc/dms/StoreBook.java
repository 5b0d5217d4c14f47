package org.opendcrc.dms;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendcrc.organisation.Store;

/**
 * The dealer's stores and brands as a file names them, read once per file.
 *
 * @param stores by code, in the order of the codes; the first one's zone and area code hold where a line names no store
 */
record StoreBook(Map<String, Store> stores, Set<String> brands) {

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
