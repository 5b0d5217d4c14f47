package org.opendcrc.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.appointments.Books.BAY_1;
import static org.opendcrc.appointments.Books.FRIDAY;
import static org.opendcrc.appointments.Books.LIU;
import static org.opendcrc.appointments.Books.WANG;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.appointments.Booking.Accepted;
import org.opendcrc.appointments.Booking.Refusal;
import org.opendcrc.appointments.Booking.Refused;
import org.opendcrc.appointments.JobTerms.Arrival;
import org.opendcrc.appointments.JobTerms.CampaignDays;
import org.opendcrc.appointments.JobTerms.ShortPart;
import org.opendcrc.appointments.PrepFact.Details;
import org.opendcrc.appointments.PrepFact.Kind;
import org.opendcrc.appointments.PrepSheet.Decision;

/** What may be said about the preparation of an appointment, when it has to be ready, and what parts and campaigns ask of a day. */
class PreparingSpec {

    private static final Instant NOW = Books.at(FRIDAY, "09:00");
    private static final Instant START = Books.at(FRIDAY.plusDays(3), "10:00");
    private static final UUID STAFF = new UUID(3, 3);

    private PrepSheet sheet =
            new PrepSheet("YY-20260413-001", AppointmentState.BOOKED, Optional.of("浙A8K2E5"), List.of());

    // ---- the steps

    @Test
    void AP_21_parts_are_ready_with_shelf_and_plate_and_not_without() {
        assertThat(refused(PrepStep.PARTS, Kind.DONE, Details.parts("", "浙A8K2E5")))
                .isEqualTo(new PrepRefusal.Missing(PrepStep.PARTS, "shelf"));
        assertThat(refused(PrepStep.PARTS, Kind.DONE, Details.parts("A-03", " ")))
                .isEqualTo(new PrepRefusal.Missing(PrepStep.PARTS, "label"));
        assertThat(refused(PrepStep.PARTS, Kind.DONE, Details.parts("A-03", "浙A8K2E6")))
                .isEqualTo(new PrepRefusal.PlateDiffers("浙A8K2E5", "浙A8K2E6"));
        take(PrepStep.PARTS, Kind.DONE, Details.parts("A-03", "浙a·8k2e5"));
        assertThat(sheet.isDone(PrepStep.PARTS)).isTrue();
    }

    @Test
    void AP_21_a_car_without_a_plate_has_any_label_and_a_job_without_parts_none() {
        sheet = new PrepSheet("YY-20260413-001", AppointmentState.BOOKED, Optional.empty(), List.of());
        assertThat(refused(PrepStep.PARTS, Kind.DONE, Details.parts("A-03", "")))
                .isEqualTo(new PrepRefusal.Missing(PrepStep.PARTS, "label"));
        take(PrepStep.PARTS, Kind.DONE, Details.parts("A-03", "石先生"));
        take(PrepStep.PARTS, Kind.DONE, Details.noParts("先诊断"));
        assertThat(sheet.of(PrepStep.PARTS).orElseThrow().details().noParts()).isTrue();
    }

    @Test
    void AP_22_the_workshop_says_who_where_and_with_what() {
        assertThat(refused(PrepStep.WORKSHOP, Kind.DONE, Details.workshop("", "3", "举升机")))
                .isEqualTo(new PrepRefusal.Missing(PrepStep.WORKSHOP, "technician"));
        assertThat(refused(PrepStep.WORKSHOP, Kind.DONE, Details.workshop("丁伟", "", "举升机")))
                .isEqualTo(new PrepRefusal.Missing(PrepStep.WORKSHOP, "bay"));
        assertThat(refused(PrepStep.WORKSHOP, Kind.DONE, Details.workshop("丁伟", "3", "")))
                .isEqualTo(new PrepRefusal.Missing(PrepStep.WORKSHOP, "tools"));
        take(PrepStep.WORKSHOP, Kind.DONE, Details.workshop("丁伟", "3", "举升机"));
        assertThat(sheet.isDone(PrepStep.WORKSHOP)).isTrue();
    }

