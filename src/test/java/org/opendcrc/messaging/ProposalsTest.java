package org.opendcrc.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.customers.Consents;
import org.opendcrc.messaging.TemplateDesk.Draft;
import org.opendcrc.messaging.wire.Smsc;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wordings that clerks propose, templates of one store and long ones, what texts cost, and on which consent they rest. */
@ApplicationTest
@Import({TestHouse.class, OutboxTest.Ears.class})
class ProposalsTest {

    private static final Instant NINE = Instant.parse("2026-11-21T01:00:00Z");

    @Autowired
    private ProposalDesk desk;

    @Autowired
    private TemplateDesk templates;

    @Autowired
    private TextDesk texts;

    @Autowired
    private FigureDesk figures;

    @Autowired
    private ReplyDesk replies;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Consents consents;

    @Autowired
    private GatewayDesk gateways;

    @Autowired
    private Lines lines;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private Actor manager;
    private Actor clerk;
    private UUID customer;
    private Smsc smsc;
    private TestLines line;

    @BeforeEach
    void open() throws Exception {
        builder.systemClock().set(NINE);
        house = builder.open();
        builder.employ(
                house, "quan", Map.of(house.east(), Set.of(Role.CRC_MANAGER), house.west(), Set.of(Role.CRC_MANAGER)));
        builder.agent(house, "zhou");
        manager = builder.actor(house, "quan");
        clerk = builder.actor(house, "zhou");
        customer = builder.in(house, () -> TestRows.customer(jdbc, "欧阳志强", "MALE"));
        builder.in(
                house,
                () -> jdbc.sql("""
                                insert into customers.phone (dealer_id, customer_id, e164, position)
                                values (:dealer, :customer, '+8613800006621', 1)
                                """)
                        .param("dealer", house.dealer())
                        .param("customer", customer)
                        .update());
        smsc = new Smsc();
        line = new TestLines(gateways, lines, builder, jdbc, house);
    }

    @AfterEach
    void close() throws Exception {
        line.close(NINE);
        smsc.close();
        builder.systemClock().set(NINE);
    }

    @Test
    void a_clerks_wording_is_used_only_when_the_manager_has_approved_it() {
        var draft = new Draft("请回电", TextClass.SERVICE, "{称呼}，请回电{本店电话}。", "", 0);
        assertThat(as(() -> desk.propose(clerk, Optional.of("call-back-please"), draft, NINE)))
                .isInstanceOf(TemplateSaved.Kept.class);
        assertThat(present("call-back-please").version()).isZero();
        var open = as(() -> desk.list(manager, NINE)).getFirst();
        assertThat(open.proposedBy()).isEqualTo("zhou");
        assertThat(as(() -> replies.waiting(manager, NINE)).proposals()).isEqualTo(1);
        assertThatThrownBy(() -> as(() -> desk.decide(clerk, open.id(), true, "", NINE)))
                .isInstanceOf(NotAllowed.class);
        assertThat(as(() -> desk.decide(manager, open.id(), true, " 好 ", NINE)))
                .isEqualTo(new ProposalDesk.Decided.Done());
        assertThat(as(() -> desk.decide(manager, open.id(), false, "", NINE)))
                .isEqualTo(new ProposalDesk.Decided.TooLate());
        assertThat(present("call-back-please"))
                .satisfies(it -> assertThat(it.version()).isEqualTo(1))
                .satisfies(it -> assertThat(it.chinese()).isEqualTo("{称呼}，请回电{本店电话}。"))
                .satisfies(it -> assertThat(it.changedBy()).contains(manager.staffId()));
        assertThat(as(() -> desk.list(clerk, NINE)).getFirst())
                .satisfies(it -> assertThat(it.state()).isEqualTo(Proposal.State.APPROVED))
                .satisfies(it -> assertThat(it.note()).contains("好"))
                .satisfies(it -> assertThat(it.decidedBy()).contains("quan"));
        assertThat(as(() -> desk.list(clerk, NINE.plus(Duration.ofDays(31))))).isEmpty();
    }

    @Test
    void what_is_refused_or_overtaken_becomes_no_version() {
        var draft = new Draft("谢谢", TextClass.SERVICE, "{称呼}，谢谢。", "", 0);
        as(() -> desk.propose(clerk, Optional.of("call-back-please"), draft, NINE));
        as(() -> desk.propose(clerk, Optional.empty(), draft, NINE));
        var both = as(() -> desk.list(manager, NINE));
        assertThat(both).hasSize(2);
        as(() -> templates.save(manager, "call-back-please", draft, NINE));
        assertThat(as(() -> desk.decide(manager, both.getFirst().id(), true, "", NINE)))
                .isEqualTo(new ProposalDesk.Decided.NotTaken(new TemplateSaved.Refusal.ChangedMeanwhile(1)));
        as(() -> desk.decide(manager, both.getLast().id(), false, "已有", NINE));
        assertThat(as(() -> templates.list(manager)))
                .extracting(Template::key)
                .noneMatch(it -> it.startsWith(Template.OWN));
        assertThat(as(() -> desk.propose(
                        clerk, Optional.empty(), new Draft("长", TextClass.SERVICE, "车".repeat(71), "", 0), NINE)))
                .isInstanceOf(TemplateSaved.Refused.class);
    }

