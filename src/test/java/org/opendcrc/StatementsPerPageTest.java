package org.opendcrc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.organisation.TestHouse.PASSWORD;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.opendcrc.appointments.Answer;
import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.appointments.BookingRequest;
import org.opendcrc.appointments.Channel;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.dms.FileKind;
import org.opendcrc.dms.ImportDesk;
import org.opendcrc.followups.AssignmentDesk;
import org.opendcrc.followups.AttemptOutcome;
import org.opendcrc.followups.CallOutcome;
import org.opendcrc.followups.Chosen;
import org.opendcrc.followups.ComplaintSheet;
import org.opendcrc.followups.FollowUpDesk;
import org.opendcrc.followups.FollowUpQueue;
import org.opendcrc.followups.Lead;
import org.opendcrc.followups.LeadWish;
import org.opendcrc.followups.Leads;
import org.opendcrc.followups.QueueView;
import org.opendcrc.followups.ToWhom;
import org.opendcrc.followups.Visits;
import org.opendcrc.messaging.LetterDesk;
import org.opendcrc.messaging.LetterDone;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.questionnaires.AnswerSheet;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.SettingSource;
import org.opendcrc.shared.jobs.JobDesk;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.HtmlUtils;

/**
 * No page needs more than six statements. Counted is what the application sends to PostgreSQL while it answers one GET, menu and bar
 * included, seen between the connection pool and the driver. Not counted: the session, who is signed in (one statement a request),
 * and what frames a transaction ({@code begin}, {@code set local opendcrc.dealer}, {@code commit}).
 *
 * <p>The same walk in the pseudo language: whatever people read stands between its marks, and so comes from a bundle.
 */
