package org.opendcrc.appointments;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where the public page of a store is, as the outside world writes it. */
@Component
@Transactional(readOnly = true)
public class PublicAddress {

    private final Stores stores;
    private final Settings settings;
    private final JdbcClient jdbc;

    PublicAddress(Stores stores, Settings settings, JdbcClient jdbc) {
        this.stores = stores;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /**
     * The public page of a store.
     *
     * @param stores that the person may choose from
     * @param open whether the store has opened it
     * @param based whether the store has set how the outside world writes this house
     * @param path within this house
     * @param address whole; empty while it is closed or nobody knows how the outside world writes this house
     */
    public record Found(
            UUID store,
            String code,
            String name,
            List<Store> stores,
            boolean open,
            boolean based,
            String path,
            String address) {}

    /**
     * The address of a store's public page.
     *
     * @param wanted empty: the first in which the person sees appointments
     * @throws NotAllowed if he sees them in none, or not in that one
     */
    public Found of(Actor actor, Optional<UUID> wanted) {
        var all = stores.of(actor, UseCase.READ_APPOINTMENTS);
        var store = all.stream()
                .filter(it -> wanted.isEmpty() || wanted.get().equals(it.id()))
                .findFirst()
                .orElseThrow(() -> new NotAllowed(UseCase.READ_APPOINTMENTS));
        var set = settings.of(store.id());
        var base = set.text(SelfServiceSettings.ADDRESS);
        var open = set.flag(SelfServiceSettings.PUBLIC_BOOKING);
        var path = "/book/" + encoded(dealer(actor.dealerId())) + "/" + encoded(store.code());
        return new Found(
                store.id(),
                store.code(),
                store.name(),
                all,
                open,
                !base.isEmpty(),
                path,
                open && !base.isEmpty() ? base + path : "");
    }

    private String dealer(int dealer) {
        return jdbc.sql("""
                        select d.code
                          from directory.dealer d
                         where d.dealer_id = :dealer
                        """).param("dealer", dealer).query(String.class).single();
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
