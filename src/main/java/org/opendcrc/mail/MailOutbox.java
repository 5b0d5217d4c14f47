package org.opendcrc.mail;

import java.time.Instant;
import org.opendcrc.shared.DealerContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where other chapters leave the mails that they want sent. */
@Service
public class MailOutbox {

    private final Mails mails;
    private final MailRoom room;

    MailOutbox(Mails mails, MailRoom room) {
        this.mails = mails;
        this.room = room;
    }

    /** Whether the house has a mail server; what is written without one waits until there is one. */
    public boolean isReady() {
        return room.isReady();
    }

    /** Writes a mail; part of the caller's transaction, so that it goes if and only if its cause holds. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(Mail mail, Instant now) {
        mails.add(DealerContext.require(), mail, now);
    }
}
