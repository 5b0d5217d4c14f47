package org.opendcrc.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.opendcrc.shared.database.TestDatabase;

/** Sixty-four programs want one place of one day at the same moment: one gets it, and what the others are offered still holds. */
class OnePlaceRaceStory {

    private static final int PROGRAMS = 64;

    /** A Monday on which the store of the demonstration is open. */
    private static final String DAY = "2026-11-23";

    @Test
    void AP_3_AP_4_of_sixty_four_who_want_one_place_one_gets_it_and_the_others_an_offer_that_holds() throws Exception {
        var settings = Map.of(
                "SPRING_PROFILES_ACTIVE",
                "simulation",
                "OPENDCRC_CLOCK",
                "2026-11-19T08:00:00+08:00",
                "OPENDCRC_DEMO",
                "40");
        try (var node = Node.start(TestDatabase.freshFolder(), settings)) {
            var clerk = new Caller(() -> node, "sim-zhou");
            var free = clerk.get("/api/v1/appointments/slots?store=HZCX&day=" + DAY);
            assertThat(free.status()).as(free.body().toString()).isEqualTo(200);
            var place = free.body().at("/items/0");
            var wish = """
                    {"store": "HZCX", "start": "%s", "advisor": "%s", "bay": "%s", "name": "乔%d", "phone": "%d", "needs": "首保"}
                    """;
            var start = new CountDownLatch(1);
            var asked = new ArrayList<Future<Caller.Answer>>();
            try (var people = Executors.newFixedThreadPool(PROGRAMS)) {
                for (int i = 0; i < PROGRAMS; i++) {
                    var body = wish.formatted(
                            place.at("/start").asString(),
                            place.at("/advisor").asString(),
                            place.at("/bay").asString(),
                            i,
                            13900000000L + i);
                    asked.add(people.submit((Callable<Caller.Answer>) () -> {
                        start.await();
                        return clerk.post("/api/v1/appointments", body);
                    }));
                }
                start.countDown();
                int got = 0;
                var offers = new HashSet<String>();
                for (var one : asked) {
                    var answer = one.get();
                    if (answer.status() == 201) {
                        got++;
                        continue;
                    }
                    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
                    assertThat(answer.body().at("/rule").asString()).isEqualTo("AP-3");
                    var offer = answer.body().at("/offers/0");
                    offers.add(offer.at("/start").asString() + " "
                            + offer.at("/advisor").asString());
                }
                assertThat(got).isEqualTo(1);
                assertThat(offers).isNotEmpty();
                for (var offer : offers) {
                    var parts = offer.split(" ", 2);
                    var taken = clerk.post(
                            "/api/v1/appointments",
                            wish.formatted(parts[0], parts[1], place.at("/bay").asString(), 99, 13999999999L));
                    assertThat(taken.status()).as(taken.body().toString()).isEqualTo(201);
                }
            }
        }
    }
}
