package org.opendcrc.organisation;

import static org.opendcrc.organisation.PasswordChange.Field.NEW;
import static org.opendcrc.organisation.PasswordChange.Field.PRESENT;
import static org.opendcrc.organisation.PasswordChange.Field.REPEATED;

import java.time.Clock;
import java.util.Map;
import org.opendcrc.organisation.PasswordChange.Refused;
import org.opendcrc.organisation.SignInAttempts.Admission;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Sentence;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where a person chooses his own password. */
@Component
public class PasswordDesk {

    private final Credentials credentials;
    private final Accesses accesses;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final SignInSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock systemClock;

    PasswordDesk(
            Credentials credentials,
            Accesses accesses,
            Passwords passwords,
            SignInAttempts attempts,
            SignInSettings settings,
            ApplicationEventPublisher events,
            @Qualifier("systemClock") Clock systemClock) {
        this.credentials = credentials;
        this.accesses = accesses;
        this.passwords = passwords;
        this.attempts = attempts;
        this.settings = settings;
        this.events = events;
        this.systemClock = systemClock;
    }

    /** Changes it, or says what is wrong with it. Wrong present passwords count like wrong tries at the door. */
    @Transactional
    public PasswordChange change(Actor actor, String present, String wanted, String repeated) {
        var now = systemClock.instant();
        var login = actor.login();
        if (attempts.begin(login, now, settings) instanceof Admission.Locked) {
            return new Refused(PRESENT, Sentence.of("organisation.password.locked"));
        }
        var credential = credentials.lock(actor.staffId()).orElseThrow();
        if (!passwords.matches(present, credential.hash())) {
            return new Refused(PRESENT, Sentence.of("organisation.password.present-wrong"));
        }
        attempts.forget(login);
        if (!wanted.equals(repeated)) {
            return new Refused(REPEATED, Sentence.of("organisation.password.differs"));
        }
        var objection = PasswordRules.objection(login, wanted);
        if (objection.isPresent()) {
            return new Refused(NEW, objection.get());
        }
        if (wanted.equals(present) || passwords.matches(wanted, credential.previousHash())) {
            return new Refused(NEW, Sentence.of("organisation.password.same"));
        }
        credentials.setPassword(actor.staffId(), passwords.hash(wanted), now);
        events.publishEvent(Audited.by(actor, now, "password-changed", "login", login, Map.of()));
        return new PasswordChange.Changed(accesses.ofStaff(actor.staffId()).orElseThrow());
    }
}
