package org.opendcrc.appointments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.stereotype.Component;

/** Makes the welcome boards of the next opening day, shortly before each store closes (AP-18). */
@Component
class WelcomeBoardJob implements Job {

    private final Dealers dealers;
    private final Stores stores;
    private final WelcomeBoard board;

    WelcomeBoardJob(Dealers dealers, Stores stores, WelcomeBoard board) {
        this.dealers = dealers;
        this.stores = stores;
        this.board = board;
    }

    @Override
    public String name() {
        return "appointments.board";
    }

    @Override
    public Instant nextDue(Instant after) {
        var moments = new ArrayList<Instant>();
        dealers.forEach(_ ->
                stores.all().forEach(store -> board.next(store.id(), after).ifPresent(moments::add)));
        return moments.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> board.makeDue(dealer, due));
    }
}
