package org.opendcrc.followups;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps what buyers said of their files, for ever, and asks the consultant to put right what is wrong. The file itself is never changed
 * by a call.
 */
@Repository
class FileChecks {

    private final JdbcClient jdbc;
    private final Corrections corrections;

    FileChecks(JdbcClient jdbc, Corrections corrections) {
        this.jdbc = jdbc;
        this.corrections = corrections;
    }

    /** One row for each item, those too that were not asked; part of the transaction of the call's result. */
    void keep(Actor actor, UUID task, LockedContacts.Opened contact, FileCheck check, Instant now) {
        var file = says(actor.dealerId(), contact.customerId());
        for (var item : FileItem.CHECKED) {
            var said = check.of(item);
            var inFile = Optional.ofNullable(file.get(item));
            add(actor, task, item, said, inFile, now);
            if (said.answer() == FileCheck.Answer.NO) {
                corrections.ask(
                        actor,
                        new Corrections.Wrong(
                                task, contact.storeId(), contact.customerId(), item, inFile, said.right()),
                        now); // FU-6
            }
        }
    }

    private void add(Actor actor, UUID task, FileItem item, FileCheck.Said said, Optional<String> inFile, Instant now) {
        jdbc.sql("""
                        insert into followups.truth_check (dealer_id, id, task_id, item, answer, in_file, right_value, consultant_id, staff_id, at)
                        select t.dealer_id, :id, t.id, :item, :answer, :inFile, :right, t.advisor_id, :staff, :now
                          from followups.task t
                         where t.dealer_id = :dealer
                           and t.id = :task
                        """)
                .param("dealer", actor.dealerId())
                .param("id", Ids.next())
                .param("task", task)
                .param("item", item.name())
                .param("answer", said.answer().name())
                .param("inFile", inFile.orElse(null))
                .param("right", said.right().orElse(null))
                .param("staff", actor.staffId())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** What the file says now; the number is the first one that is not known to be wrong, E.164. */
    Map<FileItem, String> says(int dealer, UUID customer) {
        return jdbc.sql("""
                        select k.name, a.province, a.city, a.address, a.postcode,
                               coalesce((select n.e164
                                           from customers.phone n
                                          where n.dealer_id = :dealer
                                            and n.customer_id = :customer
                                          order by n.wrong_since is not null, n.position, n.e164
                                          limit 1), k.phone) as phone
                          from customers.report_customer k
                          join customers.paper_address a on a.dealer_id = :dealer and a.customer_id = k.customer_id
                         where k.dealer_id = :dealer
                           and k.customer_id = :customer
                        """)
                .param("dealer", dealer)
                .param("customer", customer)
                .query((row, _) -> {
                    var says = new EnumMap<FileItem, String>(FileItem.class);
                    for (var item : FileItem.values()) {
                        Optional.ofNullable(row.getString(item.field())).ifPresent(it -> says.put(item, it));
                    }
                    return says;
                })
                .single();
    }
}