    @Test
    void A20_a_long_template_of_one_store_is_offered_there_alone_and_its_text_goes_in_parts() {
        line.open(smsc.port(), 10, Map.of(), NINE);
        var words = "车".repeat(112);
        var saved = (TemplateSaved.Kept) as(() -> templates.open(
                manager, new Draft("长短信", TextClass.SERVICE, words, "", 0, true, Optional.of(house.east())), NINE));
        assertThat(offered(house.east())).contains(saved.key());
        assertThat(offered(house.west())).doesNotContain(saved.key());
        var wish = new TextDesk.Wish(TextDesk.CUSTOMER, customer, Optional.of(house.east()));
        var id = Ids.next();
        var asked = new TextDesk.Draft(
                id, wish, "+8613800006621", TextClass.SERVICE, Locale.CHINA, words, Optional.of(saved.key()));
        assertThat(as(() -> texts.send(manager, asked, NINE))).isEqualTo(new Written.Queued(id));
        var free = new TextDesk.Draft(
                Ids.next(), wish, "+8613800006621", TextClass.SERVICE, Locale.CHINA, words, Optional.empty());
        assertThat(as(() -> texts.send(manager, free, NINE)))
                .isEqualTo(new Written.Refused(new Written.Refusal.TooLong(119, 70)));
        // The listener of queued texts may hold its row at this moment; who carries then passes it over, and the next
        // one takes it.
        await("both parts are answered for").untilAsserted(() -> {
            line.drain();
            assertThat(smsc.submitted).extracting(it -> it.words().length()).containsExactly(67, 52);
            assertThat(as(() -> figures.of(manager, Optional.empty(), NINE))
                            .months()
                            .getFirst()
                            .kinds())
                    .extracting(TextFigures.Kind::parts)
                    .containsExactly(2);
        });

        // What it costs: two parts, at the price of the store.
        var month =
                as(() -> figures.of(manager, Optional.empty(), NINE)).months().getFirst();
        assertThat(month.month()).isEqualTo(YearMonth.of(2026, 11));
        assertThat(month.kinds())
                .containsExactly(new TextFigures.Kind(TextClass.SERVICE, TextDesk.CUSTOMER, 1, 1, 0, 0, 0, 2, 2 * 45));
        assertThat(as(() -> figures.of(manager, Optional.of(house.west()), NINE))
                        .months())
                .isEmpty();
        assertThat(as(() -> figures.of(manager, Optional.empty(), NINE.plus(Duration.ofDays(365))))
                        .months())
                .isEmpty();
    }

    @Test
    void a_commercial_text_shows_the_consent_on_which_it_rests_and_a_later_word_changes_nothing() throws Exception {
        line.open(smsc.port(), 10, Map.of(), NINE);
        assertThat(as(() -> evidence(offer(NINE)))).isEmpty();
        var agreed =
                new Consents.Said(Consents.Purpose.TEXTS, true, Consents.Channel.WRITTEN, Optional.of("同意书 2026-113"));
        as(() -> consents.record(manager, customer, agreed, NINE.plusSeconds(60)));
        builder.systemClock().set(NINE.plusSeconds(120));
        var id = offer(NINE.plusSeconds(120));
        line.drain();
        builder.systemClock().set(NINE.plusSeconds(180));
        smsc.reply("8613800006621", "TD");
        assertThat(evidence(id)).hasValueSatisfying(it -> {
            assertThat(it.given()).isTrue();
            assertThat(it.words()).isEqualTo("同意书 2026-113");
            assertThat(it.channel()).isEqualTo("WRITTEN");
            assertThat(it.heardBy()).contains("quan");
        });
    }

    @Test
    void the_desk_counts_what_texts_leave_for_a_person() throws Exception {
        line.open(smsc.port(), 10, Map.of(), NINE);
        smsc.manner = (it, _) -> it.words().contains("回电") ? 0x0b : "m1";
        var wish = new TextDesk.Wish(TextDesk.CUSTOMER, customer, Optional.of(house.east()));
        for (var words : List.of("请回电", "您好")) {
            var draft = new TextDesk.Draft(
                    Ids.next(), wish, "+8613800006621", TextClass.SERVICE, Locale.CHINA, words, Optional.empty());
            as(() -> texts.send(clerk, draft, NINE));
            line.drain();
        }
        smsc.receipt("m1", "UNDELIV", "001");
        assertThat(as(() -> replies.waiting(clerk, NINE))).isEqualTo(new ReplyDesk.Waiting(0, 0, 1, 1, 0, 0));
        assertThat(as(() -> replies.waiting(clerk, NINE.plus(Duration.ofDays(4)))))
                .isEqualTo(new ReplyDesk.Waiting(0, 0, 0, 0, 0, 0));
    }

    // ---- what the stories are told with

    private UUID offer(Instant now) {
        var id = Ids.next();
        var wish = new TextDesk.Wish(TextDesk.CUSTOMER, customer, Optional.of(house.east()));
        var draft = new TextDesk.Draft(
                id, wish, "+8613800006621", TextClass.COMMERCIAL, Locale.CHINA, "优惠", Optional.empty());
        assertThat(as(() -> texts.send(manager, draft, now))).isEqualTo(new Written.Queued(id));
        return id;
    }

    private Optional<TextFile.Evidence> evidence(UUID id) {
        return as(() -> outbox.find(manager, id)).evidence();
    }

    private List<String> offered(UUID store) {
        return as(() -> texts.sheet(manager, new TextDesk.Wish(TextDesk.CUSTOMER, customer, Optional.of(store))))
                .templates()
                .stream()
                .map(Template::key)
                .toList();
    }

    private Template present(String key) {
        return as(() -> templates.versions(manager, key)).getFirst();
    }

    private <T> T as(java.util.function.Supplier<T> work) {
        return DealerContext.callAs(house.dealer(), work);
    }
}
