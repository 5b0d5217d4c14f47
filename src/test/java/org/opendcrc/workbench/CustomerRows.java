package org.opendcrc.workbench;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One customer with a life: rows as the chapters leave them. It is Saturday 21 November 2026, 09:00 in Hangzhou. */
public class CustomerRows {

    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    public static final String ID_NUMBER = "11010519491231002X";

    private final TestHouse.Builder builder;
    private final JdbcClient jdbc;
    private final Vault vault;
    public final House house;
    public final UUID clerk;
    private final UUID questionnaire = Ids.next();

    public CustomerRows(TestHouse.Builder builder, JdbcClient jdbc, Vault vault) {
        this.builder = builder;
        this.jdbc = jdbc;
        this.vault = vault;
        builder.systemClock().set(at("2026-11-21T09:00"));
        this.house = builder.open();
        this.clerk = builder.agent(house, "zhou");
        run("""
                insert into questionnaires.questionnaire (dealer_id, id, code, version, valid_from)
                values (:dealer, :questionnaire, 'of-the-test', 1, '2026-01-01Z')
                """, Map.of("questionnaire", questionnaire));
    }

    public static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }

    public Actor zhou() {
        return builder.actor(house, "zhou");
    }

    public Actor person(String login, UUID store, Role... roles) {
        builder.employ(house, login, Map.of(store, Set.of(roles)));
        return builder.actor(house, login);
    }

    /** With two numbers, the second one wrong, and a contact. */
    public UUID customer(String name, boolean dnd) {
        var id = Ids.next();
        var facts = new HashMap<String, Object>();
        facts.put("id", id);
        facts.put("no", "K" + id.toString().substring(24));
        facts.put("name", name);
        facts.put("dnd", dnd);
        facts.put("cipher", vault.seal(ID_NUMBER));
        facts.put("contact", Ids.next());
        run("""
                insert into customers.customer (dealer_id, id, customer_no, kind, name, sex, phone, id_no_cipher, id_no_tail, province, city, address,
                                                dnd, sms_consent, created_at, changed_at)
                values (:dealer, :id, :no, 'PERSON', :name, 'MALE', '+8613800006621', :cipher, '002X', '浙江省', '杭州市', '文二西路 1 号',
                        :dnd, false, '2026-01-01Z', '2026-01-01Z')
                """, facts);
        run("""
                insert into customers.phone (dealer_id, customer_id, e164, position, wrong_since)
                values (:dealer, :id, '+8657188882210', 1, '2026-05-01Z'), (:dealer, :id, '+8613800006621', 2, null)
                """, facts);
        run("""
                insert into customers.contact (dealer_id, id, customer_id, name, phone, relation)
                values (:dealer, :contact, :id, '黄女士', '+8613900000417', '配偶')
                """, facts);
        return id;
    }

    public void merged(UUID customer, UUID survivor) {
        run("""
                update customers.customer c
                   set survivor_id = :survivor
                 where c.dealer_id = :dealer
                   and c.id = :customer
                """, Map.of("customer", customer, "survivor", survivor));
    }

    /** A car that the customer owns since the first of January 2026. */
    public UUID car(UUID owner, String plate) {
        var id = Ids.next();
        var facts = new HashMap<String, Object>();
        facts.put("id", id);
        facts.put("owner", owner);
        facts.put("plate", plate);
        facts.put("vin", "LFV2A" + id.toString().substring(24).toUpperCase(Locale.ROOT));
        run("""
                insert into vehicles.vehicle (dealer_id, id, vin, plate, brand, series, model, customer_id, mileage_km, delivered_on, warranty_until,
                                              warranty_km, jd_flag, created_at, changed_at)
                values (:dealer, :id, :vin, :plate, '岚峰', 'X7', 'X7 2.0T', :owner, 38420, '2023-12-02', '2026-12-02', 100000, true,
                        '2026-01-01Z', '2026-01-01Z')
                """, facts);
        run("""
                insert into vehicles.ownership (dealer_id, vehicle_id, customer_id, since)
                values (:dealer, :id, :owner, '2026-01-01Z')
                """, facts);
        return id;
    }

    /** The car had another owner before, from the first of March 2024 to the end of 2025, and another plate. */
    public void ownedBefore(UUID vehicle, UUID former) {
        run("""
                insert into vehicles.ownership (dealer_id, vehicle_id, customer_id, since, until)
                values (:dealer, :vehicle, :former, '2024-03-01 00:00+08', '2026-01-01Z')
                """, Map.of("vehicle", vehicle, "former", former));
        run("""
                insert into vehicles.former_plate (dealer_id, vehicle_id, plate, until)
                values (:dealer, :vehicle, '浙B00001', '2026-01-01Z')
                """, Map.of("vehicle", vehicle));
    }

    /** An order, settled five hours after it was sent in. */
    public UUID order(UUID store, UUID customer, UUID vehicle, String orderNo, String sentIn) {
        return order(store, customer, vehicle, orderNo, sentIn, "GENERAL", "SETTLED", null, 128_600);
    }

    public UUID order(
            UUID store,
            UUID customer,
            UUID vehicle,
            String orderNo,
            String sentIn,
            String kind,
            String status,
            @Nullable String visit,
            long amountFen) {
        var id = Ids.next();
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("id", id);
        facts.put("store", store);
        facts.put("customer", customer);
        facts.put("vehicle", vehicle);
        facts.put("no", orderNo);
        facts.put("sentIn", Timestamp.from(at(sentIn)));
        facts.put("settled", Timestamp.from(at(sentIn).plusSeconds(5 * 3_600)));
        facts.put("kind", kind);
        facts.put("status", status);
        facts.put("visit", visit);
        facts.put("amount", amountFen);
        facts.put("advisor", clerk);
        run("""
                insert into vehicles.repair_order (dealer_id, id, store_id, order_no, vehicle_id, customer_id, kind, kind_given, sent_in_at, settled_at,
                                                   mileage_km, advisor_id, amount_fen, visit_no, status, created_at, changed_at)
                values (:dealer, :id, :store, :no, :vehicle, :customer, :kind, '一般维修', :sentIn, :settled, 38420, :advisor, :amount, :visit,
                        :status, '2026-01-01Z', '2026-01-01Z')
                """, facts);
        return id;
    }

    /** A task for an order, due on the three days after it. */
    public UUID task(UUID order, String state, boolean textOnly) {
        var facts = Map.<String, Object>of(
                "order", order, "task", Ids.next(), "state", state, "textOnly", textOnly, "contact", Ids.next());
        run("""
                insert into followups.contact (dealer_id, id, store_id, customer_id, vehicle_id, open_tasks, open_from, due_at, text_only)
                select o.dealer_id, :contact, o.store_id, o.customer_id, o.vehicle_id, 1, o.settled_at, o.settled_at, :textOnly
                  from vehicles.repair_order o
                 where o.dealer_id = :dealer
                   and o.id = :order
                    on conflict on constraint contact_is_one_per_car do nothing
                """, facts);
        run("""
                insert into followups.task (dealer_id, id, contact_id, store_id, kind, order_id, subject_id, round, order_no, order_kind, sent_in_at, settled_at,
                                            due_from, due_at, fades_at, state, attempts, created_at)
                select o.dealer_id, :task, c.id, o.store_id, 'SERVICE', o.id, o.id, 1, o.order_no, o.kind, o.sent_in_at, o.settled_at,
                       date_trunc('day', o.settled_at, 'Asia/Shanghai') + interval '1 day',
                       date_trunc('day', o.settled_at, 'Asia/Shanghai') + interval '4 days',
                       date_trunc('day', o.settled_at, 'Asia/Shanghai') + interval '6 days', :state, 1, o.settled_at
                  from vehicles.repair_order o
                  join followups.contact c on c.dealer_id = :dealer and c.store_id = o.store_id and c.customer_id = o.customer_id
                                           and c.vehicle_id = o.vehicle_id
                 where o.dealer_id = :dealer
                   and o.id = :order
                """, facts);
        return (UUID) Objects.requireNonNull(facts.get("task"));
    }

    public UUID attempt(UUID task, String at, String outcome) {
        var facts = Map.<String, Object>of(
                "id", Ids.next(), "task", task, "at", Timestamp.from(at(at)), "outcome", outcome, "clerk", clerk);
        run("""
                insert into followups.attempt (dealer_id, id, contact_id, task_id, store_id, at, day, outcome, staff_id, recorded_at)
                select t.dealer_id, :id, t.contact_id, t.id, t.store_id, :at, cast(:at as timestamptz)::date, :outcome, :clerk, :at
                  from followups.task t
                 where t.dealer_id = :dealer
                   and t.id = :task
                """, facts);
        return (UUID) Objects.requireNonNull(facts.get("id"));
    }

    /** A satisfied customer: 96 of 100 points, a nine of his own. */
    public void satisfied(UUID task, String at) {
        attempt(task, at, "CONNECTED");
        var facts = Map.<String, Object>of(
                "response",
                Ids.next(),
                "questionnaire",
                questionnaire,
                "task",
                task,
                "at",
                Timestamp.from(at(at)),
                "clerk",
                clerk);
        run("""
                insert into questionnaires.response (dealer_id, id, questionnaire_id, subject_id, answered_at, recorded_by, total, total_possible,
                                                     satisfaction, complete, digest)
                values (:dealer, :response, :questionnaire, :task, :at, :clerk, 96, 100, 9, true, '\\x00')
                """, facts);
        run("""
                insert into followups.result (dealer_id, task_id, outcome, response_id, called_at, staff_id, recorded_at)
                values (:dealer, :task, 'SATISFIED', :response, :at, :clerk, :at)
                """, facts);
    }

    public void remark(UUID task, String at, String words) {
        run("""
                insert into followups.remark (dealer_id, id, task_id, words, staff_id, at)
                values (:dealer, :id, :task, :words, :clerk, :at)
                """, Map.of("id", Ids.next(), "task", task, "words", words, "clerk", clerk, "at", Timestamp.from(at(at))));
    }

    public UUID complaint(
            UUID store,
            UUID customer,
            @Nullable UUID vehicle,
            String number,
            String received,
            boolean contacted,
            String words) {
        var id = Ids.next();
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("id", id);
        facts.put("store", store);
        facts.put("customer", customer);
        facts.put("vehicle", vehicle);
        facts.put("number", number);
        facts.put("at", Timestamp.from(at(received)));
        facts.put("contacted", contacted ? Timestamp.from(at(received).plusSeconds(600)) : null);
        facts.put("state", contacted ? "CONTACTED" : "RECEIVED");
        facts.put("words", words);
        facts.put("clerk", clerk);
        run("""
                insert into complaints.complaint (dealer_id, id, store_id, number, source, kind, grievance_solved, customer_id, vehicle_id, content,
                                                  received_at, recorded_at, recorded_by, contact_due_at, contacted_at, state)
                values (:dealer, :id, :store, :number, 'FOLLOW_UP', 'REPAIR_COST', false, :customer, :vehicle, :words, :at, :at, :clerk,
                        cast(:at as timestamptz) + interval '2 hours', :contacted::timestamptz, :state)
                """, facts);
        return id;
    }

    /** He was promised a place on 2026-03-20, at 10:00. */
    public void appointment(UUID store, UUID customer, String number, String booked) {
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("id", Ids.next());
        facts.put("bay", Ids.next());
        facts.put("store", store);
        facts.put("customer", customer);
        facts.put("number", number);
        facts.put("at", Timestamp.from(at(booked)));
        facts.put("clerk", clerk);
        run("""
                insert into organisation.bay (dealer_id, id, store_id, name, position)
                values (:dealer, :bay, :store, '预检 1', 1)
                """, facts);
        run("""
                insert into appointments.book (dealer_id, store_id, day, last_number, changes)
                values (:dealer, :store, '2026-03-20', 1, 1)
                """, facts);
        run("""
                insert into appointments.appointment (dealer_id, id, store_id, day, number, start_time, starts_at, advisor_id, bay_id, bay_place,
                                                      insertion, state, customer_id, phone, needs, minutes, price_fen, channel, booked_at,
                                                      booked_by)
                values (:dealer, :id, :store, '2026-03-20', :number, '10:00', '2026-03-20 10:00+08', :clerk, :bay, 1,
                        false, 'BOOKED', :customer, '+8613800006621', '首保', 0, 0, 'PHONE', :at, :clerk)
                """, facts);
    }

    public void text(UUID store, UUID customer, String at, String body) {
        run(
                """
                insert into messaging.text (dealer_id, id, store_id, customer_id, phone, body, characters, class, cause, cause_id, state, reason, written_at)
                values (:dealer, :id, :store, :customer, '+8613800006621', :body, 10, 'SERVICE', 'follow-up', :cause, 'NOT_SENT', 'no-gateway', :at)
                """,
                Map.of(
                        "id",
                        Ids.next(),
                        "store",
                        store,
                        "customer",
                        customer,
                        "body",
                        body,
                        "cause",
                        Ids.next(),
                        "at",
                        Timestamp.from(at(at))));
    }

    public void change(UUID customer, String at, String before, String after) {
        run(
                """
                insert into audit.entry (dealer_id, id, at, actor_id, action, entity, entity_id, before, after)
                values (:dealer, :id, :at, null, 'customer-changed-by-import', 'customer', :customer, :before::jsonb, :after::jsonb)
                """,
                Map.of(
                        "id",
                        Ids.next(),
                        "at",
                        Timestamp.from(at(at)),
                        "customer",
                        customer.toString(),
                        "before",
                        before,
                        "after",
                        after));
    }

    public void line(UUID order, String lineNo, String name) {
        run("""
                insert into vehicles.repair_line (dealer_id, id, order_id, line_no, kind, name, changed_at)
                values (:dealer, :id, :order, :no, 'PART', :name, '2026-01-01Z')
                """, Map.of("id", Ids.next(), "order", order, "no", lineNo, "name", name));
    }

    public void advised(UUID order, String item, @Nullable Boolean accepted) {
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("id", Ids.next());
        facts.put("order", order);
        facts.put("item", item);
        facts.put("accepted", accepted);
        run("""
                insert into vehicles.recommendation (dealer_id, id, order_id, item, usable_until, usable_km, accepted, changed_at)
                values (:dealer, :id, :order, :item, '2027-01-31', 45000, :accepted::boolean, '2026-01-01Z')
                """, facts);
    }

    public UUID sale(UUID customer, UUID vehicle, String saleNo, String day) {
        var id = Ids.next();
        run(
                """
                insert into vehicles.sale (dealer_id, id, store_id, sale_no, vehicle_id, customer_id, dealt_on, delivered_on, consultant_id, status,
                                           created_at, changed_at)
                values (:dealer, :id, :store, :no, :vehicle, :customer, cast(:day as date), cast(:day as date) + 4, :clerk, 'VALID', '2026-01-01Z',
                        '2026-01-01Z')
                """,
                Map.of(
                        "id",
                        id,
                        "store",
                        house.east(),
                        "no",
                        saleNo,
                        "vehicle",
                        vehicle,
                        "customer",
                        customer,
                        "day",
                        day,
                        "clerk",
                        clerk));
        return id;
    }

    public void arrived(UUID store, String plate, String at) {
        run("""
                insert into vehicles.gate_record (dealer_id, id, store_id, plate, in_at, out_at, changed_at)
                values (:dealer, :id, :store, :plate, :at, cast(:at as timestamptz) + interval '6 hours', '2026-01-01Z')
                """, Map.of("id", Ids.next(), "store", store, "plate", plate, "at", Timestamp.from(at(at))));
    }

    /** A call of another system about an order or a sale. */
    public void earlierCall(UUID subject, boolean sale, String at) {
        run(
                """
                insert into followups.call_history (dealer_id, id, store_id, subject_id, order_id, sale_id, called_at, staff_id, outcome, score,
                                                    satisfaction, remark, changed_at)
                values (:dealer, :id, :store, :subject, case when :sale then null else cast(:subject as uuid) end,
                        case when :sale then cast(:subject as uuid) end, :at, :clerk, 'SATISFIED', 92.50, 9, '等候略长', '2026-01-01Z')
                """,
                Map.of(
                        "id",
                        Ids.next(),
                        "store",
                        house.east(),
                        "subject",
                        subject,
                        "sale",
                        sale,
                        "at",
                        Timestamp.from(at(at)),
                        "clerk",
                        clerk));
    }

    public void earlierComplaint(UUID customer, UUID vehicle, String number, String at) {
        run(
                """
                insert into complaints.history (dealer_id, id, store_id, complaint_no, received_at, customer_id, vehicle_id, kind, content, handler_id,
                                                closed_at, result, changed_at)
                values (:dealer, :id, :store, :no, :at, :customer, :vehicle, '服务态度', '没有人接待', :clerk, :at, '致歉', '2026-01-01Z')
                """,
                Map.of(
                        "id",
                        Ids.next(),
                        "store",
                        house.east(),
                        "no",
                        number,
                        "at",
                        Timestamp.from(at(at)),
                        "customer",
                        customer,
                        "vehicle",
                        vehicle,
                        "clerk",
                        clerk));
    }

    public void asksForAnotherPhone(UUID customer, String e164) {
        run(
                """
                insert into customers.owner_change (dealer_id, id, customer_id, field, old_value, new_value, state, asked_in_run, asked_at)
                values (:dealer, :id, :customer, 'phone', '+8613800006621', :phone, 'PENDING', :run, '2026-11-12 02:00Z'),
                       (:dealer, :settled, :customer, 'city', '杭州市', '宁波市', 'PENDING', :run, '2026-11-11 02:00Z')
                """,
                Map.of(
                        "id",
                        Ids.next(),
                        "settled",
                        Ids.next(),
                        "customer",
                        customer,
                        "phone",
                        e164,
                        "run",
                        Ids.next()));
        run("""
                update customers.owner_change w
                   set state = 'DECLINED', decided_at = '2026-11-12 02:00Z', decided_by = :clerk
                 where w.dealer_id = :dealer
                   and w.field = 'city'
                """, Map.of("clerk", clerk));
        run("""
                update customers.customer c
                   set dnd_reason = '夜班', dnd_since = '2026-03-15 02:00Z'
                 where c.dealer_id = :dealer
                   and c.id = :customer
                """, Map.of("customer", customer));
    }

    public void expected(UUID vehicle, String day) {
        run("""
                update vehicles.vehicle v
                   set next_maintenance_on = cast(:day as date), next_maintenance_by = 'TIME'
                 where v.dealer_id = :dealer
                   and v.id = :vehicle
                """, Map.of("vehicle", vehicle, "day", day));
    }

    public String one(String sql) {
        return builder.in(
                house,
                () -> jdbc.sql(sql)
                        .param("dealer", house.dealer())
                        .query(String.class)
                        .single());
    }

    private void run(String sql, Map<String, ? extends @Nullable Object> facts) {
        builder.in(house, () -> {
            var statement = jdbc.sql(sql).param("dealer", house.dealer());
            for (var fact : facts.entrySet()) {
                statement = statement.param(fact.getKey(), fact.getValue());
            }
            return statement.update();
        });
    }
}
