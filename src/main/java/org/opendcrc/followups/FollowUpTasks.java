package org.opendcrc.followups;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.questionnaires.Questionnaires;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A task with everything that came of it, as programs read it; of the stores whose queue the person may see. */
@Service
@Transactional(readOnly = true)
public class FollowUpTasks {

    private final JdbcClient jdbc;
    private final FollowUpReader reader;
    private final Questionnaires questionnaires;

    FollowUpTasks(JdbcClient jdbc, FollowUpReader reader, Questionnaires questionnaires) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.questionnaires = questionnaires;
    }

    /**
     * A task with what came of it.
     *
     * @throws NotFound if there is none that the person may see
     */
    public TaskFile find(Actor actor, UUID task, Instant now) {
        var dealer = actor.dealerId();
        var sight = Sight.within(actor, actor.storesFor(UseCase.OPEN_FOLLOW_UPS));
        var view = reader.tasks(sight, List.of(task), now).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("follow-up " + task));
        return new TaskFile(
                view.task(), tries(dealer, task), result(dealer, task), remarks(dealer, task), checks(dealer, task));
    }

    private List<TaskFile.Tried> tries(int dealer, UUID task) {
        return jdbc.sql("""
                        select e.id, e.task_id, e.at, e.daypart, e.outcome, x.counted, p.name as made_by, e.recorded_at
                          from followups.attempt_task x
                          join followups.attempt e on e.dealer_id = :dealer and e.id = x.attempt_id
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = e.staff_id
                         where x.dealer_id = :dealer
                           and x.task_id = :task
                         order by e.at, e.id
                        """)
                .param("dealer", dealer)
                .param("task", task)
                .query((row, _) -> new TaskFile.Tried(
                        row.getObject("id", UUID.class),
                        row.getObject("task_id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        Optional.ofNullable(row.getString("daypart")).map(Daypart::valueOf),
                        AttemptOutcome.valueOf(row.getString("outcome")),
                        row.getBoolean("counted"),
                        row.getString("made_by"),
                        row.getTimestamp("recorded_at").toInstant()))
                .list();
    }

    private Optional<TaskFile.Result> result(int dealer, UUID task) {
        return questionnaires
                .of(task)
                .flatMap(answers -> jdbc.sql("""
                        select r.outcome, r.called_at, r.recorded_at, r.complaint_id, r.services_told, p.name as made_by
                          from followups.result r
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = r.staff_id
                         where r.dealer_id = :dealer
                           and r.task_id = :task
                        """)
                        .param("dealer", dealer)
                        .param("task", task)
                        .query((row, _) -> new TaskFile.Result(
                                CallOutcome.valueOf(row.getString("outcome")),
                                row.getTimestamp("called_at").toInstant(),
                                row.getString("made_by"),
                                row.getTimestamp("recorded_at").toInstant(),
                                Optional.ofNullable(row.getObject("complaint_id", UUID.class)),
                                row.getBoolean("services_told"),
                                answers))
                        .optional());
    }

    private List<CallFile.Checked> checks(int dealer, UUID task) {
        return jdbc.sql("""
                        select k.item, k.answer, k.in_file, k.right_value
                          from followups.truth_check k
                         where k.dealer_id = :dealer
                           and k.task_id = :task
                         order by k.item desc
                        """)
                .param("dealer", dealer)
                .param("task", task)
                .query((row, _) -> new CallFile.Checked(
                        FileItem.valueOf(row.getString("item")),
                        FileCheck.Answer.valueOf(row.getString("answer")),
                        Optional.ofNullable(row.getString("in_file")),
                        Optional.ofNullable(row.getString("right_value"))))
                .list();
    }

    private List<TaskFile.Remark> remarks(int dealer, UUID task) {
        return jdbc.sql("""
                        select m.id, m.at, p.name as made_by, m.words
                          from followups.remark m
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = m.staff_id
                         where m.dealer_id = :dealer
                           and m.task_id = :task
                         order by m.at, m.id
                        """)
                .param("dealer", dealer)
                .param("task", task)
                .query((row, _) -> new TaskFile.Remark(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getString("made_by"),
                        row.getString("words")))
                .list();
    }
}
