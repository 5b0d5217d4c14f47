package org.opendcrc.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.opendcrc.appointments.Workshop.FRIDAY;
import static org.opendcrc.appointments.Workshop.at;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.appointments.PublicBookingDesk.Asked;
import org.opendcrc.appointments.PublicBookingDesk.CodeAnswer;
import org.opendcrc.appointments.PublicBookingDesk.PublicWish;
import org.opendcrc.customers.Customer;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.StaleVersion;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What customers do without a login: by the link of a text, and by a code on a store's public page. */
@ApplicationTest
@Import(TestHouse.class)
class SelfServiceTest {

    private static final String BASE = "https://yy.example.cn";
    private static final String HIS = "13800006621";

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AppointmentDesk desk;

    @Autowired
    SelfServiceDesk own;

    @Autowired
    PublicBookingDesk open;

    @Autowired
    CalendarDesk calendars;

    @Autowired
    PriceList prices;

    @Autowired
    RosterDesk roster;

    @Autowired
    ForgetVisitors forget;

    @Autowired
    VisitorPace pace;

    Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(builder, jdbc);
        set("appointment.public-address", BASE);
        set("appointment.public-booking", "true");
        jdbc.sql("delete from directory.pace").update();
    }

    // the link in the text

    @Test
    void AP_16_the_text_carries_a_link_that_fits_and_leads_to_the_appointment_alone() {
        var token = linkOf(book("10:00"));
        assertThat(token).hasSize(22); // 128 bits
        var shown = shown(token, at("08:01"));
        assertThat(shown.surname()).contains("石");
        assertThat(shown.plate()).contains("浙A***E5");
        assertThat(shown.start()).isEqualTo(LocalTime.of(10, 0));
        assertThat(shown.toString()).doesNotContain("石磊", HIS, "8K2", "保养", "liu");
        assertThat(
                        text(
                                "select encode(l.token_hash, 'escape') from appointments.self_link l where l.dealer_id = :dealer"))
                .doesNotContain(token);
    }

    @Test
    void AP_16_a_text_stays_within_70_characters_and_goes_without_a_link_where_none_fits() {
        var lengths = List.of(14, 20, 30, 31, 60);
        for (int length : lengths) {
            set("appointment.public-address", "https://" + "a".repeat(length - 11) + ".cn");
            var body = textOf(book("%02d:00".formatted(10 + lengths.indexOf(length))));
            assertThat(body.length()).isLessThanOrEqualTo(70);
            assertThat(body.contains("/a/")).as(body).isEqualTo(length <= 30);
            assertThat(body.endsWith("。")).as(body).isEqualTo(length > 30);
        }
        set("appointment.public-address", "");
        assertThat(textOf(book("15:00"))).doesNotContain("http");
    }

    @Test
    void AP_16_the_customer_confirms_once_and_the_log_names_him_and_no_clerk() {
        var made = book("10:00");
        var token = linkOf(made);
        assertThat(as(() -> own.confirm(token, at("08:10")))).isEqualTo(new SelfAnswer.Noted());
        assertThat(as(() -> own.confirm(token, at("08:20")))).isEqualTo(new SelfAnswer.Noted());
        assertThat(shown(token, at("08:30")).confirmed()).contains(at("08:10"));
        var file = shop.asDealer(() -> desk.find(shop.clerk, made.appointment()));
        assertThat(file.confirmations())
                .as("the one confirmation that is owed so late")
                .extracting(ConfirmationFact::step, ConfirmationFact::result)
                .containsExactly(tuple(ConfirmationStep.H1, ConfirmationFact.Result.CONFIRMED));
        assertThat(file.line().state()).isEqualTo(AppointmentState.CONFIRMED_1);
        assertThat(text(
                        "select count(*) from audit.entry e where e.dealer_id = :dealer and e.action = 'appointment.self-confirmed'"
                                + " and e.actor_id = '00000000-0000-0000-0000-000000000001'"))
                .isEqualTo("1");
    }

    @Test
    void A_link_counts_until_the_appointment_begins_and_not_a_second_longer() {
        var token = linkOf(book("10:00"));
        assertThat(as(() -> own.find(token, at("10:00").minusSeconds(1)))).isPresent();
        assertThat(as(() -> own.find(token, at("10:00")))).isEmpty();
        set("appointment.link-days", "1");
        var early = linkOf(shop.wish(FRIDAY.plusDays(3), "10:00", shop.liu), at("08:00"));
        assertThat(as(() -> own.find(early, at("08:00").plus(Duration.ofDays(1)).minusSeconds(1))))
                .isPresent();
        assertThat(as(() -> own.find(early, at("08:00").plus(Duration.ofDays(1)))))
                .isEmpty();
        assertThat(as(() -> own.cancel(early, 1, at("08:00").plus(Duration.ofDays(1)))))
                .isEqualTo(new SelfAnswer.Gone());
    }

    @Test
    void A23_a_cancelled_one_gives_its_place_back_and_its_link_is_dead_for_everything() {
        var made = book("10:00");
        var token = linkOf(made);
        assertThat(as(() -> own.cancel(token, 1, at("08:10")))).isEqualTo(new SelfAnswer.Cancelled());
        var file = as(() -> desk.find(shop.clerk, made.appointment()));
        assertThat(file.line().state()).isEqualTo(AppointmentState.CANCELLED_BY_CUSTOMER);
        assertThat(own.dealerOf(token)).isEmpty();
        dead(token, at("08:11"));
        assertThat(book("10:00").number()).endsWith("-002");
        assertThat(
                        text(
                                "select count(*) from messaging.text t where t.dealer_id = :dealer and t.cause = 'appointment-cancelled'"))
                .isEqualTo("1");
    }

    @Test
    void AP_5_a_move_keeps_the_rules_takes_whoever_is_free_and_makes_a_new_link() {
        var token = linkOf(book("10:00"));
        book(shop.wish("11:00", shop.liu));
        var early = (SelfAnswer.Refused) as(() -> own.move(token, FRIDAY, LocalTime.of(9, 0), 1, at("08:10")));
        assertThat(early.why()).isInstanceOf(Booking.Refusal.NoticeTooShort.class);
        assertThat(early.offers()).isNotEmpty();
        assertThat(shown(token, at("08:10")).start()).isEqualTo(LocalTime.of(10, 0));
        // his own advisor is too near to another car, the other one is free
        var moved = (SelfAnswer.Promised) as(() -> own.move(token, FRIDAY, LocalTime.of(10, 45), 1, at("08:10")));
        dead(token, at("08:10"));
        assertThat(shown(moved.token(), at("08:10")).start()).isEqualTo(LocalTime.of(10, 45));
        assertThat(
                        text(
                                "select t.body from messaging.text t where t.dealer_id = :dealer order by t.written_at desc, t.id desc limit 1"))
                .contains("10:45", BASE + "/a/")
                .doesNotContain(token);
        assertThat(text("select a.channel || coalesce(a.booked_by::text, '-') from appointments.appointment a"
                        + " where a.dealer_id = :dealer and a.moved_from is not null"))
                .isEqualTo("CUSTOMER-");
    }

    @Test
    void A_link_of_an_appointment_that_the_clerk_moved_or_cancelled_is_dead() {
        var made = book("10:00");
        var token = linkOf(made);
        as(() -> desk.move(
                shop.clerk,
                made.appointment(),
                new AppointmentDesk.Move(FRIDAY, LocalTime.of(14, 0), Optional.empty(), Optional.empty(), false, 1),
                at("08:10")));
        dead(token, at("08:11"));
        var other = book("16:00");
        var second = linkOf(other);
        as(() -> desk.cancel(
                shop.clerk, other.appointment(), new AppointmentDesk.Cancellation(true, "停电", 1), at("08:12")));
        dead(second, at("08:12"));
    }

    @Test
    void A_form_that_was_shown_before_somebody_changed_the_appointment_changes_nothing() {
        var token = linkOf(book("10:00"));
        Assertions.assertThatThrownBy(() -> as(() -> own.move(token, FRIDAY, LocalTime.of(14, 0), 7, at("08:10"))))
                .isInstanceOf(StaleVersion.class);
        assertThat(shown(token, at("08:11")).start()).isEqualTo(LocalTime.of(10, 0));
    }

    @Test
    void Nobody_reaches_another_dealers_appointment_and_no_guess_leads_anywhere() {
        var token = linkOf(book("10:00"));
        var other = new Workshop(builder, jdbc);
        assertThat(other.asDealer(() -> own.find(token, at("08:01")))).isEmpty();
        assertThat(other.asDealer(() -> own.cancel(token, 1, at("08:01")))).isEqualTo(new SelfAnswer.Gone());
        assertThat(own.dealerOf(token)).contains(shop.house.dealer());
        for (var guess : List.of(
                "", "x", token.substring(1), token + "A", token.toLowerCase(java.util.Locale.ROOT), "' or 1=1 --")) {
            assertThat(own.dealerOf(guess)).isEmpty();
        }
        assertThat(shown(token, at("08:02")).start()).isEqualTo(LocalTime.of(10, 0));
    }

    @Test
    void Tokens_are_never_alike() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 20_000; i++) {
            assertThat(seen.add(PublicLinks.token(16))).isTrue();
        }
    }

    @Test
    void AP_3_two_customers_who_want_one_place_one_gets_it_and_the_other_an_offer_that_holds() throws Exception {
        // only one advisor, so that one place is one place
        shop.in(() -> jdbc.sql(
                        "update organisation.staff_role set active = false where dealer_id = :dealer and staff_id = :id")
                .param("dealer", shop.house.dealer())
                .param("id", shop.wang)
                .update());
        var tokens = List.of(linkOf(book("10:00")), linkOf(book("11:00")));
        var start = new CountDownLatch(1);
        try (var people = Executors.newFixedThreadPool(tokens.size())) {
            var work = new ArrayList<Future<SelfAnswer>>();
            for (var token : tokens) {
                Callable<SelfAnswer> one = () -> {
                    start.await();
                    return as(() -> own.move(token, FRIDAY, LocalTime.of(15, 0), 1, at("08:10")));
                };
                work.add(people.submit(one));
            }
            start.countDown();
            int got = 0;
            for (int i = 0; i < tokens.size(); i++) {
                var token = tokens.get(i);
                switch (work.get(i).get()) {
                    case SelfAnswer.Promised _ -> got++;
                    case SelfAnswer.Refused(var why, var offers) -> {
                        assertThat(why).isNotNull();
                        var offer = offers.getFirst();
                        assertThat(as(() -> own.move(token, offer.day(), offer.time(), 1, at("08:10"))))
                                .isInstanceOf(SelfAnswer.Promised.class);
                    }
                    case SelfAnswer other -> throw new AssertionError(other);
                }
            }
            assertThat(got).isEqualTo(1);
        }
    }

    // the public page

    @Test
    void AP_27_who_shows_that_the_number_is_his_books_and_is_recognised_by_his_car() {
        his();
        var pass = asked(HIS);
        assertThat(as(() -> visit(pass)).orElseThrow()).isEqualTo(new PublicBookingDesk.Visit("138****6621", false));
        assertThat(type(pass, wrong(pass))).isEqualTo(CodeAnswer.WRONG);
        assertThat(as(() -> open.book(store(), pass, wish("10:00", "石磊", "浙A8K2E5"), at("08:00"))))
                .isEqualTo(new SelfAnswer.Gone());
        assertThat(type(pass, code())).isEqualTo(CodeAnswer.RIGHT);
        var offers = as(() -> open.places(store(), Optional.of(FRIDAY), List.of(), at("08:00")))
                .places()
                .starts();
        assertThat(offers.getFirst().kind()).isEqualTo(OfferKind.WINDOW); // AP-13
        var made = as(() -> open.book(store(), pass, wish("10:00", "随便写", "浙A8K2E5"), at("08:00")));
        var shown = shown(((SelfAnswer.Promised) made).token(), at("08:01"));
        assertThat(shown.surname()).contains("石");
        assertThat(text(
                        "select a.channel || ' ' || (a.vehicle_id = '%s') || ' ' || (a.customer_id = '%s') from appointments.appointment a where a.dealer_id = :dealer"
                                .formatted(shop.car, shop.customer)))
                .isEqualTo("CUSTOMER true true");
        // the pass is used up
        assertThat(as(() -> open.book(store(), pass, wish("14:00", "石磊", "浙A8K2E5"), at("08:00"))))
                .isEqualTo(new SelfAnswer.Gone());
    }

    @Test
    void AP_27_an_unknown_visitor_is_taken_down_as_new_and_a_plate_alone_makes_nobody_the_owner() {
        var pass = verified("13911112222");
        var made = as(() -> open.book(store(), pass, wish("10:00", "谢宁", "浙A8K2E5"), at("08:00")));
        assertThat(made).isInstanceOf(SelfAnswer.Promised.class);
        assertThat(
                        text(
                                "select c.name || ' ' || c.customer_no || ' ' || c.sms_consent from appointments.appointment a"
                                        + " join customers.customer c on c.dealer_id = a.dealer_id and c.id = a.customer_id where a.dealer_id = :dealer"))
                .startsWith("谢宁 CRC-")
                .endsWith("false");
        assertThat(
                        text(
                                "select count(*) from appointments.appointment a where a.dealer_id = :dealer and a.vehicle_id is null"))
                .isEqualTo("1");
    }

    @Test
    void AP_2_the_public_page_refuses_as_the_desk_does_and_says_what_is_missing() {
        var pass = verified(HIS);
        var late = (SelfAnswer.Refused) as(() ->
                open.book(store(), pass, wish("10:00", "石磊", ""), at("09:00").plusSeconds(1)));
        assertThat(late.why()).isInstanceOf(Booking.Refusal.NoticeTooShort.class);
        assertThat(late.offers()).isNotEmpty();
        var empty = (SelfAnswer.Incomplete) as(() -> open.book(
                store(),
                pass,
                new PublicWish(FRIDAY, LocalTime.of(10, 0), "石磊", Customer.Sex.MALE, "", " ", List.of()),
                at("08:00")));
        assertThat(empty.faults()).extracting(Answer.Fault::field).containsExactly("needs");
        var nobody = (SelfAnswer.Incomplete) as(() -> open.book(store(), pass, wish("10:00", " ", ""), at("08:00")));
        assertThat(nobody.faults()).extracting(Answer.Fault::field).containsExactly("name");
        set("appointment.public-days", "3");
        assertThat(as(() -> open.book(
                        store(),
                        pass,
                        new PublicWish(
                                FRIDAY.plusDays(4), LocalTime.of(10, 0), "石磊", Customer.Sex.MALE, "", "x", List.of()),
                        at("08:00"))))
                .isInstanceOf(SelfAnswer.Bounded.class);
        assertThat(as(() -> open.book(
                        store(),
                        pass,
                        new PublicWish(
                                FRIDAY.plusDays(3), LocalTime.of(10, 0), "石磊", Customer.Sex.MALE, "", "x", List.of()),
                        at("08:00"))))
                .isInstanceOf(SelfAnswer.Promised.class);
    }

    @Test
    void AP_24_AP_25_the_jobs_that_a_visitor_chooses_are_estimated_and_ask_for_their_skill() {
        var electric = ((RosterAnswer.Saved)
                        as(() -> prices.put(shop.manager, "EV", "电池检测", 60, 19_900, "纯电", true, at("08:00"))))
                .id();
        var old = ((RosterAnswer.Saved) as(() -> prices.put(shop.manager, "X", "旧项目", 60, 1, "", false, at("08:00"))))
                .id();
        var stranger = new java.util.UUID(7, 7);
        var nobody = as(() -> open.places(store(), Optional.of(FRIDAY), List.of(electric, old, stranger), at("08:00")));
        assertThat(nobody.jobs()).extracting(Job::name).containsExactly("电池检测");
        assertThat(nobody.chosen()).extracting(Job::name).containsExactly("电池检测");
        assertThat(nobody.places().starts()).as("nobody has learnt it").isEmpty();
        as(() -> roster.setSkills(shop.manager, shop.house.east(), shop.wang, List.of("纯电"), at("08:00")));
        var free = as(() -> open.places(store(), Optional.of(FRIDAY), List.of(electric), at("08:00")));
        assertThat(free.places().starts()).isNotEmpty();
        var pass = verified("13911112222");
        var made = as(() -> open.book(
                store(),
                pass,
                new PublicWish(
                        FRIDAY,
                        LocalTime.of(10, 0),
                        "谢宁",
                        Customer.Sex.FEMALE,
                        "",
                        "",
                        List.of(electric, old, stranger)),
                at("08:00")));
        assertThat(made).as("a job is a need").isInstanceOf(SelfAnswer.Promised.class);
        assertThat(text(
                        "select a.minutes || ' ' || a.price_fen || ' ' || (a.advisor_id = '%s') from appointments.appointment a where a.dealer_id = :dealer"
                                .formatted(shop.wang)))
                .isEqualTo("60 19900 true");
    }

    @Test
    void A_code_counts_for_its_minutes_and_not_a_second_longer() {
        var clock = builder.systemClock();
        var from = clock.instant();
        var pass = asked(HIS);
        var code = code();
        clock.set(from.plus(Duration.ofMinutes(10)));
        assertThat(type(pass, code)).isEqualTo(CodeAnswer.GONE);
        clock.set(from.plus(Duration.ofMinutes(10)).minusSeconds(1));
        assertThat(type(pass, code)).isEqualTo(CodeAnswer.RIGHT);
        var booked = clock.instant();
        clock.set(booked.plus(PhoneCodes.TIME_TO_BOOK));
        assertThat(as(() -> visit(pass))).isEmpty();
        clock.set(booked.plus(PhoneCodes.TIME_TO_BOOK).minusSeconds(1));
        assertThat(as(() -> visit(pass))).isPresent();
    }

    @Test
    void A_code_is_spent_by_the_last_wrong_try_and_the_right_one_comes_too_late() {
        set("appointment.code-tries", "3");
        var pass = asked(HIS);
        var wrong = wrong(pass);
        assertThat(type(pass, wrong)).isEqualTo(CodeAnswer.WRONG);
        assertThat(type(pass, wrong)).isEqualTo(CodeAnswer.WRONG);
        assertThat(type(pass, wrong)).isEqualTo(CodeAnswer.GONE);
        assertThat(type(pass, code())).isEqualTo(CodeAnswer.GONE);
        builder.systemClock().pass(Duration.ofSeconds(60));
        var second = asked(HIS);
        type(second, wrong(second));
        type(second, wrong(second));
        assertThat(type(second, code())).isEqualTo(CodeAnswer.RIGHT);
    }

    @Test
    void A_code_of_another_browser_store_or_dealer_opens_nothing() {
        var pass = asked(HIS);
        var code = code();
        assertThat(type("x".repeat(32), code)).isEqualTo(CodeAnswer.GONE);
        var west = as(() -> {
            set(shop.house.west(), "appointment.public-booking", "true");
            return open.store("west").orElseThrow();
        });
        assertThat(as(() -> open.type(west, pass, code))).isEqualTo(CodeAnswer.GONE);
        var other = new Workshop(builder, jdbc);
        var theirs =
                new PublicStore(other.house.east(), "east", "x", "", java.time.ZoneId.of("Asia/Shanghai"), true, 10);
        assertThat(other.asDealer(() -> open.type(theirs, pass, code))).isEqualTo(CodeAnswer.GONE);
        assertThat(type(pass, code)).isEqualTo(CodeAnswer.RIGHT);
    }

    @Test
    void A_number_waits_for_its_next_code_and_has_only_so_many_a_day_and_a_store_too() {
        set("appointment.codes-a-number", "2");
        set("appointment.codes-a-day", "3");
        var clock = builder.systemClock();
        var from = clock.instant();
        asked(HIS);
        clock.set(from.plusSeconds(59));
        assertThat(refusal(HIS)).isEqualTo("public.code.wait");
        clock.set(from.plusSeconds(60));
        var second = asked(HIS);
        clock.set(from.plusSeconds(120));
        assertThat(refusal(HIS)).isEqualTo("public.code.enough");
        assertThat(asked("13911112222")).isNotEmpty();
        assertThat(refusal("13911113333")).isEqualTo("public.code.closed");
        clock.set(from.plus(Duration.ofDays(1)).minusSeconds(1));
        assertThat(refusal("13911114444")).isEqualTo("public.code.closed");
        clock.set(from.plus(Duration.ofDays(1)));
        assertThat(asked("13911115555")).isNotEmpty();
        assertThat(type(second, "000000")).isEqualTo(CodeAnswer.GONE);
    }

    @Test
    void A_new_code_ends_the_one_before() {
        var first = asked(HIS);
        builder.systemClock().pass(Duration.ofSeconds(60));
        var again = ((Asked.Sent) as(() -> open.again(store(), first))).pass();
        assertThat(as(() -> visit(first))).isEmpty();
        assertThat(type(again, code())).isEqualTo(CodeAnswer.RIGHT);
    }

    @Test
    void A30_A31_only_numbers_that_texts_reach_are_asked_and_without_a_gateway_none() {
        assertThat(refusal("0571-88886666")).isEqualTo("public.fault.phone");
        assertThat(refusal("hello")).isEqualTo("public.fault.phone");
        var mute = as(() -> open.store("east")).orElseThrow();
        assertThat(mute.reachable()).isFalse(); // no gateway here
        assertThat(((Asked.Refused) as(() -> open.ask(mute, HIS))).why().key()).isEqualTo("public.no-texts");
    }

    @Test
    void A_number_has_only_so_many_appointments_ahead_that_it_made_itself() {
        set("appointment.public-most", "1");
        var first = verified(HIS);
        assertThat(as(() -> open.book(store(), first, wish("10:00", "石磊", ""), at("08:00"))))
                .isInstanceOf(SelfAnswer.Promised.class);
        builder.systemClock().pass(Duration.ofSeconds(60));
        var second = verified(HIS);
        assertThat(as(() -> open.book(store(), second, wish("14:00", "石磊", ""), at("08:00"))))
                .isInstanceOf(SelfAnswer.Bounded.class);
        assertThat(as(() -> open.book(store(), second, wish("14:00", "石磊", ""), at("10:00"))))
                .isInstanceOf(SelfAnswer.Promised.class); // the first has begun
    }

    @Test
    void A_public_page_is_closed_until_the_store_opens_it() {
        set("appointment.public-booking", "false");
        assertThat(as(() -> open.store("east"))).isEmpty();
        assertThat(as(() -> open.store("nowhere"))).isEmpty();
        assertThat(open.dealerOf("no-such-dealer")).isEmpty();
    }

    @Test
    void Codes_are_forgotten_after_a_day_and_their_words_with_them() {
        asked(HIS);
        assertThat(text("select count(*) from messaging.text t where t.dealer_id = :dealer and t.customer_id is null"))
                .isEqualTo("1");
        var clock = builder.systemClock();
        shop.in(() -> jdbc.sql(
                        "update messaging.text set state = 'SENT' where dealer_id = :dealer and customer_id is null and state = 'QUEUED'")
                .param("dealer", shop.house.dealer())
                .update());
        clock.pass(Duration.ofDays(1).minusSeconds(1));
        forget.run(clock.instant());
        assertThat(text("select count(*) from appointments.phone_code p where p.dealer_id = :dealer"))
                .isEqualTo("1");
        assertThat(text("select t.body || t.phone from messaging.text t where t.dealer_id = :dealer"))
                .isEqualTo("––");
        clock.pass(Duration.ofSeconds(1));
        forget.run(clock.instant());
        forget.run(clock.instant());
        assertThat(text("select count(*) from appointments.phone_code p where p.dealer_id = :dealer"))
                .isEqualTo("0");
        assertThat(jdbc.sql("select count(*)::int from directory.pace")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void The_same_deed_is_counted_for_its_span_and_no_longer() {
        for (int i = 0; i < 20; i++) {
            assertThat(pace.admits(VisitorPace.Deed.ACT, "a")).isTrue();
        }
        assertThat(pace.admits(VisitorPace.Deed.ACT, "a")).isFalse();
        assertThat(pace.leaves(VisitorPace.Deed.ACT, "a")).isFalse();
        assertThat(pace.admits(VisitorPace.Deed.ACT, "b")).isTrue();
        builder.systemClock().pass(Duration.ofHours(1).minusSeconds(1));
        assertThat(pace.admits(VisitorPace.Deed.ACT, "a")).isFalse();
        builder.systemClock().pass(Duration.ofSeconds(1));
        assertThat(pace.admits(VisitorPace.Deed.ACT, "a")).isTrue();
        assertThat(VisitorPace.visitor("2001:db8:1:2:3:4:5:6")).isEqualTo(VisitorPace.visitor("2001:db8:1:2:9::1"));
        assertThat(VisitorPace.visitor("2001:db8:1:3::1")).isNotEqualTo(VisitorPace.visitor("2001:db8:1:2::1"));
    }

    // calendars

    @Test
    void A_calendar_keeps_the_event_through_moves_and_tells_cancellations_and_colleagues() {
        var made = book("10:00");
        var feed = feed();
        var first = CalendarTextSpec.onlyEvent(CalendarTextSpec.read(feed));
        assertThat(CalendarTextSpec.value(first, "SUMMARY")).isEqualTo("石先生 浙A8K2E5 30,000 公里保养；冷车抖动");
        assertThat(feed).doesNotContain("石磊", "6621", "VIN", "LVGBE");
        var uid = CalendarTextSpec.value(first, "UID");
        var moved =
                (Answer.Made) as(() -> desk.move(shop.clerk, made.appointment(), to("14:00", shop.liu), at("08:10")));
        var second = CalendarTextSpec.onlyEvent(CalendarTextSpec.read(feed()));
        assertThat(CalendarTextSpec.value(second, "UID")).isEqualTo(uid);
        assertThat(CalendarTextSpec.value(second, "SEQUENCE")).isEqualTo("1");
        assertThat(CalendarTextSpec.value(second, "DTSTART")).isEqualTo("20260410T140000");
        // to a colleague: cancelled here, there in the other's
        var away =
                (Answer.Made) as(() -> desk.move(shop.clerk, moved.appointment(), to("15:00", shop.wang), at("08:20")));
        var gone = CalendarTextSpec.onlyEvent(CalendarTextSpec.read(feed()));
        assertThat(CalendarTextSpec.value(gone, "UID")).isEqualTo(uid);
        assertThat(CalendarTextSpec.value(gone, "STATUS")).isEqualTo("CANCELLED");
        assertThat(CalendarTextSpec.value(gone, "SEQUENCE")).isEqualTo("2");
        // and back, and cancelled
        var back =
                (Answer.Made) as(() -> desk.move(shop.clerk, away.appointment(), to("16:00", shop.liu), at("08:30")));
        assertThat(CalendarTextSpec.value(CalendarTextSpec.onlyEvent(CalendarTextSpec.read(feed())), "STATUS"))
                .isEqualTo("CONFIRMED");
        as(() -> desk.cancel(
                shop.clerk, back.appointment(), new AppointmentDesk.Cancellation(false, "x", 1), at("08:40")));
        var end = CalendarTextSpec.onlyEvent(CalendarTextSpec.read(feed()));
        assertThat(CalendarTextSpec.value(end, "STATUS")).isEqualTo("CANCELLED");
        assertThat(CalendarTextSpec.value(end, "SEQUENCE")).isEqualTo("4");
        assertThat(CalendarTextSpec.value(end, "UID")).isEqualTo(uid);
    }

    private String token = "";

    private String feed() {
        if (token.isEmpty()) {
            var path = as(() -> calendars.renew(shop.advisor));
            token = path.substring("/feeds/".length(), path.length() - ".ics".length());
        }
        return as(() -> calendars.feed(token, at("08:00"))).orElseThrow();
    }

    @Test
    void A_renewed_address_ends_the_old_one_and_who_is_no_advisor_any_more_has_none() {
        book("10:00");
        feed();
        var old = token;
        token = "";
        feed();
        assertThat(calendars.dealerOf(old)).isEmpty();
        assertThat(as(() -> calendars.feed(old, at("08:00")))).isEmpty();
        assertThat(calendars.dealerOf(token)).contains(shop.house.dealer());
        var other = new Workshop(builder, jdbc);
        assertThat(other.asDealer(() -> calendars.feed(token, at("08:00")))).isEmpty();
        shop.in(() -> jdbc.sql(
                        "update organisation.staff_role set active = false where dealer_id = :dealer and staff_id = :id")
                .param("dealer", shop.house.dealer())
                .param("id", shop.liu)
                .update());
        assertThat(as(() -> calendars.feed(token, at("08:00")))).isEmpty();
        as(() -> {
            calendars.end(shop.advisor);
            return true;
        });
        assertThat(calendars.dealerOf(token)).isEmpty();
    }

    @Test
    void A_customers_own_file_tells_when_and_where_and_nothing_of_him() {
        var link = linkOf(book("10:00"));
        var msg = words.in(java.util.Locale.CHINA);
        var written = as(() -> calendars.own(link, at("08:01"), msg)).orElseThrow();
        var event = CalendarTextSpec.onlyEvent(CalendarTextSpec.read(written));
        assertThat(CalendarTextSpec.value(event, "SUMMARY")).isEqualTo("杭州城东店养车预约");
        assertThat(written).doesNotContain("石", "浙A", "保养");
        assertThat(as(() -> calendars.own(link, at("10:00"), msg))).isEmpty();
    }

    @Autowired
    org.opendcrc.site.Messages words;

    private AppointmentDesk.Move to(String start, java.util.UUID advisor) {
        return new AppointmentDesk.Move(
                FRIDAY, LocalTime.parse(start), Optional.of(advisor), Optional.empty(), false, 1);
    }

    private <T> T as(Supplier<T> work) {
        return DealerContext.callAs(shop.house.dealer(), work);
    }

    private Answer.Made book(String start) {
        return book(shop.wish(start, shop.liu));
    }

    private Answer.Made book(BookingRequest wish) {
        return (Answer.Made) as(() -> desk.book(shop.clerk, wish, at("08:00")));
    }

    private String linkOf(BookingRequest wish, Instant now) {
        return linkOf((Answer.Made) as(() -> desk.book(shop.clerk, wish, now)));
    }

    private String linkOf(Answer.Made made) {
        var link = Pattern.compile(Pattern.quote(BASE) + "/a/([A-Za-z0-9_-]+)").matcher(textOf(made));
        assertThat(link.find()).as(textOf(made)).isTrue();
        return link.group(1);
    }

    private String textOf(Answer.Made made) {
        return text(
                "select t.body from messaging.text t where t.dealer_id = :dealer and t.cause = 'appointment' and t.cause_id = '"
                        + made.appointment() + "'");
    }

    private OwnAppointment shown(String link, Instant now) {
        return as(() -> own.find(link, now)).orElseThrow();
    }

    private void dead(String link, Instant now) {
        assertThat(own.dealerOf(link)).isEmpty();
        assertThat(as(() -> own.find(link, now))).isEmpty();
        assertThat(as(() -> own.confirm(link, now))).isEqualTo(new SelfAnswer.Gone());
        assertThat(as(() -> own.cancel(link, 1, now))).isEqualTo(new SelfAnswer.Gone());
        assertThat(as(() -> own.move(link, FRIDAY, LocalTime.of(16, 30), 1, now)))
                .isEqualTo(new SelfAnswer.Gone());
        assertThat(as(() -> own.places(link, Optional.empty(), now))).isEmpty();
    }

    /** The store as it is where texts go out. */
    private PublicStore store() {
        var it = as(() -> open.store("east")).orElseThrow();
        return new PublicStore(it.id(), it.code(), it.name(), it.phone(), it.zone(), true, it.codeMinutes());
    }

    /** The number of the customer on file is one by which he is recognised. */
    private void his() {
        shop.in(() -> jdbc.sql("""
                        insert into customers.phone (dealer_id, customer_id, e164, position)
                        values (:dealer, :customer, :phone, 1)
                        on conflict do nothing
                        """)
                .param("dealer", shop.house.dealer())
                .param("customer", shop.customer)
                .param("phone", "+86" + HIS)
                .update());
    }

    private Optional<PublicBookingDesk.Visit> visit(String pass) {
        return open.at("east", pass).flatMap(it -> it.visit());
    }

    private String asked(String phone) {
        var store = store();
        return switch (as(() -> open.ask(store, phone))) {
            case Asked.Sent(var pass) -> pass;
            case Asked.Refused(var why) -> throw new AssertionError(why);
        };
    }

    private String refusal(String phone) {
        var store = store();
        return ((Asked.Refused) as(() -> open.ask(store, phone))).why().key();
    }

    private String verified(String phone) {
        var pass = asked(phone);
        assertThat(type(pass, code())).isEqualTo(CodeAnswer.RIGHT);
        return pass;
    }

    private CodeAnswer type(String pass, String code) {
        var store = store();
        return as(() -> open.type(store, pass, code));
    }

    /** The code of the latest text. */
    private String code() {
        var body = text(
                "select t.body from messaging.text t where t.dealer_id = :dealer and t.cause = 'phone-code' order by t.written_at desc, t.id desc limit 1");
        var found = Pattern.compile("[0-9]{6}").matcher(body);
        assertThat(found.find()).as(body).isTrue();
        return found.group();
    }

    private String wrong(String pass) {
        assertThat(pass).isNotEmpty();
        return code().equals("111111") ? "222222" : "111111";
    }

    private static PublicWish wish(String start, String name, String plate) {
        return new PublicWish(FRIDAY, LocalTime.parse(start), name, Customer.Sex.MALE, plate, "保养", List.of());
    }

    private void set(String key, String value) {
        as(() -> {
            set(shop.house.east(), key, value);
            return true;
        });
    }

    private void set(java.util.UUID store, String key, String value) {
        shop.in(() -> jdbc.sql("""
                        insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                        values (:dealer, :store, :key, :value, '2026-01-01 00:00Z')
                        on conflict (dealer_id, store_id, key) do update set value = excluded.value
                        """)
                .param("dealer", shop.house.dealer())
                .param("store", store)
                .param("key", key)
                .param("value", value)
                .update());
    }

    private String text(String sql) {
        return shop.in(() -> jdbc.sql(sql)
                .param("dealer", shop.house.dealer())
                .query(String.class)
                .single());
    }
}
