package org.opendcrc.followups;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a customer says in any call that his file has wrong: it is asked of whoever knows him, and the file stays as it is (FU-6, FU-28). */
@Service
@Transactional
public class WrongData {

    private final LockedContacts locked;
    private final FileChecks checks;
    private final Corrections corrections;
    private final CallRecords records;

    WrongData(LockedContacts locked, FileChecks checks, Corrections corrections, CallRecords records) {
        this.locked = locked;
        this.checks = checks;
        this.corrections = corrections;
        this.records = records;
    }

    /**
     * Asks for a correction; once for each item of a customer, however often it is asked for.
     *
     * @param said what is right, in the customer's words; empty where he does not say
     * @return false if neither an item is named nor a word said
     * @throws org.opendcrc.shared.NotFound if there is no such call in a store whose queue he may see
     * @throws org.opendcrc.shared.NotAllowed if he makes no calls there
     */
    public boolean ask(Actor actor, UUID task, Optional<FileItem> item, String said, Instant now) {
        var contact = locked.open(actor, task);
        if (item.isEmpty() || said.isBlank()) {
            return false;
        }
        var inFile = Optional.ofNullable(
                checks.says(actor.dealerId(), contact.customerId()).get(item.get()));
        corrections.ask(
                actor,
                new Corrections.Wrong(
                        task, contact.storeId(), contact.customerId(), item.get(), inFile, Optional.of(said.strip())),
                now);
        records.audit(
                actor,
                now,
                "follow-up.wrong-data",
                task,
                Map.of("item", item.get().name()));
        return true;
    }
}