    @Test
    void AP_22_word_travels_from_step_to_step_and_skips_none() {
        assertThat(sheet.next()).containsExactly(PrepStep.PARTS, PrepStep.WORKSHOP, PrepStep.ADVISOR);
        parts();
        workshop();
        assertThat(refused(PrepStep.MANAGER, Kind.DONE, Details.NONE))
                .isEqualTo(new PrepRefusal.NotYet(PrepStep.MANAGER, Set.of(PrepStep.ADVISOR)));
        take(PrepStep.ADVISOR, Kind.DONE, Details.NONE);
        assertThat(sheet.next()).containsExactly(PrepStep.MANAGER);
        assertThat(refused(PrepStep.CUSTOMER, Kind.DONE, Details.NONE))
                .isEqualTo(new PrepRefusal.NotYet(PrepStep.CUSTOMER, Set.of(PrepStep.MANAGER)));
        assertThat(sheet.isReady()).isFalse();
        take(PrepStep.MANAGER, Kind.DONE, Details.NONE);
        assertThat(sheet.isReady()).isTrue();
        take(PrepStep.CUSTOMER, Kind.DONE, Details.NONE);
        assertThat(sheet.next()).isEmpty();
    }

    @Test
    void AP_22_an_undone_flag_stays_readable_and_takes_with_it_what_rested_on_it() {
        parts();
        workshop();
        take(PrepStep.ADVISOR, Kind.DONE, Details.NONE);
        take(PrepStep.MANAGER, Kind.DONE, Details.NONE);
        take(PrepStep.CUSTOMER, Kind.DONE, Details.NONE);
        take(PrepStep.PARTS, Kind.UNDONE, Details.note("拿错了"));
        assertThat(sheet.isReady()).isFalse();
        assertThat(sheet.isDone(PrepStep.CUSTOMER)).isFalse();
        assertThat(sheet.isDone(PrepStep.WORKSHOP)).isTrue();
        assertThat(sheet.facts()).hasSize(8);
        assertThat(sheet.facts().stream().filter(it -> it.kind() == Kind.UNDONE))
                .extracting(PrepFact::step, PrepFact::fellWith)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(PrepStep.PARTS, Optional.empty()),
                        org.assertj.core.groups.Tuple.tuple(PrepStep.MANAGER, Optional.of(PrepStep.PARTS)),
                        org.assertj.core.groups.Tuple.tuple(PrepStep.CUSTOMER, Optional.of(PrepStep.PARTS)));
        assertThat(refused(PrepStep.PARTS, Kind.UNDONE, Details.NONE))
                .isEqualTo(new PrepRefusal.NothingToTakeBack(PrepStep.PARTS));
    }

    @Test
    void AP_21_what_is_short_is_no_part_that_is_ready() {
        parts();
        take(PrepStep.PARTS, Kind.SHORT, Details.missing("前刹车片 1 副", Optional.of(FRIDAY.plusDays(1))));
        assertThat(sheet.isDone(PrepStep.PARTS)).isFalse();
        assertThat(refused(PrepStep.PARTS, Kind.SHORT, Details.missing("", Optional.empty())))
                .isEqualTo(new PrepRefusal.Missing(PrepStep.PARTS, "part"));
        assertThat(refused(PrepStep.WORKSHOP, Kind.SHORT, Details.missing("技师", Optional.empty())))
                .isEqualTo(new PrepRefusal.NotOfThisStep(PrepStep.WORKSHOP, Kind.SHORT));
        assertThat(refused(PrepStep.CUSTOMER, Kind.INFORMED, Details.NONE))
                .isEqualTo(new PrepRefusal.Missing(PrepStep.CUSTOMER, "note"));
    }

    @Test
    void AP_22_the_same_again_is_said_once_and_nothing_is_said_about_who_is_not_expected() {
        parts();
        assertThat(sheet.take(PrepStep.PARTS, Kind.DONE, Details.parts("A-03", "浙A8K2E5"), STAFF, "林", NOW))
                .isEqualTo(new Decision.Taken(List.of()));
        sheet = new PrepSheet("YY-20260413-001", AppointmentState.CANCELLED_BY_CUSTOMER, Optional.empty(), List.of());
        assertThat(refused(PrepStep.ADVISOR, Kind.DONE, Details.NONE))
                .isEqualTo(new PrepRefusal.NotAhead(AppointmentState.CANCELLED_BY_CUSTOMER, "YY-20260413-001"));
    }

    @Test
    void AP_25_a_technician_who_has_not_learnt_the_job_is_not_assigned_where_skills_are_kept() {
        var ding = new PrepNeeds.Technician("丁伟", Set.of("纯电"));
        var hu = new PrepNeeds.Technician("胡斌", Set.of());
        var needs = new PrepNeeds(List.of(), List.of(ding, hu), Set.of("纯电"));
        assertThat(needs.lackingIn("丁伟")).isEmpty();
        assertThat(needs.lackingIn("胡斌")).contains("纯电");
        assertThat(needs.lackingIn("外请师傅")).as("a stranger").isEmpty();
        assertThat(new PrepNeeds(List.of(), List.of(hu), Set.of("纯电")).lackingIn("胡斌"))
                .as("nobody's skills are kept")
                .isEmpty();
    }

    // ---- the line in time

    @Test
    void AP_22_who_booked_a_day_ahead_has_the_line_of_a_day_and_who_booked_later_the_short_one() {
        var line = new ReadyLine(Duration.ofHours(24), Duration.ofHours(2));
        assertThat(line.of(START.minus(Duration.ofHours(72)), START)).contains(START.minus(Duration.ofHours(24)));
        assertThat(line.of(START.minus(Duration.ofHours(24)), START)).contains(START.minus(Duration.ofHours(24)));
        assertThat(line.of(START.minus(Duration.ofHours(24)).plusSeconds(1), START))
                .contains(START.minus(Duration.ofHours(2)));
        assertThat(line.of(START.minus(Duration.ofHours(2)), START)).contains(START.minus(Duration.ofHours(2)));
        assertThat(line.of(START.minus(Duration.ofHours(2)).plusSeconds(1), START))
                .as("an hour's notice leaves no time for a line")
                .isEmpty();
        assertThat(new ReadyLine(Duration.ofHours(24), Duration.ZERO).of(START.minus(Duration.ofHours(3)), START))
                .as("switched off")
                .isEmpty();
    }

    // ---- parts and campaigns

    @Test
    void AP_25_a_part_is_short_until_enough_of_it_has_come() {
        var two = List.of(arrival(5, "1"), arrival(2, "1"));
        assertThat(JobTerms.shortOf("滤芯", one(), new BigDecimal("1"), List.of(), 0))
                .isEmpty();
        assertThat(JobTerms.shortOf("滤芯", one(), new BigDecimal("0.999"), List.of(), 0))
                .contains(new ShortPart("滤芯", Optional.empty()));
        assertThat(JobTerms.shortOf("滤芯", one(), BigDecimal.ZERO, two, 0))
                .contains(new ShortPart("滤芯", Optional.of(FRIDAY.plusDays(2))));
        assertThat(JobTerms.shortOf("滤芯", new BigDecimal("2"), BigDecimal.ZERO, two, 1))
                .as("the second arrival, and a day for the shelf")
                .contains(new ShortPart("滤芯", Optional.of(FRIDAY.plusDays(6))));
        assertThat(JobTerms.shortOf("滤芯", one(), new BigDecimal("-1"), two, 0))
                .as("others were promised the first")
                .contains(new ShortPart("滤芯", Optional.of(FRIDAY.plusDays(5))));
    }

    @Test
    void AP_25_a_job_is_booked_from_the_arrival_of_its_part_on_and_not_before() {
        var terms = new JobTerms(
                List.of(
                        new ShortPart("滤芯", Optional.of(FRIDAY)),
                        new ShortPart("刹车片", Optional.of(FRIDAY.plusDays(3)))),
                List.of(),
                Optional.empty());
        var friday = Books.book().book(wish("10:00", terms), NOW.minus(Duration.ofDays(1)));
        assertThat(friday)
                .isEqualTo(new Refused(new Refusal.PartMissing("刹车片", Optional.of(FRIDAY.plusDays(3))), List.of()));
        assertThat(Books.book(FRIDAY.plusDays(3)).book(wish("10:00", terms), NOW))
                .isInstanceOf(Accepted.class);
        assertThat(terms.obstacle(FRIDAY.plusDays(2)))
                .as("the day before it comes")
                .contains(new Refusal.PartMissing("刹车片", Optional.of(FRIDAY.plusDays(3))));
        assertThat(terms.obstacle(FRIDAY.plusDays(3))).as("the day itself").isEmpty();
        assertThat(terms.firstDay()).contains(FRIDAY.plusDays(3));
        var unknown = new JobTerms(List.of(new ShortPart("滤芯", Optional.empty())), List.of(), Optional.empty());
        assertThat(unknown.firstDay()).isEmpty();
        assertThat(unknown.obstacle(FRIDAY.plusDays(300))).contains(new Refusal.PartMissing("滤芯", Optional.empty()));
    }

    @Test
    void AP_25_a_campaign_gives_its_places_on_its_days_and_no_more() {
        var open = campaign(2, 1);
        var full = campaign(2, 2);
        assertThat(open.obstacle(FRIDAY)).isEmpty();
        assertThat(full.obstacle(FRIDAY)).contains(new Refusal.CampaignFull("春检", FRIDAY, 2));
        assertThat(full.obstacle(FRIDAY.plusDays(1))).as("its last day, empty").isEmpty();
        assertThat(new JobTerms(
                                List.of(),
                                List.of(new CampaignDays(
                                        "春检",
                                        FRIDAY.plusDays(1),
                                        FRIDAY.plusDays(1),
                                        Optional.empty(),
                                        Optional.empty(),
                                        1,
                                        Map.of(FRIDAY, 9))),
                                Optional.empty())
                        .obstacle(FRIDAY))
                .as("not on a day of its own")
                .isEmpty();
        assertThat(Rules.of(new Refusal.CampaignFull("春检", FRIDAY, 2), false)).isEqualTo("AP-25");
    }

    @Test
    void AP_25_a_campaign_is_offered_first_within_its_hours() {
        var offers = Books.book().offers(wish("09:00", campaign(9, 0)), NOW.minus(Duration.ofDays(1)));
        assertThat(offers.stream()
                        .filter(it -> it.kind() == OfferKind.WINDOW)
                        .map(it -> it.place().start())
                        .distinct())
                .contains(LocalTime.of(9, 0), LocalTime.of(9, 45), LocalTime.of(12, 0))
                .doesNotContain(LocalTime.of(8, 45), LocalTime.of(10, 0));
    }

    @Test
    void AP_25_what_nobody_in_the_workshop_has_learnt_is_not_promised() {
        var terms = new JobTerms(List.of(), List.of(), Optional.of("纯电"));
        assertThat(Books.book().book(wish("10:00", terms), NOW.minus(Duration.ofDays(1))))
                .isEqualTo(new Refused(new Refusal.NoTechnician("纯电"), List.of()));
        var anybody = new Wish(LocalTime.of(10, 0), Optional.empty(), Optional.empty(), Set.of(), terms);
        assertThat(((Refused) Books.book(Books.taken("10:00", WANG, BAY_1))
                                .book(anybody, NOW.minus(Duration.ofDays(1))))
                        .why())
                .isEqualTo(new Refusal.NoTechnician("纯电"));
    }

    // ---- the file for the dealer system

    @Test
    void AP_23_a_file_of_drafts_has_a_row_a_line_and_runs_no_formula() {
        var draft = new Draft(
                new UUID(4, 4),
                "YY-20260413-001",
                AppointmentState.BOOKED,
                new UUID(5, 5),
                "east",
                "城东店",
                Books.ZONE,
                FRIDAY,
                LocalTime.of(10, 0),
                "0007",
                "刘洋",
                "000017",
                "=HYPERLINK(1)",
                true,
                "MALE",
                "+8613800006621",
                Optional.of("LVGBE40K000000001"),
                Optional.of("浙A8K2E5"),
                "岚峰 S5",
                "预检 1",
                Optional.of(29_600),
                "@异响\n刹车",
                List.of("冷车抖动", "刹车异响"),
                List.of("行驶证"),
                "-1,\"加急\"",
                List.of(
                        new Draft.Line(Draft.Kind.LABOUR, "BY30", "30,000 公里保养", new BigDecimal("1.500"), 46_800),
                        new Draft.Line(Draft.Kind.PART, "+LX", "机油滤芯", BigDecimal.ONE, 0)),
                NOW,
                "刘洋",
                Optional.empty(),
                Optional.empty(),
                1);
        assertThat(DraftFile.of(List.of(draft)))
                .isEqualTo("\uFEFF" + String.join(",", DraftFile.COLUMNS)
                        + "\r\nYY-20260413-001,east,2026-04-10 10:00,LVGBE40K000000001,浙A8K2E5,000017,'=HYPERLINK(1),13800006621,29600,0007,"
                        + "\"'@异响\n刹车\",冷车抖动；刹车异响,行驶证,\"'-1,\"\"加急\"\"\",1,工时,BY30,\"30,000 公里保养\",1.5,468.00"
                        + "\r\nYY-20260413-001,east,2026-04-10 10:00,LVGBE40K000000001,浙A8K2E5,000017,'=HYPERLINK(1),13800006621,29600,0007,"
                        + "\"'@异响\n刹车\",冷车抖动；刹车异响,行驶证,\"'-1,\"\"加急\"\"\",2,配件,'+LX,机油滤芯,1,0.00\r\n");
        assertThat(draft.hours()).isEqualByComparingTo("1.5");
        assertThat(DraftFile.of(List.of())).hasLineCount(1);
    }

    // ---- hands

    private void parts() {
        take(PrepStep.PARTS, Kind.DONE, Details.parts("A-03", "浙A8K2E5"));
    }

    private void workshop() {
        take(PrepStep.WORKSHOP, Kind.DONE, Details.workshop("丁伟", "3", "举升机"));
    }

    private void take(PrepStep step, Kind kind, Details details) {
        var taken = (Decision.Taken) sheet.take(step, kind, details, STAFF, "林", NOW);
        assertThat(taken.facts()).isNotEmpty();
        var all = new ArrayList<>(sheet.facts());
        all.addAll(taken.facts());
        sheet = new PrepSheet(sheet.number(), sheet.state(), sheet.plate(), all);
    }

    private PrepRefusal refused(PrepStep step, Kind kind, Details details) {
        return ((Decision.Refused) sheet.take(step, kind, details, STAFF, "林", NOW)).why();
    }

    private static BigDecimal one() {
        return BigDecimal.ONE;
    }

    private static Arrival arrival(int days, String quantity) {
        return new Arrival(FRIDAY.plusDays(days), new BigDecimal(quantity));
    }

    /** From Friday to Saturday, 09:00 to 10:00, with so many places and so many given on Friday. */
    private static JobTerms campaign(int places, int taken) {
        LocalDate last = FRIDAY.plusDays(1);
        return new JobTerms(
                List.of(),
                List.of(new CampaignDays(
                        "春检",
                        FRIDAY,
                        last,
                        Optional.of(LocalTime.of(9, 0)),
                        Optional.of(LocalTime.of(10, 0)),
                        places,
                        Map.of(FRIDAY, taken))),
                Optional.empty());
    }

    private static Wish wish(String start, JobTerms terms) {
        return new Wish(LocalTime.parse(start), Optional.of(LIU), Optional.empty(), Set.of(), terms);
    }
}