@ApplicationTest
@Import({TestHouse.class, StatementsPerPageTest.Counter.class})
@TestPropertySource(properties = "opendcrc.pseudo-locale=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsPerPageTest {

    private static final int ALLOWED = 6;

    /** Written for programs, read as files, there before the first dealer only, or no page of the house at all. */
    private static final Pattern NO_PAGE = Pattern.compile(
            "/api/.*|/live|/simulation/.*|.*\\.xlsx|.*\\.csv|.*\\.ics|/robots.txt|.*\\{ending:.*|/setup.*|/error.*|/complaints/\\{id}/papers/\\{paper}|/v3/.*|/swagger-ui.*|\\$\\{.*");

    /** The session, and the person of the session. */
    private static final Pattern DOOR =
            Pattern.compile("(?is).*\\b(?:infrastructure\\.)?spring_session.*|.*\\bc\\.must_change\\b.*\\bs\\.id = .*");

    private static final Pattern FRAME_OF_TRANSACTION = Pattern.compile("(?is)\\s*set (?:local|session|time).*");

    /** Stands between pool and driver and writes down each statement that is executed. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Counter {

        static final ConcurrentLinkedQueue<String> SENT = new ConcurrentLinkedQueue<>();

        @Bean
        static BeanPostProcessor countingPool() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (bean instanceof HikariDataSource pool) {
                        pool.setDataSource(counting(Objects.requireNonNull(pool.getDataSource())));
                    }
                    return bean;
                }
            };
        }

        private static DataSource counting(DataSource driver) {
            return proxy(
                    DataSource.class,
                    driver,
                    (method, arguments, answer) ->
                            answer instanceof Connection connection ? counting(connection) : answer);
        }

        private static Connection counting(Connection connection) {
            return proxy(Connection.class, connection, (_, arguments, answer) -> switch (answer) {
                case PreparedStatement it -> counting(PreparedStatement.class, it, (String) arguments[0]);
                case Statement it -> counting(Statement.class, it, "");
                case null -> null;
                default -> answer;
            });
        }

        private static <T extends Statement> T counting(Class<T> type, T statement, String prepared) {
            return proxy(type, statement, (method, arguments, answer) -> {
                if (method.getName().startsWith("execute") && !inTheScheduler()) {
                    SENT.add(prepared.isEmpty() ? String.valueOf(arguments[0]) : prepared);
                }
                return answer;
            });
        }

        /** The scheduler looks after itself whenever its time comes, whatever page is open then. */
        private static boolean inTheScheduler() {
            return Thread.currentThread().getName().startsWith("db-scheduler");
        }

        private interface Seen {
            @Nullable
            Object of(Method method, @Nullable Object[] arguments, @Nullable Object answer);
        }

        private static <T> T proxy(Class<T> type, T inner, Seen seen) {
            return type.cast(Proxy.newProxyInstance(
                    StatementsPerPageTest.class.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                        try {
                            return seen.of(method, arguments, method.invoke(inner, arguments));
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectProvider<SettingSource> settings;

    @Autowired
    @FlywayDataSource
    DataSource owner;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    FollowUpQueue queue;

    @Autowired
    AssignmentDesk assignments;

    @Autowired
    Leads leads;

    @Autowired
    FollowUpDesk desk;

    @Autowired
    ImportDesk imports;

    @Autowired
    AppointmentDesk appointments;

    @Autowired
    LetterDesk letters;

    @Autowired
    org.opendcrc.followups.AwayDesk away;

    @Autowired
    org.opendcrc.followups.ClosingDesk closings;

    @Autowired
    org.opendcrc.messaging.GatewayDesk gateways;

    @Autowired
    org.opendcrc.messaging.BatchDesk batches;

    @Autowired
    org.opendcrc.questionnaires.DesignerDesk designer;

    @Autowired
    JobDesk jobs;

    @Autowired
    List<org.opendcrc.shared.jobs.Job> allJobs;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    @Test
    void no_page_needs_more_than_six_statements() {
        var addresses = addresses(house().addresses);
        var browser = new Browser(port);
        var tooMany = new TreeMap<String, String>();
        var signIn = addresses.remove("/login");
        measure(browser, "/login", Objects.requireNonNull(signIn), tooMany);
        browser.signIn("quan@" + code, PASSWORD);
        addresses.forEach((pattern, all) -> measure(browser, pattern, all, tooMany));
        assertThat(tooMany).isEmpty();
    }

    @Test
    void CP_1_a_thousand_clocks_that_run_cost_one_statement_a_minute() {
        house();
        builder.in(
                new TestHouse.House(dealer, code, "", UUID.randomUUID(), UUID.randomUUID()),
                () -> jdbc.sql("""
                                insert into complaints.deadline (dealer_id, complaint_id, rule, subject, store_id, role, started_at, business, stops,
                                                                 due_at)
                                select c.dealer_id, c.id, 'CP-30', n::text, c.store_id, 'CRC_MANAGER', '2098-01-01 00:00Z', false, false,
                                       '2099-01-01 00:00Z'
                                  from complaints.complaint c, generate_series(1, 1000) n
                                 where c.dealer_id = :dealer
                                """).param("dealer", dealer).update());
        var job = allJobs.stream()
                .filter(it -> it.name().equals("complaints.first-contact"))
                .findFirst()
                .orElseThrow();
        Counter.SENT.clear();
        var minute = builder.systemClock().instant();
        assertThat(job.nextDue(minute)).isBefore(java.time.Instant.parse("2099-01-02T00:00:00Z"));
        var dealers = jdbc.sql("select count(*) from directory.dealer")
                .query(Integer.class)
                .single();
        assertThat(Counter.SENT.stream().filter(it -> it.contains("complaints.")))
                .hasSize(dealers);
    }

    private String code = "";
    private int dealer;
    private @Nullable HouseWithADay built;

    /** Built once for both walks. */
    private HouseWithADay house() {
        if (built == null) {
            built = new HouseWithADay();
        }
        return built;
    }

    /**
     * Shown as they are stored or written, whatever people speak: headings and words of a dealer's files, entries of the audit log, names
     * of jobs, the texts that customers get.
     */
    private static final Pattern NOT_IN_WORDS =
            Pattern.compile("/imports.*|/administration/audit.*|/administration/jobs.*|/text-templates.*");

    /** The program's name, the names of the languages in themselves, examples of what may be typed, chapters of rules, units. */
    private static final Set<String> NO_WORDS = Set.of(
            "OpenDCRC",
            "account", // a field of the template that providers are sent
            "English",
            "中文",
            "WT2026",
            "fzq",
            "AP",
            "kh", // the numbers of forms
            "ku",
            "CP",
            "车主手册",
            "行驶证",
            "驾驶证",
            "FU",
            "NC",
            "PF",
            "PR",
            "RC",
            "RP",
            "VA",
            "JD",
            "VIN",
            "km",
            "CSV",
            "xlsx",
            "https",
            "http");

    private static final String STORE = "杭州城东店";

    private static final Pattern NOT_READ =
            Pattern.compile("<!--.*?-->|<(script|style|svg|kbd|code)\\b.*?</\\1>", Pattern.DOTALL);

    private static final Pattern READ =
            Pattern.compile(">([^<]+)<|\\s(?:aria-label|placeholder|title|alt)=\"([^\"]*)\"");

    private static final Pattern WORD = Pattern.compile("\\p{IsHan}+|[A-Za-z]{2,}[A-Za-z0-9]*");

    @Test
    void nobody_reads_a_word_that_is_neither_of_a_bundle_nor_data() {
        var addresses = addresses(house().addresses);
        addresses.remove("/login");
        var browser = new Browser(port);
        browser.signIn("quan@" + code, PASSWORD);
        browser.get("/me");
        browser.post("/preferences", Map.of("language", "qps", "back", "/me"));
        var data = data();
        var strange = new TreeMap<String, Set<String>>();
        addresses.forEach((pattern, all) -> {
            if (NOT_IN_WORDS.matcher(pattern).matches()) {
                return;
            }
            all.forEach(address -> {
                var answer = browser.get(address);
                if (answer.statusCode() == 200) {
                    assertThat(answer.body()).as(address).contains("⟦");
                    var left = outside(answer.body(), data);
                    if (!left.isEmpty()) {
                        strange.computeIfAbsent(pattern, _ -> new TreeSet<>()).addAll(left);
                    }
                }
            });
        });
        assertThat(strange).isEmpty();
    }

    /** Words outside the marks that the database does not know. */
    private static Set<String> outside(String page, String data) {
        var found = new TreeSet<String>();
        var read = READ.matcher(NOT_READ.matcher(page).replaceAll("><"));
        int depth = 0; // a sentence may be broken by an element, such as a customer's own words in it
        while (read.find()) {
            var attribute = read.group(1) == null;
            // A name in a sentence that the dealer worded himself stands beside his words without a mark.
            var text = HtmlUtils.htmlUnescape(attribute ? read.group(2) : read.group(1))
                    .replace(STORE, " ");
            var words = WORD.matcher(unmarked(text, attribute ? 0 : depth));
            depth += attribute ? 0 : count(text, '⟦') - count(text, '⟧');
            while (words.find()) {
                if (!NO_WORDS.contains(words.group()) && !data.contains(words.group())) {
                    found.add(words.group());
                }
            }
        }
        assertThat(depth).as("marks that close what they open").isZero();
        return found;
    }

    private static int count(String text, char mark) {
        return Math.toIntExact(text.chars().filter(it -> it == mark).count());
    }

    private static String unmarked(String text, int before) {
        var rest = new StringBuilder();
        int depth = before;
        for (int i = 0; i < text.length(); i++) {
            var it = text.charAt(i);
            if (it == '⟦') {
                depth++;
            } else if (it == '⟧') {
                depth--;
            } else if (depth == 0) {
                rest.append(it);
            }
        }
        return rest.toString();
    }

    /** Every value of the dealer's that is no mere code such as {@code RETRY}: what pages may show as it is. */
    private String data() {
        var all = new StringBuilder();
        // What a store has not set differently, such as the papers that a customer brings.
        settings.stream()
                .flatMap(it -> it.settings().stream())
                .forEach(it -> all.append(it.standard()).append('\n'));
        var tables = JdbcClient.create(owner).sql("""
                        select quote_ident(c.table_schema) || '.' || quote_ident(c.table_name)
                          from information_schema.columns c
                          join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
                         where c.column_name = 'dealer_id'
                           and t.table_type = 'BASE TABLE'
                        """).query(String.class).list();
        for (var table : tables) {
            JdbcClient.create(owner)
                    .sql("""
                            select v.value
                              from %s x
                             cross join lateral jsonb_each_text(to_jsonb(x)) v
                              join directory.dealer d on d.dealer_id = x.dealer_id
                             where d.code = :code
                               and v.value !~ '^[A-Z_]*$'
                            """.formatted(table))
                    .param("code", code)
                    .query(String.class)
                    .list()
                    .forEach(it -> all.append(it).append('\n'));
        }
        return all.toString();
    }

    private static void measure(Browser browser, String pattern, List<String> addresses, Map<String, String> tooMany) {
        for (var address : addresses) {
            browser.get(address); // the first look fills what is kept for ever
            Counter.SENT.clear();
            var answer = browser.get(address);
            var sent = Counter.SENT.stream()
                    .filter(it -> !DOOR.matcher(it).matches()
                            && !FRAME_OF_TRANSACTION.matcher(it).matches())
                    .toList();
            assertThat(answer.statusCode()).as(address).isIn(200, 302, 303);
            if (sent.size() > ALLOWED) {
                tooMany.put(pattern + " " + address, sent.size() + "\n" + String.join("\n--\n", sent));
            }
        }
    }

    /** Every page of the house with its addresses; one with a part that varies must be told an example. */
    private Map<String, List<String>> addresses(Map<String, List<String>> examples) {
        var pages = new TreeMap<String, List<String>>();
        var without = new ArrayList<String>();
        handlers.getHandlerMethods().forEach((mapping, handler) -> {
            var methods = mapping.getMethodsCondition().getMethods();
            if (!methods.isEmpty() && !methods.contains(RequestMethod.GET)) {
                return;
            }
            for (var pattern : mapping.getPatternValues()) {
                if (NO_PAGE.matcher(pattern).matches()) {
                    continue;
                }
                var told = examples.getOrDefault(pattern, pattern.contains("{") ? List.of() : List.of(pattern));
                if (told.isEmpty()) {
                    without.add(pattern);
                }
                pages.put(pattern, told);
            }
        });
        assertThat(without).as("pages of which this test has no example").isEmpty();
        assertThat(pages.keySet()).as("examples of pages that are no more").containsAll(examples.keySet());
        return pages;
    }

    /** A dealer with two stores and somebody who may see everything, on the morning after a day with calls, a complaint and a text. */
    private final class HouseWithADay {

        final Map<String, List<String>> addresses = new TreeMap<>();

        HouseWithADay() {
            var visits = new Visits(builder, jdbc, events);
            code = visits.code();
            var all = Set.of(
                    Role.AGENT,
                    Role.CRC_MANAGER,
                    Role.SERVICE_MANAGER,
                    Role.ADVISOR,
                    Role.GENERAL_MANAGER,
                    Role.INFORMATION,
                    Role.ADMINISTRATOR,
                    Role.GUARD);
            var quan = visits.person("quan", Map.of(visits.east(), all, visits.west(), all));
            dealer = quan.dealerId();
            var advisor = visits.clerk("wang");
            var run = Ids.next();
            for (int n = 1; n <= 6; n++) {
                visits.settled(
                        run,
                        visits.car("方志强", n == 6, "+861380000662" + n, "+861390000041" + n),
                        "WT" + n,
                        "JC" + n,
                        "2026-11-18T09:00",
                        "2026-11-18T16:00");
            }
            visits.in(
                    () -> jdbc.sql("update vehicles.repair_order o set advisor_id = :staff where o.dealer_id = :dealer")
                            .param("staff", advisor.staffId())
                            .param("dealer", quan.dealerId())
                            .update());
            visits.recorded(run, "2026-11-18T23:30", true);
            visits.asDealer(() -> {
                var morning = Visits.at("2026-11-19T10:00");
                desk.result(
                        quan,
                        visits.task("WT1").id(),
                        new FollowUpDesk.ResultRequest(
                                CallOutcome.DISSATISFIED,
                                Optional.empty(),
                                AnswerSheet.empty().with("car-in-order", "no"),
                                Optional.of("请尽快"),
                                Optional.of(new ComplaintSheet(
                                        Optional.of(ComplaintKind.REPAIR_SKILL), "又响了", false, false))),
                        morning);
                desk.attempt(
                        quan,
                        visits.task("WT2").id(),
                        new FollowUpDesk.AttemptRequest(
                                AttemptOutcome.NO_ANSWER,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("下午再打")),
                        morning);
                desk.textInstead(quan, visits.task("WT6").id(), morning);
                var file = imports.takeNow(
                        quan,
                        FileKind.CUSTOMERS,
                        "customers.csv",
                        new ByteArrayInputStream("customer_no,name,phone\nK1,陈,13800138000\nK2,李,138\n"
                                .getBytes(StandardCharsets.UTF_8)));
                addresses.put("/imports/{id}", List.of("/imports/" + file.id()));
            });
            visits.drained();
            visits.sold(
                    "XS1",
                    visits.east(),
                    visits.car("李敏", false, "+8613800006690"),
                    advisor.staffId(),
                    "2026-11-16",
                    "2026-11-17",
                    "2026-11-18T23:30");
            var bought = visits.saleTask("XS1");
            visits.asDealer(() -> leads.keep(
                    quan,
                    bought,
                    new LeadWish.Referral(Ids.next(), "李建", "13900000418", "同事", true, "X7", Lead.Planned.NOW, "周末来看"),
                    Visits.at("2026-11-19T10:00")));
            for (var path : List.of("/opportunities", "/referrals", "/wrong-data")) {
                addresses.put("/follow-ups/{task}" + path, List.of("/follow-ups/" + bought + path));
            }
            addresses.put("/reports/truth", List.of("/reports/truth", "/reports/truth?store=east&month=2026-11"));
            addresses.put(
                    "/reports/truth/rows", List.of("/reports/truth/rows?store=east&month=2026-11&part=NOT_ASKED"));
            var step = new java.util.UUID[1];
            builder.systemClock().set(Visits.at("2026-11-20T09:00"));
            visits.asDealer(() -> jobs.runNow(quan, "reports.freeze"));
            visits.asDealer(() -> {
                var today = Visits.at("2026-11-20T09:00");
                step[0] = assignments.assign(
                        quan,
                        new Chosen.Tasks(List.of(visits.task("WT3").id())),
                        new ToWhom.Clerk(quan.staffId()),
                        today);
                queue.claim(quan, visits.task("WT3").id(), today);
                desk.result(
                        quan,
                        visits.task("WT4").id(),
                        new FollowUpDesk.ResultRequest(
                                CallOutcome.SATISFIED,
                                Optional.empty(),
                                AnswerSheet.empty().with("car-in-order", "no"),
                                Optional.empty(),
                                Optional.empty()),
                        today);
            });
            visits.drained();
            builder.systemClock().pass(Duration.ofMinutes(1));

            addresses.put(
                    "/follow-ups",
                    java.util.stream.Stream.of(QueueView.values())
                            .map(it -> "/follow-ups?view=" + it)
                            .collect(java.util.stream.Collectors.toCollection(ArrayList::new)));
            addresses.get("/follow-ups").add("/follow-ups");
            addresses
                    .get("/follow-ups")
                    .add("/follow-ups?view=ALL&q=6621&settledFrom=2026-11-01&advisor=" + advisor.staffId());
            addresses.put("/follow-ups/steps/{step}", List.of("/follow-ups/steps/" + step[0]));
            addresses.put("/follow-ups/team", List.of("/follow-ups/team", "/follow-ups/team?store=" + visits.east()));
            addresses.put(
                    "/follow-ups/team/{staff}",
                    List.of("/follow-ups/team/" + quan.staffId() + "?store=" + visits.east()));
            visits.asDealer(() -> away.name(
                    quan,
                    visits.east(),
                    advisor.staffId(),
                    Visits.at("2026-11-20T08:00"),
                    Visits.at("2026-11-22T08:00"),
                    List.of(quan.staffId()),
                    Visits.at("2026-11-20T09:00")));
            var closing = DealerContext.callAs(
                    quan.dealerId(),
                    () -> closings.prepare(
                            quan,
                            visits.east(),
                            Optional.empty(),
                            LocalDate.of(2026, 11, 18),
                            Visits.at("2026-11-20T09:00")));
            addresses.put("/follow-ups/closings", List.of("/follow-ups/closings"));
            addresses.put(
                    "/follow-ups/closings/{closing}",
                    List.of("/follow-ups/closings/"
                            + ((org.opendcrc.followups.ClosingDesk.Prepared.Done) closing).closing()));
            addresses.put(
                    "/reports/satisfaction",
                    List.of("/reports/satisfaction", "/reports/satisfaction?store=all&day=2026-11-19"));
            addresses.put(
                    "/reports/satisfaction/rows",
                    List.of("/reports/satisfaction/rows?store=east&day=2026-11-19&figure=answered"));
            addresses.put("/reports/cvp", List.of("/reports/cvp", "/reports/cvp?store=east&month=2026-11"));
            addresses.put("/reports/close", List.of("/reports/close", "/reports/close?store=east&day=2026-11-19"));
            addresses.put("/follow-ups/{task}", new ArrayList<>(each(visits, "/follow-ups/", "")));
            var calls = new ArrayList<>(each(visits, "/follow-ups/", "/call"));
            addresses.put("/follow-ups/{task}/call", calls);
            addresses.put(
                    "/complaints",
                    List.of(
                            "/complaints",
                            "/complaints?view=ALL",
                            "/complaints?view=ALARMS",
                            "/complaints?view=BREACHED"));
            addresses.put(
                    "/complaints/known",
                    Stream.of("13800006690", "13999999999")
                            .map(it -> "/complaints/known?store=" + visits.east() + "&phone=" + it)
                            .toList());
            addresses.put("/complaints/{id}", List.of("/complaints/" + complaint(visits)));
            for (var page : List.of("/papers", "/kh-03-01", "/kh-03-02")) {
                addresses.put("/complaints/{id}" + page, List.of("/complaints/" + complaint(visits) + page));
            }
            addresses.put("/casebook", List.of("/casebook", "/casebook?month=2026-11&span=12&store=" + visits.east()));
            addresses.put(
                    "/casebook/rows",
                    List.of("/casebook/rows?month=2026-11&by=KIND&value=REPAIR_SKILL", "/casebook/rows?band=DAY"));
            addresses.put(
                    "/casebook/weeks/{store}/{monday}", List.of("/casebook/weeks/" + visits.east() + "/2026-11-16"));
            addresses.put("/guarantees", List.of("/guarantees", "/guarantees?view=DEMANDS"));
            addresses.put("/guarantees/vehicles/{vehicle}", List.of("/guarantees/vehicles/" + vehicle(visits)));
            addresses.put("/manufacturer/cases/{id}", List.of("/manufacturer/cases/" + complaint(visits)));
            addresses.put("/complaints/{id}/crisis", List.of("/complaints/" + complaint(visits) + "/crisis"));
            var appointment = appointment(visits, quan);
            visits.drained();
            var confirmation = visits.in(() -> jdbc.sql(
                            "select t.id from followups.task t where t.dealer_id = :dealer and t.kind = 'CONFIRM_72'")
                    .param("dealer", quan.dealerId())
                    .query(UUID.class)
                    .single());
            visits.asDealer(() -> queue.claim(quan, confirmation, Visits.at("2026-11-20T10:00")));
            calls.add("/follow-ups/" + confirmation + "/call");
            visits.asDealer(() -> queue.claim(quan, bought, Visits.at("2026-11-20T10:00")));
            calls.add("/follow-ups/" + bought + "/call");
            addresses.get("/follow-ups/{task}").add("/follow-ups/" + confirmation);
            addresses.put(
                    "/follow-ups/{task}/places",
                    List.of(
                            "/follow-ups/" + confirmation + "/places?appointment=" + appointment,
                            "/follow-ups/" + confirmation + "/places?appointment=" + appointment
                                    + "&moveDay=2026-11-24"));
            addresses.put(
                    "/appointments",
                    List.of(
                            "/appointments",
                            "/appointments?store=" + visits.east() + "&day=2026-11-23",
                            "/appointments?store=" + visits.east() + "&day=2026-11-23&move=" + appointment));
            addresses.put(
                    "/appointments/new",
                    List.of(
                            "/appointments/new?store=" + visits.east() + "&day=2026-11-23&start=10:00",
                            "/appointments/new?store=" + visits.east() + "&day=2026-11-23&q=13800006621",
                            "/appointments/new?customer=" + customer(visits)));
            addresses.put("/board/{code}", List.of("/board/east?day=2026-11-23"));
            addresses.put("/appointments/{id}", List.of("/appointments/" + appointment));
            addresses.put("/appointments/{id}/moves", List.of("/appointments/" + appointment + "/moves"));
            addresses.put("/appointments/{id}/cancellation", List.of("/appointments/" + appointment + "/cancellation"));
            addresses.put("/appointments/{id}/form", List.of("/appointments/" + appointment + "/form"));
            addresses.put(
                    "/appointments/preparation",
                    List.of(
                            "/appointments/preparation",
                            "/appointments/preparation?store=" + visits.east() + "&day=2026-11-23&lane=ALL",
                            "/appointments/preparation?store=" + visits.east() + "&day=2026-11-23&lane=PARTS"));
            addresses.put("/appointments/preparation/copies", List.of("/appointments/preparation/copies"));
            addresses.put("/appointments/{id}/preparation", List.of("/appointments/" + appointment + "/preparation"));
            addresses.put(
                    "/appointments/{id}/preparation/{step}",
                    List.of("/appointments/" + appointment + "/preparation/PARTS"));
            addresses.put("/appointments/{id}/copies", List.of("/appointments/" + appointment + "/copies"));
            addresses.put(
                    "/appointments/{id}/copies/{reader}/receipt",
                    List.of("/appointments/" + appointment + "/copies/PARTS/receipt"));
            addresses.put("/appointments/{id}/draft", List.of("/appointments/" + appointment + "/draft"));
            addresses.put("/appointments/{id}/draft/print", List.of("/appointments/" + appointment + "/draft/print"));
            addresses.put(
                    "/appointments/supplies/skills/{technician}",
                    List.of("/appointments/supplies/skills/" + advisor.staffId()));
            withoutALogin(visits, appointment);
            addresses.put("/gate", List.of("/gate", "/gate?plate=浙A7K3F8", "/gate?plate=浙A7K3F9"));
            addresses.put("/gate/arrivals", List.of("/gate/arrivals"));
            addresses.put(
                    "/appointments/arrivals",
                    List.of(
                            "/appointments/arrivals",
                            "/appointments/arrivals?store=" + visits.east() + "&day=2026-11-23&show=late"));
            addresses.put(
                    "/reports/rates",
                    List.of(
                            "/reports/rates",
                            "/reports/rates?store=east&span=day&day=2026-11-19",
                            "/reports/rates?store=east&span=week&day=2026-11-19"));
            addresses.put(
                    "/reports/rates/rows", List.of("/reports/rates/rows?store=east&day=2026-11-19&figure=visits"));
            addresses.put("/reports/arrival-curve", List.of("/reports/arrival-curve"));
            addresses.put(
                    "/reports/arrival-curve/rows",
                    List.of("/reports/arrival-curve/rows?store=east&weekday=4&at=09:00"));
            addresses.put("/customers/{id}", List.of("/customers/" + customer(visits)));
            addresses.put("/customers/{id}/consents", List.of("/customers/" + customer(visits) + "/consents"));
            addresses.put("/customers/{id}/disclosures", List.of("/customers/" + customer(visits) + "/disclosures"));
            addresses.put("/customers/{id}/consents", List.of("/customers/" + customer(visits) + "/consents"));
            addresses.put("/search", List.of("/search", "/search?q=6621"));
            addresses.put("/search/hits", List.of("/search/hits?q=6621"));
            addresses.put(
                    "/administration/gateways/new",
                    List.of("/administration/gateways/new?kind=SMPP", "/administration/gateways/new?kind=HTTP"));
            addresses.put(
                    "/administration/gateways/{id}", List.of("/administration/gateways/" + gateway(quan, visits)));
            addresses.put(
                    "/text-replies",
                    List.of("/text-replies", "/text-replies?all=true", "/text-replies?all=true&search=6621"));
            addresses.put("/text-batches/{id}", List.of("/text-batches/" + batch(quan, visits)));
            visits.asDealer(() -> designer.begin(quan, "service", "general", Visits.at("2026-11-20T09:00")));
            addresses.put("/questionnaires/{code}/{variant}", List.of("/questionnaires/service/general"));
            addresses.put("/questionnaires/{code}/{variant}/draft", List.of("/questionnaires/service/general/draft"));
            addresses.put("/administration/people/{staff}", List.of("/administration/people/" + advisor.staffId()));
            addresses.put("/administration/calendar/{code}", List.of("/administration/calendar/east"));
            addresses.put("/administration/settings/{store}", List.of("/administration/settings/east"));
            addresses.put("/administration/stores/{store}", List.of("/administration/stores/east"));
            addresses.put(
                    "/administration/stores/{store}/{part:brands|bays|targets}",
                    List.of("/administration/stores/east/bays"));
            addresses.put("/administration/calls/{store}", List.of("/administration/calls/east"));
            addresses.put("/texts", List.of("/texts", "/texts?state=NOT_SENT&customer=6621"));
            addresses.put("/texts/{id}", List.of("/texts/" + text(visits)));
            addresses.put(
                    "/texts/new",
                    List.of(
                            "/texts/new?causeId=" + customer(visits),
                            "/texts/new?cause=follow-up-note&causeId="
                                    + visits.task("WT2").id()));
            addresses.put(
                    "/text-templates/{key}", List.of("/text-templates/offer", "/text-templates/letter-unreached"));
            addresses.put("/letters/printings/{printing}", List.of("/letters/printings/" + printing(quan, visits)));
            addresses.put("/wall/{store}", List.of("/wall/east"));
            addresses.put(
                    "/reports/three-day-calls",
                    List.of(
                            "/reports/three-day-calls",
                            "/reports/three-day-calls?store=east&day=2026-11-19",
                            "/reports/three-day-calls?store=east&day=2026-11-20"));
            addresses.put(
                    "/reports/{list}",
                    List.of(
                            "/reports/grievances?day=2026-11-19",
                            "/reports/grievances?day=2026-11-20",
                            "/reports/grievances?day=2026-11-19&week=true",
                            "/reports/failed-calls?day=2026-11-19",
                            "/reports/failed-calls?day=2026-11-20",
                            "/reports/appointments?day=2026-11-19",
                            "/reports/appointments?day=2026-11-19&week=true",
                            "/reports/agents-day",
                            "/reports/agents-day?day=2026-11-19"));
            addresses.put(
                    "/reports/{list}/rows",
                    List.of(
                            "/reports/grievances/rows?day=2026-11-19",
                            "/reports/grievances/rows?day=2026-11-19&figure=items&frozen=true",
                            "/reports/failed-calls/rows?day=2026-11-19&figure=failed",
                            "/reports/agents-day/rows?day=2026-11-19&figure=calls&frozen=true",
                            "/reports/agents-day/rows?day=2026-11-20&figure=calls"));
            addresses.put(
                    "/reports/three-day-calls/rows",
                    List.of(
                            "/reports/three-day-calls/rows?day=2026-11-19",
                            "/reports/three-day-calls/rows?day=2026-11-19&figure=called",
                            "/reports/three-day-calls/rows?day=2026-11-19&figure=item:car-in-order",
                            "/reports/three-day-calls/rows?day=2026-11-19&frozen=true",
                            "/reports/three-day-calls/rows?day=2026-11-19&figure=item:car-in-order&frozen=true",
                            "/reports/three-day-calls/rows?day=2026-11-10"));
        }

        private static List<String> each(Visits visits, String before, String after) {
            return List.of("WT1", "WT2", "WT3", "WT6").stream()
                    .map(it -> before + visits.task(it).id() + after)
                    .toList();
        }

        /** Whose car was in with the order that became a complaint. */
        private UUID customer(Visits visits) {
            return visits.in(
                    () -> jdbc.sql("select c.customer_id from complaints.complaint c where c.dealer_id = :dealer")
                            .param("dealer", DealerContext.require())
                            .query(UUID.class)
                            .single());
        }

        private static final String LINK = "LLLLLLLLLLLLLLLLLLLLLL";
        private static final String FRESH = "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF";
        private static final String VERIFIED = "VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV";

        /** A customer's link, and the public page of the eastern store with two visitors. */
        private void withoutALogin(Visits visits, UUID appointment) {
            visits.in(() -> {
                jdbc.sql("insert into directory.public_link values (sha256(:link::bytea), :dealer, 'APPOINTMENT')")
                        .param("link", LINK)
                        .param("dealer", DealerContext.require())
                        .update();
                jdbc.sql("""
                                insert into appointments.self_link (dealer_id, token_hash, appointment_id, made_at, expires_at)
                                values (:dealer, sha256(:link::bytea), :id, '2026-11-20 00:00Z', '2026-11-23 00:00Z')
                                """)
                        .param("dealer", DealerContext.require())
                        .param("link", LINK)
                        .param("id", appointment)
                        .update();
                jdbc.sql("""
                                insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                                values (:dealer, :store, 'appointment.public-booking', 'true', '2026-11-20 00:00Z'),
                                       (:dealer, :store, 'appointment.public-address', 'https://yy.example.cn', '2026-11-20 00:00Z')
                                """)
                        .param("dealer", DealerContext.require())
                        .param("store", visits.east())
                        .update();
                for (var pass : List.of(FRESH, VERIFIED)) {
                    jdbc.sql("""
                                    insert into appointments.phone_code (dealer_id, id, store_id, token_hash, phone, secret_hash, sent_at, expires_at,
                                                                         verified_at)
                                    values (:dealer, :id, :store, sha256(:pass::bytea), '+8613911112222', '', '2026-11-20 00:00Z',
                                            '2036-11-20 00:00Z', case when :verified then timestamptz '2026-11-20 00:00Z' end)
                                    """)
                            .param("dealer", DealerContext.require())
                            .param("id", Ids.next())
                            .param("store", visits.east())
                            .param("pass", pass)
                            .param("verified", pass.equals(VERIFIED))
                            .update();
                }
                return true;
            });
            var own = "/a/" + LINK;
            addresses.put("/a/{token}", List.of(own));
            addresses.put("/a/{token}/moves", List.of(own + "/moves", own + "/moves?day=2026-11-23"));
            addresses.put("/a/{token}/confirmation", List.of(own + "/confirmation"));
            addresses.put("/a/{token}/cancellation", List.of(own + "/cancellation"));
            var book = "/book/" + code + "/east";
            var pattern = "/book/{dealer}/{store}";
            addresses.put(pattern, List.of(book));
            addresses.put(pattern + "/codes", List.of(book + "/codes"));
            addresses.put(
                    pattern + "/visits/{pass}",
                    List.of(
                            book + "/visits/" + FRESH,
                            book + "/visits/" + VERIFIED,
                            book + "/visits/" + VERIFIED + "?day=2026-11-23"));
            for (var form : List.of("/codes", "/code", "/appointments")) {
                addresses.put(pattern + "/visits/{pass}" + form, List.of(book + "/visits/" + FRESH + form));
            }
        }

        /** Of a customer who comes on Monday. */
        private UUID appointment(Visits visits, Actor clerk) {
            visits.person("hai", Map.of(visits.east(), Set.of(Role.ADVISOR)));
            visits.in(() -> jdbc.sql("""
                            insert into organisation.bay (dealer_id, id, store_id, name, position)
                            values (:dealer, :id, :store, '预检 1', 1)
                            """)
                    .param("dealer", DealerContext.require())
                    .param("id", Ids.next())
                    .param("store", visits.east())
                    .update());
            var wish = new BookingRequest(
                    visits.east(),
                    LocalDate.parse("2026-11-23"),
                    LocalTime.of(10, 0),
                    Optional.empty(),
                    Optional.empty(),
                    new BookingRequest.Who.Known(customer(visits)),
                    Optional.empty(),
                    "",
                    "",
                    Optional.empty(),
                    "首保",
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Channel.DESK,
                    false);
            return visits.in(
                    () -> ((Answer.Made) appointments.book(clerk, wish, Visits.at("2026-11-20T09:00"))).appointment());
        }

        private UUID text(Visits visits) {
            return visits.in(() -> jdbc.sql("select t.id from messaging.text t where t.dealer_id = :dealer")
                    .param("dealer", DealerContext.require())
                    .query(UUID.class)
                    .single());
        }

        /** The letter of the text that was not sent, printed. */
        private UUID printing(Actor quan, Visits visits) {
            visits.in(() -> jdbc.sql("update customers.customer c set address = '文三路1号' where c.dealer_id = :dealer")
                    .param("dealer", DealerContext.require())
                    .update());
            var letter = visits.in(() -> jdbc.sql("select l.id from messaging.letter l where l.dealer_id = :dealer")
                    .param("dealer", DealerContext.require())
                    .query(UUID.class)
                    .single());
            var done = new AtomicReference<LetterDone>();
            visits.asDealer(() -> done.set(letters.print(quan, List.of(letter), Visits.at("2026-11-20T09:00"))));
            return ((LetterDone.Printed) Objects.requireNonNull(done.get())).printing();
        }

        /** Texts to many that wait for approval. */
        private UUID batch(Actor quan, Visits visits) {
            var draft = new org.opendcrc.messaging.BatchDesk.Draft(
                    visits.east(),
                    "优惠",
                    "offer",
                    java.util.Locale.CHINA,
                    60,
                    new org.opendcrc.messaging.BatchDesk.Audience.Typed("13800006621\n13800138000"));
            var prepared = new AtomicReference<org.opendcrc.messaging.BatchPrepared>();
            visits.asDealer(() -> prepared.set(batches.prepare(quan, draft, Visits.at("2026-11-20T09:00"))));
            return ((org.opendcrc.messaging.BatchPrepared.Prepared) Objects.requireNonNull(prepared.get())).id();
        }

        /** A line that is not in use. */
        private UUID gateway(Actor quan, Visits visits) {
            var draft = new org.opendcrc.messaging.GatewayDesk.Draft(
                    Optional.empty(),
                    org.opendcrc.messaging.GatewayKind.HTTP,
                    "云",
                    false,
                    true,
                    true,
                    "1",
                    "10",
                    Map.of("url", "http://127.0.0.1:9/send"),
                    Optional.of("secret"),
                    0);
            var saved = new AtomicReference<org.opendcrc.messaging.GatewaySaved>();
            visits.asDealer(() -> saved.set(gateways.save(quan, draft, Visits.at("2026-11-20T09:00"))));
            return ((org.opendcrc.messaging.GatewaySaved.Kept) Objects.requireNonNull(saved.get())).id();
        }

        private UUID vehicle(Visits visits) {
            return visits.in(
                    () -> jdbc.sql("select c.vehicle_id from complaints.complaint c where c.dealer_id = :dealer")
                            .param("dealer", DealerContext.require())
                            .query(UUID.class)
                            .single());
        }

        private UUID complaint(Visits visits) {
            return visits.in(() -> jdbc.sql("select c.id from complaints.complaint c where c.dealer_id = :dealer")
                    .param("dealer", DealerContext.require())
                    .query(UUID.class)
                    .single());
        }
    }
}
