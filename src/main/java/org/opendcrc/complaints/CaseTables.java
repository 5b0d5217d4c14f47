package org.opendcrc.complaints;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the cases, where something is decided on. */
@Repository
class CaseTables {

    private final JdbcClient jdbc;

    CaseTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Holds a case until the transaction ends, so that two who decide at once decide one after the other. */
    Optional<CaseFacts> lock(int dealer, UUID id, List<UUID> stores) {
        return jdbc.sql("""
                        select c.id
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.id = :id
                           and c.store_id = any(:stores)
                           for update
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("stores", stores.toArray(UUID[]::new))
                .query(UUID.class)
                .optional()
                .map(it -> facts(dealer, it));
    }

    /** The same for what the system does by itself. */
    CaseFacts lock(int dealer, UUID id) {
        return find(dealer, id).orElseThrow();
    }

    /** The same where it may be none of ours. */
    Optional<CaseFacts> find(int dealer, UUID id) {
        return jdbc.sql("""
                        select c.id
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.id = :id
                           for update
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .query(UUID.class)
                .optional()
                .map(it -> facts(dealer, it));
    }

    /** A case as it stands: one statement. */
    CaseFacts facts(int dealer, UUID id) {
        return jdbc.sql("""
                        select c.id, c.store_id, c.number, c.kind, c.state, c.grade, c.complainant, c.customer_id, c.complainant_phone, c.solved_at, c.vehicle_id, c.received_at,
                               c.contacted_at, c.contact_owed, c.answered_at, c.confirmation_owed, c.confirmed_at, c.accused_id, c.handler_id,
                               c.escalated_to, c.round, c.root, c.cause, c.department, c.remedy, c.cost_fen, c.crisis_since, c.standing_since,
                               c.source, c.version,
                               (select count(*)
                                  from complaints.log l
                                 where l.dealer_id = :dealer
                                   and l.complaint_id = c.id
                                   and l.what = 'tried') as tries,
                               array(select p.id || '|' || p.state || '|' || p.cost_fen || '|' || coalesce(p.needs_rank, '') || '|' || (p.approved_at is not null)
                                       from complaints.plan p
                                      where p.dealer_id = :dealer
                                        and p.complaint_id = c.id
                                        and p.round = c.round
                                      order by p.position) as plans,
                               array(select s.what || '|' || s.staff_id
                                       from complaints.signature s
                                      where s.dealer_id = :dealer
                                        and s.complaint_id = c.id
                                        and s.round = c.round) as signed,
                               (select k.ending
                                  from complaints.check_call k
                                 where k.dealer_id = :dealer
                                   and k.complaint_id = c.id
                                   and k.round = c.round) as checked,
                               array(select t.step
                                       from complaints.crisis_step t
                                      where t.dealer_id = :dealer
                                        and t.complaint_id = c.id) as steps,
                               (select h.nth || '|' || extract(epoch from h.recognised_at) || '|' || (h.asked_at is not null) || '|' || (h.answered_at is not null)
                                  from complaints.help h
                                 where h.dealer_id = :dealer
                                   and h.complaint_id = c.id
                                 order by h.nth desc
                                 limit 1) as help,
                               array(select r.id || '|' || extract(epoch from r.answer_by) || '|' || (r.kept_at is not null)
                                       from complaints.promise r
                                      where r.dealer_id = :dealer
                                        and r.complaint_id = c.id
                                      order by r.answer_by, r.id) as promises,
                               array(select extract(epoch from w.from_at) || '|' || coalesce(extract(epoch from w.until_at)::text, '')
                                       from complaints.standstill w
                                      where w.dealer_id = :dealer
                                        and w.complaint_id = c.id
                                      order by w.from_at) as stood
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .query((row, _) -> facts(row))
                .single();
    }

    private static CaseFacts facts(ResultSet row) throws SQLException {
        return new CaseFacts(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getString("number"),
                ComplaintKind.valueOf(row.getString("kind")),
                CaseState.valueOf(row.getString("state")),
                Grade.valueOf(row.getString("grade")),
                Complainant.valueOf(row.getString("complainant")),
                Optional.ofNullable(row.getObject("customer_id", UUID.class)),
                row.getString("complainant_phone") != null,
                moment(row, "solved_at"),
                Optional.ofNullable(row.getObject("vehicle_id", UUID.class)),
                row.getTimestamp("received_at").toInstant(),
                moment(row, "contacted_at"),
                row.getBoolean("contact_owed"),
                moment(row, "answered_at"),
                row.getBoolean("confirmation_owed"),
                row.getTimestamp("confirmed_at") != null,
                Optional.ofNullable(row.getObject("accused_id", UUID.class)),
                Optional.ofNullable(row.getObject("handler_id", UUID.class)),
                Optional.ofNullable(row.getString("escalated_to")).map(EscalatedTo::valueOf),
                row.getInt("round"),
                row.getInt("tries"),
                new CaseFacts.Findings(
                        Optional.ofNullable(row.getString("root")).map(Root::valueOf),
                        Optional.ofNullable(row.getString("cause")),
                        Optional.ofNullable(row.getString("department")),
                        Optional.ofNullable(row.getString("remedy")),
                        Optional.ofNullable(row.getObject("cost_fen", Long.class))),
                parts(row, "plans").stream()
                        .map(it -> new CaseFacts.Plan(
                                UUID.fromString(it.get(0)),
                                PlanState.valueOf(it.get(1)),
                                Long.parseLong(it.get(2)),
                                it.get(3).isEmpty() ? Optional.empty() : Optional.of(Rank.valueOf(it.get(3))),
                                Boolean.parseBoolean(it.get(4))))
                        .toList(),
                signed(parts(row, "signed")),
                Optional.ofNullable(row.getString("checked")).map(Check::valueOf),
                moment(row, "crisis_since"),
                parts(row, "steps").stream()
                        .map(it -> CrisisStep.valueOf(it.getFirst()))
                        .collect(Collectors.toSet()),
                Optional.ofNullable(row.getString("help"))
                        .map(CaseTables::split)
                        .map(it -> new CaseFacts.Help(
                                Integer.parseInt(it.get(0)),
                                instant(it.get(1)),
                                Boolean.parseBoolean(it.get(2)),
                                Boolean.parseBoolean(it.get(3)))),
                parts(row, "promises").stream()
                        .map(it -> new CaseFacts.Promise(
                                UUID.fromString(it.get(0)), instant(it.get(1)), Boolean.parseBoolean(it.get(2))))
                        .toList(),
                moment(row, "standing_since"),
                parts(row, "stood").stream()
                        .map(it -> new CaseClock.Stretch(
                                instant(it.get(0)),
                                it.get(1).isEmpty() ? Optional.empty() : Optional.of(instant(it.get(1)))))
                        .toList(),
                ComplaintSource.valueOf(row.getString("source")),
                row.getInt("version"));
    }

    private static Map<Signed, UUID> signed(List<List<String>> rows) {
        var signed = new EnumMap<Signed, UUID>(Signed.class);
        rows.forEach(it -> signed.put(Signed.valueOf(it.get(0)), UUID.fromString(it.get(1))));
        return signed;
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static List<List<String>> parts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(CaseTables::split)
                .toList();
    }

    private static List<String> split(String text) {
        return List.of(text.split("[|]", -1));
    }

    /** Seconds since 1970 with up to six decimals. */
    private static Instant instant(String epoch) {
        var seconds = new BigDecimal(epoch);
        return Instant.ofEpochSecond(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }

    /** Who is covered by somebody at that moment. */
    Set<UUID> coveredBy(int dealer, UUID staff, Instant now) {
        return new HashSet<>(jdbc.sql("""
                        select v.staff_id
                          from complaints.cover v
                         where v.dealer_id = :dealer
                           and v.by_id = :staff
                           and v.from_at <= :now
                           and v.until_at > :now
                           and v.ended_at is null
                        """)
                .param("dealer", dealer)
                .param("staff", staff)
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .list());
    }

    /** The case goes on; what is not named stays as it is. Whoever looked at it before looks at an old one. */
    void change(int dealer, UUID id, CaseChange it) {
        jdbc.sql("""
                        update complaints.complaint c
                           set state = coalesce(:state, c.state),
                               grade = coalesce(:grade, c.grade),
                               handler_id = coalesce(:handler_id::uuid, c.handler_id),
                               accused_id = coalesce(:accused_id::uuid, c.accused_id),
                               escalated_to = coalesce(:escalated_to, c.escalated_to),
                               answered_at = coalesce(c.answered_at, :answered_at::timestamptz), -- the first answer stays
                               confirmed_at = coalesce(:confirmed_at::timestamptz, c.confirmed_at),
                               confirmed_by = coalesce(:confirmed_by::uuid, c.confirmed_by),
                               solved_at = coalesce(:solved_at::timestamptz, c.solved_at),
                               remedy = coalesce(:remedy, c.remedy),
                               cost_fen = coalesce(:cost_fen::bigint, c.cost_fen),
                               goal = coalesce(:goal, c.goal),
                               version = c.version + 1
                         where c.dealer_id = :dealer
                           and c.id = :id
                        """)
                .paramSource(it.parameters().addValue("dealer", dealer).addValue("id", id))
                .update();
    }

    private static @Nullable String words(String it) {
        return it.isBlank() ? null : it.strip();
    }

    /** What is not said stays as it was. */
    void findings(int dealer, UUID id, CaseStep.Findings it) {
        jdbc.sql("""
                        update complaints.complaint c
                           set root = coalesce(:root, c.root),
                               cause = coalesce(:cause, c.cause),
                               department = coalesce(:department, c.department),
                               responsible = coalesce(:responsible, c.responsible),
                               co_responsible = coalesce(:coResponsible, c.co_responsible),
                               correction = coalesce(:correction, c.correction),
                               prevention = coalesce(:prevention, c.prevention),
                               version = c.version + 1
                         where c.dealer_id = :dealer
                           and c.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("root", it.root().map(Enum::name).orElse(null), Types.VARCHAR)
                .param("cause", words(it.cause()), Types.VARCHAR)
                .param("department", words(it.department()), Types.VARCHAR)
                .param("responsible", words(it.responsible()), Types.VARCHAR)
                .param("coResponsible", words(it.coResponsible()), Types.VARCHAR)
                .param("correction", words(it.correction()), Types.VARCHAR)
                .param("prevention", words(it.prevention()), Types.VARCHAR)
                .update();
    }

    /** CP-12: the customer was not satisfied; what was found out stays, what was done is to be done anew. */
    void reopen(int dealer, UUID id, Grade grade) {
        jdbc.sql("""
                        update complaints.complaint c
                           set state = 'REOPENED', round = c.round + 1, goal = null, solved_at = null, remedy = null, cost_fen = null, grade = :grade,
                               version = c.version + 1
                         where c.dealer_id = :dealer
                           and c.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("grade", grade.name())
                .update();
    }

    /** @param watchedUntil the last day on which the matter is watched; empty for not at all */
    void end(
            int dealer,
            UUID id,
            CaseState state,
            Closing how,
            String words,
            Optional<UUID> into,
            UUID staff,
            Instant now,
            Optional<LocalDate> watchedUntil) {
        jdbc.sql("""
                        update complaints.complaint c
                           set state = :state, closing = :how, closing_words = :words, merged_into = :into::uuid, closed_at = :now, closed_by = :staff,
                               watched_until = :watched::date, contact_owed = c.contact_owed and c.contacted_at is not null,
                               standing_since = null, crisis_since = null, version = c.version + 1
                         where c.dealer_id = :dealer
                           and c.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("state", state.name())
                .param("how", how.name())
                .param("words", words(words), Types.VARCHAR)
                .param("into", into.orElse(null), Types.OTHER)
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .param("watched", watchedUntil.orElse(null), Types.DATE)
                .update();
    }

    /** CP-11: when and how the customer was told the outcome. */
    void outcome(int dealer, UUID id, CaseStep.Close it) {
        jdbc.sql("""
                        update complaints.complaint c
                           set outcome_told_at = :at, outcome_manner = :manner
                         where c.dealer_id = :dealer
                           and c.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("at", Timestamp.from(it.toldAt().orElseThrow()))
                .param("manner", it.manner().orElseThrow().name())
                .update();
    }

    /** CP-10: the last word to the customer; answers whether it is the latest so far. */
    boolean told(int dealer, UUID id, Instant at) {
        return jdbc.sql("""
                        update complaints.complaint c
                           set told_at = :at
                         where c.dealer_id = :dealer
                           and c.id = :id
                           and (c.told_at is null or c.told_at <= :at)
                        """)
                        .param("dealer", dealer)
                        .param("id", id)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /** Keeps how the case stands from now on, if it stands otherwise than before. */
    void remember(int dealer, UUID id, Instant now) {
        jdbc.sql("""
                        insert into complaints.case_state (dealer_id, complaint_id, at, id, state, round, department, result)
                        select c.dealer_id, c.id, :now::timestamptz, :row::uuid, c.state, c.round, c.department, coalesce(c.remedy, c.closing_words)
                          from complaints.complaint c
                          left join lateral (select s.state, s.round, s.department, s.result
                                               from complaints.case_state s
                                              where s.dealer_id = :dealer
                                                and s.complaint_id = c.id
                                              order by s.at desc, s.id desc
                                              limit 1) last on true
                         where c.dealer_id = :dealer
                           and c.id = :id
                           and (last.state, last.round, last.department, last.result)
                               is distinct from (c.state, c.round, c.department, coalesce(c.remedy, c.closing_words))
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("row", Ids.next())
                .param("now", Timestamp.from(now))
                .update();
    }

    void crisis(int dealer, UUID id, Optional<Instant> since) {
        jdbc.sql("""
                        update complaints.complaint c
                           set crisis_since = :since::timestamptz, version = c.version + 1
                         where c.dealer_id = :dealer
                           and c.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("since", since.map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .update();
    }

    void crisisStep(int dealer, UUID id, CaseStep.CrisisDone it, UUID staff, Instant now) {
        jdbc.sql("""
                        insert into complaints.crisis_step (dealer_id, complaint_id, step, done_at, recorded_at, staff_id, arrives_at, words)
                        values (:dealer, :id, :step, :done, :now, :staff, :arrives, :words)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("step", it.step().name())
                .param("done", Timestamp.from(it.at()))
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .param("arrives", it.arrivesAt().map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .param("words", words(it.words()), Types.VARCHAR)
                .update();
    }

    UUID plan(int dealer, CaseFacts facts, CaseStep.Propose it, Optional<Rank> needs, UUID staff, Instant now) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into complaints.plan (dealer_id, id, complaint_id, round, position, title, pros, cons, cost_fen, takes, recommended,
                                                     state, proposed_at, proposed_by, needs_rank)
                        values (:dealer, :id, :complaint, :round, :position, :title, :pros, :cons, :cost, :takes, :recommended,
                                'PROPOSED', :now, :staff, :needs)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("complaint", facts.id())
                .param("round", facts.round())
                .param("position", facts.plans().size() + 1)
                .param("title", it.title().strip())
                .param("pros", it.pros().strip())
                .param("cons", it.cons().strip())
                .param("cost", it.costFen())
                .param("takes", words(it.takes()), Types.VARCHAR)
                .param("recommended", it.recommended())
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .param("needs", needs.map(Enum::name).orElse(null), Types.VARCHAR)
                .update();
        return id;
    }

    void approve(int dealer, UUID plan, UUID staff, Instant now) {
        jdbc.sql("""
                        update complaints.plan p
                           set approved_at = :now, approved_by = :staff
                         where p.dealer_id = :dealer
                           and p.id = :plan
                        """)
                .param("dealer", dealer)
                .param("plan", plan)
                .param("staff", staff)
                .param("now", Timestamp.from(now))
                .update();
    }

    void decide(
            int dealer, UUID plan, PlanState state, Optional<Consent> manner, String words, UUID staff, Instant now) {
        jdbc.sql("""
                        update complaints.plan p
                           set state = :state, manner = :manner, decided_words = :words, decided_at = :now, decided_by = :staff
                         where p.dealer_id = :dealer
                           and p.id = :plan
                        """)
                .param("dealer", dealer)
                .param("plan", plan)
                .param("state", state.name())
                .param("manner", manner.map(Enum::name).orElse(null), Types.VARCHAR)
                .param("words", words(words), Types.VARCHAR)
                .param("staff", staff)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** What is still open of a round is not offered any more. */
    void supersedePlans(int dealer, UUID complaint, int round) {
        jdbc.sql("""
                        update complaints.plan p
                           set state = 'SUPERSEDED'
                         where p.dealer_id = :dealer
                           and p.complaint_id = :complaint
                           and p.round = :round
                           and p.state = 'PROPOSED'
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("round", round)
                .update();
    }

    /** How many plans the customer has refused, over all rounds. */
    int refusals(int dealer, UUID complaint) {
        return jdbc.sql("""
                        select count(*)
                          from complaints.plan p
                         where p.dealer_id = :dealer
                           and p.complaint_id = :complaint
                           and p.state = 'REFUSED'
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .query(Integer.class)
                .single();
    }

    void sign(int dealer, CaseFacts facts, Signed what, UUID staff, Rank rank, Instant now) {
        jdbc.sql("""
                        insert into complaints.signature (dealer_id, complaint_id, round, what, staff_id, rank, at)
                        values (:dealer, :complaint, :round, :what, :staff, :rank, :now)
                        """)
                .param("dealer", dealer)
                .param("complaint", facts.id())
                .param("round", facts.round())
                .param("what", what.name())
                .param("staff", staff)
                .param("rank", rank.name())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Answers whether it was new. */
    boolean check(
            int dealer,
            UUID complaint,
            int round,
            Optional<UUID> task,
            Check ending,
            Instant at,
            Optional<UUID> staff,
            String words,
            Optional<Integer> speed,
            Optional<Integer> attitude) {
        return jdbc.sql("""
                        insert into complaints.check_call (dealer_id, complaint_id, round, task_id, ending, at, staff_id, words, speed, attitude)
                        values (:dealer, :complaint, :round, :task, :ending, :at, :staff, :words, :speed, :attitude)
                        on conflict (dealer_id, complaint_id, round) do nothing
                        """)
                        .param("dealer", dealer)
                        .param("complaint", complaint)
                        .param("round", round)
                        .param("task", task.orElse(null), Types.OTHER)
                        .param("ending", ending.name())
                        .param("at", Timestamp.from(at))
                        .param("staff", staff.orElse(null), Types.OTHER)
                        .param("words", words(words), Types.VARCHAR)
                        .param("speed", speed.orElse(null), Types.INTEGER)
                        .param("attitude", attitude.orElse(null), Types.INTEGER)
                        .update()
                == 1;
    }

    void handlerChanged(int dealer, CaseFacts facts, UUID to, String reason, UUID staff, Instant now) {
        jdbc.sql("""
                        insert into complaints.handler_change (dealer_id, id, complaint_id, from_id, to_id, reason, at, staff_id)
                        values (:dealer, :id, :complaint, :from, :to, :reason, :now, :staff)
                        """)
                .param("dealer", dealer)
                .param("id", Ids.next())
                .param("complaint", facts.id())
                .param("from", facts.handler().orElse(null), Types.OTHER)
                .param("to", to)
                .param("reason", words(reason), Types.VARCHAR)
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .update();
    }

    void escalated(
            int dealer, UUID complaint, EscalatedTo to, String why, String words, Optional<UUID> staff, Instant now) {
        jdbc.sql("""
                        insert into complaints.escalation (dealer_id, id, complaint_id, rank, why, words, at, staff_id)
                        values (:dealer, :id, :complaint, :to, :why, :words, :now, :staff)
                        """)
                .param("dealer", dealer)
                .param("id", Ids.next())
                .param("complaint", complaint)
                .param("to", to.name())
                .param("why", why)
                .param("words", words(words), Types.VARCHAR)
                .param("now", Timestamp.from(now))
                .param("staff", staff.orElse(null), Types.OTHER)
                .update();
    }

    void helpNeeded(int dealer, UUID complaint, int nth, Instant recognised, String words) {
        jdbc.sql("""
                        insert into complaints.help (dealer_id, complaint_id, nth, recognised_at, words)
                        values (:dealer, :complaint, :nth, :recognised, :words)
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("nth", nth)
                .param("recognised", Timestamp.from(recognised))
                .param("words", words(words), Types.VARCHAR)
                .update();
    }

    void helpAsked(int dealer, UUID complaint, int nth, CaseStep.AskHelp it, UUID staff) {
        jdbc.sql("""
                        update complaints.help h
                           set asked_at = :at, asked_by = :staff, asked_whom = :whom, words = :words
                         where h.dealer_id = :dealer
                           and h.complaint_id = :complaint
                           and h.nth = :nth
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("nth", nth)
                .param("at", Timestamp.from(it.at()))
                .param("staff", staff)
                .param("whom", it.whom().name())
                .param("words", it.words().strip())
                .update();
    }

    void helpAnswered(int dealer, UUID complaint, int nth, String words, Instant now) {
        jdbc.sql("""
                        update complaints.help h
                           set answered_at = :now, answer = :words
                         where h.dealer_id = :dealer
                           and h.complaint_id = :complaint
                           and h.nth = :nth
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("nth", nth)
                .param("words", words.strip())
                .param("now", Timestamp.from(now))
                .update();
    }

    UUID promise(int dealer, UUID complaint, Instant answerBy, String words, UUID staff, Instant now) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into complaints.promise (dealer_id, id, complaint_id, answer_by, words, made_at, made_by)
                        values (:dealer, :id, :complaint, :by, :words, :now, :staff)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("complaint", complaint)
                .param("by", Timestamp.from(answerBy))
                .param("words", words.strip())
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .update();
        return id;
    }

    void keepPromise(int dealer, CaseStep.KeepPromise it, UUID staff) {
        jdbc.sql("""
                        update complaints.promise p
                           set kept_at = :at, kept_by = :staff, kept_words = :words
                         where p.dealer_id = :dealer
                           and p.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", it.promise())
                .param("at", Timestamp.from(it.at()))
                .param("staff", staff)
                .param("words", it.words().strip())
                .update();
    }

    void stand(int dealer, UUID complaint, CaseStep.StandStill it, UUID staff, Instant now) {
        jdbc.sql("""
                        insert into complaints.standstill (dealer_id, complaint_id, from_at, reason, words, staff_id)
                        values (:dealer, :complaint, :now, :reason, :words, :staff)
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("now", Timestamp.from(now))
                .param("reason", it.reason().name())
                .param("words", words(it.words()), Types.VARCHAR)
                .param("staff", staff)
                .update();
        standing(dealer, complaint, Optional.of(now));
    }

    void goOn(int dealer, UUID complaint, Instant now) {
        jdbc.sql("""
                        update complaints.standstill w
                           set until_at = :now
                         where w.dealer_id = :dealer
                           and w.complaint_id = :complaint
                           and w.until_at is null
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("now", Timestamp.from(now))
                .update();
        standing(dealer, complaint, Optional.empty());
    }

    private void standing(int dealer, UUID complaint, Optional<Instant> since) {
        jdbc.sql("""
                        update complaints.complaint c
                           set standing_since = :since::timestamptz, version = c.version + 1
                         where c.dealer_id = :dealer
                           and c.id = :complaint
                        """)
                .param("dealer", dealer)
                .param("complaint", complaint)
                .param("since", since.map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .update();
    }

    /** The open case of that number that can take a duplicate of another: of the same customer and store. */
    Optional<UUID> sameOpen(int dealer, CaseFacts facts, String number) {
        return jdbc.sql("""
                        select c.id
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.number = :number
                           and c.store_id = :store
                           and c.customer_id is not distinct from :customer::uuid
                           and c.closed_at is null
                           and c.id <> :id
                        """)
                .param("dealer", dealer)
                .param("number", number.strip())
                .param("store", facts.storeId())
                .param("customer", facts.customer().orElse(null), Types.OTHER)
                .param("id", facts.id())
                .query(UUID.class)
                .optional();
    }

    /** Raises an alarm at once; answers whether it is new. */
    boolean call(int dealer, CaseFacts facts, AlarmStep step, Role role, String subject, Instant now) {
        return call(dealer, facts.id(), facts.storeId(), step, role, subject, now);
    }

    boolean call(int dealer, UUID complaint, UUID store, AlarmStep step, Role role, String subject, Instant now) {
        return jdbc.sql("""
                        insert into complaints.alarm (dealer_id, complaint_id, step, store_id, role, subject, due_at, raised_at)
                        values (:dealer, :complaint, :step, :store, :role, :subject, :now, :now)
                        on conflict (dealer_id, complaint_id, step, role, subject) do nothing
                        """)
                        .param("dealer", dealer)
                        .param("complaint", complaint)
                        .param("step", step.name())
                        .param("store", store)
                        .param("role", role.name())
                        .param("subject", subject)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** The open cases of a handler. */
    List<UUID> handledBy(int dealer, UUID staff) {
        return jdbc.sql("""
                        select c.id
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.handler_id = :staff
                           and c.closed_at is null
                         order by c.id
                        """)
                .param("dealer", dealer)
                .param("staff", staff)
                .query(UUID.class)
                .list();
    }

    /** The earlier complaints of a customer that were not merged into others, the latest 50. */
    List<Matter.Earlier> earlier(int dealer, UUID customer, Instant now) {
        return jdbc.sql("""
                        select c.id, c.number, coalesce(c.matter_id, c.id) as matter, c.kind, c.vehicle_id, coalesce(c.closed_at, :now) as heard
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.customer_id = :customer
                           and c.state <> 'MERGED'
                         order by c.received_at desc
                         limit 50
                        """)
                .param("dealer", dealer)
                .param("customer", customer)
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Matter.Earlier(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        row.getObject("matter", UUID.class),
                        ComplaintKind.valueOf(row.getString("kind")),
                        Optional.ofNullable(row.getObject("vehicle_id", UUID.class)),
                        row.getTimestamp("heard").toInstant()))
                .list();
    }

    /** How many complaints a matter has; the first is locked, so that two at once are counted one after the other. */
    int countOfMatter(int dealer, UUID matter) {
        jdbc.sql("""
                        select c.id
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.id = :matter
                           for update
                        """)
                .param("dealer", dealer)
                .param("matter", matter)
                .query(UUID.class)
                .single();
        return jdbc.sql("""
                        select count(*)
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and (c.id = :matter or c.matter_id = :matter)
                           and c.state <> 'MERGED'
                        """)
                .param("dealer", dealer)
                .param("matter", matter)
                .query(Integer.class)
                .single();
    }

    boolean isStaff(int dealer, UUID staff) {
        return jdbc.sql("""
                        select count(*)
                          from organisation.report_staff p
                         where p.dealer_id = :dealer
                           and p.staff_id = :staff
                        """)
                        .param("dealer", dealer)
                        .param("staff", staff)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** A form of a new complaint that somebody left (A29); a later one takes its place. */
    void keepDraft(int dealer, UUID staff, String typed, Instant now, Instant expires) {
        jdbc.sql("""
                        insert into complaints.draft (dealer_id, staff_id, typed, saved_at, expires_at)
                        values (:dealer, :staff, :typed, :now, :expires)
                        on conflict (dealer_id, staff_id) do update
                           set typed = excluded.typed, saved_at = excluded.saved_at, expires_at = excluded.expires_at
                        """)
                .param("dealer", dealer)
                .param("staff", staff)
                .param("typed", typed)
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(expires))
                .update();
    }

    Optional<String> draft(int dealer, UUID staff, Instant now) {
        return jdbc.sql("""
                        select d.typed
                          from complaints.draft d
                         where d.dealer_id = :dealer
                           and d.staff_id = :staff
                           and d.expires_at > :now
                        """)
                .param("dealer", dealer)
                .param("staff", staff)
                .param("now", Timestamp.from(now))
                .query(String.class)
                .optional();
    }

    void dropDraft(int dealer, UUID staff) {
        jdbc.sql("""
                        delete from complaints.draft d
                         where d.dealer_id = :dealer
                           and d.staff_id = :staff
                        """).param("dealer", dealer).param("staff", staff).update();
    }

    void dropDrafts(int dealer, Instant due) {
        jdbc.sql("""
                        delete from complaints.draft d
                         where d.dealer_id = :dealer
                           and d.expires_at <= :due
                        """).param("dealer", dealer).param("due", Timestamp.from(due)).update();
    }
}
