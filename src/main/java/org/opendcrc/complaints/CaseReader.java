package org.opendcrc.complaints;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.opendcrc.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that was written about a case, in one statement. */
@Repository
class CaseReader {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    CaseReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CaseDetails> details(int dealer, UUID id, Instant now) {
        return jdbc.sql("""
                        select jsonb_build_object(
                                   'texts', jsonb_strip_nulls(jsonb_build_object(
                                       'complainant', c.complainant, 'name', c.complainant_name, 'sourceNo', c.source_no, 'people', c.people,
                                       'happened', c.happened, 'place', c.place, 'object', c.object, 'demand', c.demand, 'goal', c.goal,
                                       'root', c.root, 'cause', c.cause, 'department', c.department, 'responsible', c.responsible,
                                       'coResponsible', c.co_responsible, 'correction', c.correction, 'prevention', c.prevention,
                                       'remedy', c.remedy, 'cost', c.cost_fen::text, 'emergency', c.emergency, 'marks', array_to_string(c.marks, ' '),
                                       'closing', c.closing, 'closingWords', c.closing_words, 'closedAt', c.closed_at, 'watchedUntil', c.watched_until::text,
                                       'nth', c.nth::text, 'handler', h.name, 'accused', x.name, 'confirmedBy', f.name, 'closedBy', z.name,
                                       'toldAt', c.told_at, 'outcomeToldAt', c.outcome_told_at, 'outcomeManner', c.outcome_manner, 'phoneLeft', c.complainant_phone,
                                       'handlerRank', (select t.value
                                                         from organisation.report_setting t
                                                        where t.dealer_id = :dealer and t.store_id = c.store_id and t.key = :rankKey),
                                       'mergedInto', g.number, 'mergedIntoId', c.merged_into::text, 'matter', m.number, 'matterId', c.matter_id::text)),
                                   'plans', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'round', p.round, 'title', p.title, 'pros', p.pros,
                                                                 'cons', p.cons, 'cost', p.cost_fen, 'takes', p.takes, 'recommended', p.recommended,
                                                                 'state', p.state, 'needs', p.needs_rank, 'approvedBy', a.name, 'words', p.decided_words)
                                                             order by p.round, p.position), '[]')
                                               from complaints.plan p
                                               left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = p.approved_by
                                              where p.dealer_id = :dealer and p.complaint_id = c.id),
                                   'deadlines', (select coalesce(jsonb_agg(jsonb_build_object('rule', d.rule, 'subject', d.subject, 'started', d.started_at,
                                                                     'due', d.due_at, 'met', d.met_at, 'missed', d.missed_at,
                                                                     'withdrawn', d.withdrawn_at is not null, 'running', d.running)
                                                                 order by d.due_at, d.rule, d.subject), '[]')
                                                   from complaints.deadline d
                                                  where d.dealer_id = :dealer and d.complaint_id = c.id),
                                   'signatures', (select coalesce(jsonb_agg(jsonb_build_object('round', s.round, 'what', s.what, 'by', b.name, 'rank', s.rank,
                                                                      'at', s.at) order by s.at), '[]')
                                                    from complaints.signature s
                                                    join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = s.staff_id
                                                   where s.dealer_id = :dealer and s.complaint_id = c.id),
                                   'checks', (select coalesce(jsonb_agg(jsonb_build_object('round', k.round, 'ending', k.ending, 'at', k.at, 'by', b.name,
                                                                  'words', k.words, 'speed', k.speed, 'attitude', k.attitude) order by k.round), '[]')
                                                from complaints.check_call k
                                                left join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = k.staff_id
                                               where k.dealer_id = :dealer and k.complaint_id = c.id),
                                   'escalations', (select coalesce(jsonb_agg(jsonb_build_object('to', e.rank, 'why', e.why, 'at', e.at, 'by', b.name,
                                                                       'words', e.words) order by e.at, e.id), '[]')
                                                     from complaints.escalation e
                                                     left join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = e.staff_id
                                                    where e.dealer_id = :dealer and e.complaint_id = c.id),
                                   'promises', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'by', r.answer_by, 'words', r.words,
                                                                    'kept', r.kept_at, 'keptWords', r.kept_words) order by r.answer_by, r.id), '[]')
                                                  from complaints.promise r
                                                 where r.dealer_id = :dealer and r.complaint_id = c.id),
                                   'steps', (select coalesce(jsonb_agg(jsonb_build_object('step', t.step, 'at', t.done_at, 'by', b.name,
                                                                 'arrives', t.arrives_at, 'words', t.words) order by t.done_at), '[]')
                                               from complaints.crisis_step t
                                               join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = t.staff_id
                                              where t.dealer_id = :dealer and t.complaint_id = c.id),
                                   'colleagues', (select coalesce(jsonb_agg(jsonb_build_object('id', y.staff_id, 'name', y.name, 'roles', y.roles)
                                                                  order by y.name, y.staff_id), '[]')
                                                    from (select o.staff_id, o.name, string_agg(o.role, ' ') as roles
                                                            from organisation.report_role o
                                                           where o.dealer_id = :dealer and o.store_id = c.store_id
                                                           group by o.staff_id, o.name) y),
                                   'coverers', (select coalesce(jsonb_agg(v.by_id), '[]')
                                                  from complaints.cover v
                                                 where v.dealer_id = :dealer
                                                   and v.staff_id = c.handler_id
                                                   and v.from_at <= :now
                                                   and v.until_at > :now
                                                   and v.ended_at is null),
                                   'outside', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'role', o.role, 'name', o.name, 'phone', o.phone,
                                                                   'email', o.email, 'from', o.valid_from, 'until', o.valid_until)
                                                               order by o.role, o.valid_from desc, o.name), '[]')
                                                 from complaints.outside o
                                                 join organisation.report_store q on q.dealer_id = :dealer and q.store_id = o.store_id
                                                where o.dealer_id = :dealer
                                                  and o.store_id = c.store_id
                                                  and o.valid_from <= (:now::timestamptz at time zone q.zone)::date
                                                  and (o.valid_until is null or o.valid_until >= (:now::timestamptz at time zone q.zone)::date)),
                                   'notices', (select coalesce(jsonb_agg(jsonb_build_object('cause', n.cause, 'role', n.role, 'name', n.name, 'phone', n.phone,
                                                                   'email', n.email, 'at', n.at, 'state', n.state, 'sent', n.sent_at,
                                                                   'trouble', n.trouble) order by n.at desc, n.role, n.name), '[]')
                                                 from complaints.notice n
                                                where n.dealer_id = :dealer and n.complaint_id = c.id),
                                   'same', (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'number', w.number, 'state', w.state,
                                                                'received', w.received_at) order by w.received_at desc), '[]')
                                              from complaints.complaint w
                                             where w.dealer_id = :dealer
                                               and w.id <> c.id
                                               and (w.id = c.matter_id or w.matter_id = coalesce(c.matter_id, c.id))),
                                   'log', (select coalesce(jsonb_agg(jsonb_build_object('at', l.at, 'recorded', l.recorded_at, 'by', b.name, 'what', l.what,
                                                               'words', l.words) order by l.at desc, l.id desc), '[]')
                                             from complaints.log l
                                             left join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = l.staff_id
                                            where l.dealer_id = :dealer
                                              and (l.complaint_id = c.id
                                                   or l.complaint_id in (select j.id
                                                                           from complaints.complaint j
                                                                          where j.dealer_id = :dealer
                                                                            and j.merged_into = c.id))),
                                   'alarms', (select coalesce(jsonb_agg(jsonb_build_object('step', i.step, 'role', i.role, 'subject', i.subject,
                                                                  'raised', i.raised_at, 'noted', i.acknowledged_at, 'by', b.name)
                                                              order by i.due_at, i.step), '[]')
                                                from complaints.alarm i
                                                left join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = i.acknowledged_by
                                               where i.dealer_id = :dealer
                                                 and i.complaint_id = c.id
                                                 and i.raised_at is not null))::text
                          from complaints.complaint c
                          left join organisation.report_staff h on h.dealer_id = :dealer and h.staff_id = c.handler_id
                          left join organisation.report_staff x on x.dealer_id = :dealer and x.staff_id = c.accused_id
                          left join organisation.report_staff f on f.dealer_id = :dealer and f.staff_id = c.confirmed_by
                          left join organisation.report_staff z on z.dealer_id = :dealer and z.staff_id = c.closed_by
                          left join complaints.complaint g on g.dealer_id = :dealer and g.id = c.merged_into
                          left join complaints.complaint m on m.dealer_id = :dealer and m.id = c.matter_id
                         where c.dealer_id = :dealer
                           and c.id = :id
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .param("rankKey", ComplaintSettings.HANDLER_RANK.key())
                .query(String.class)
                .optional()
                .map(it -> details(JSON.readTree(it)));
    }

    private static CaseDetails details(JsonNode it) {
        var texts = new HashMap<String, String>();
        it.get("texts")
                .properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asString()));
        return new CaseDetails(
                texts,
                list(
                        it,
                        "plans",
                        p -> new CaseDetails.Plan(
                                uuid(p, "id"),
                                p.get("round").asInt(),
                                text(p, "title"),
                                text(p, "pros"),
                                text(p, "cons"),
                                p.get("cost").asLong(),
                                text(p, "takes"),
                                p.get("recommended").asBoolean(),
                                PlanState.valueOf(text(p, "state")),
                                some(p, "needs").map(Rank::valueOf),
                                some(p, "approvedBy"),
                                text(p, "words"))),
                list(
                        it,
                        "deadlines",
                        d -> new CaseDetails.Deadline(
                                text(d, "rule"),
                                text(d, "subject"),
                                at(d, "started"),
                                at(d, "due"),
                                perhaps(d, "met"),
                                perhaps(d, "missed"),
                                d.get("withdrawn").asBoolean(),
                                d.get("running").asBoolean())),
                list(
                        it,
                        "signatures",
                        s -> new CaseDetails.Signature(
                                s.get("round").asInt(),
                                Signed.valueOf(text(s, "what")),
                                text(s, "by"),
                                Rank.valueOf(text(s, "rank")),
                                at(s, "at"))),
                list(
                        it,
                        "checks",
                        k -> new CaseDetails.Checked(
                                k.get("round").asInt(),
                                Check.valueOf(text(k, "ending")),
                                at(k, "at"),
                                some(k, "by"),
                                text(k, "words"),
                                number(k, "speed"),
                                number(k, "attitude"))),
                list(
                        it,
                        "escalations",
                        e -> new CaseDetails.Escalated(
                                EscalatedTo.valueOf(text(e, "to")),
                                text(e, "why"),
                                at(e, "at"),
                                some(e, "by"),
                                text(e, "words"))),
                list(
                        it,
                        "promises",
                        r -> new CaseDetails.Promised(
                                uuid(r, "id"),
                                at(r, "by"),
                                text(r, "words"),
                                perhaps(r, "kept"),
                                text(r, "keptWords"))),
                list(
                        it,
                        "steps",
                        t -> new CaseDetails.Stepped(
                                CrisisStep.valueOf(text(t, "step")),
                                at(t, "at"),
                                text(t, "by"),
                                perhaps(t, "arrives"),
                                text(t, "words"))),
                list(
                        it,
                        "colleagues",
                        y -> new CaseDetails.Colleague(
                                uuid(y, "id"),
                                text(y, "name"),
                                List.of(text(y, "roles").split(" ", -1)).stream()
                                        .map(Role::valueOf)
                                        .toList())),
                list(
                        it,
                        "outside",
                        o -> new OutsideContact(
                                uuid(o, "id"),
                                OutsideRole.valueOf(text(o, "role")),
                                text(o, "name"),
                                text(o, "phone"),
                                text(o, "email"),
                                LocalDate.parse(text(o, "from")),
                                some(o, "until").map(LocalDate::parse))),
                list(
                        it,
                        "notices",
                        n -> new CaseDetails.Notice(
                                OutsideRole.valueOf(text(n, "role")),
                                text(n, "cause"),
                                text(n, "name"),
                                text(n, "phone"),
                                text(n, "email"),
                                at(n, "at"),
                                NoticeState.valueOf(text(n, "state")),
                                perhaps(n, "sent"),
                                text(n, "trouble"))),
                list(it, "coverers", v -> UUID.fromString(v.asString())),
                list(
                        it,
                        "same",
                        w -> new CaseDetails.Other(
                                uuid(w, "id"),
                                text(w, "number"),
                                CaseState.valueOf(text(w, "state")),
                                at(w, "received"))),
                list(
                        it,
                        "log",
                        l -> new ComplaintFile.LogLine(
                                at(l, "at"), at(l, "recorded"), some(l, "by"), text(l, "what"), some(l, "words"))),
                list(
                        it,
                        "alarms",
                        i -> new ComplaintFile.Alarm(
                                AlarmStep.valueOf(text(i, "step")),
                                Role.valueOf(text(i, "role")),
                                text(i, "subject"),
                                at(i, "raised"),
                                perhaps(i, "noted"),
                                some(i, "by"))));
    }

    private static <T> List<T> list(JsonNode it, String name, Function<JsonNode, T> read) {
        var found = new ArrayList<T>();
        it.get(name).forEach(row -> found.add(read.apply(row)));
        return found;
    }

    private static Optional<String> some(JsonNode it, String name) {
        var value = it.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asString());
    }

    private static String text(JsonNode it, String name) {
        return some(it, name).orElse("");
    }

    private static Optional<Integer> number(JsonNode it, String name) {
        var value = it.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asInt());
    }

    private static UUID uuid(JsonNode it, String name) {
        return UUID.fromString(text(it, name));
    }

    private static Instant at(JsonNode it, String name) {
        return OffsetDateTime.parse(text(it, name)).toInstant();
    }

    private static Optional<Instant> perhaps(JsonNode it, String name) {
        return some(it, name).map(at -> OffsetDateTime.parse(at).toInstant());
    }
}
