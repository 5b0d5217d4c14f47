package org.opendcrc.organisation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.opendcrc.organisation.Credentials.Credential;
import org.opendcrc.organisation.SignInAttempts.Admission;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Sentence;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The door: lets people in by login and password. Lives by the system's time, also in a simulation. */
@Component
public class SignInDesk {

    private final Logins logins;
    private final Credentials credentials;
    private final Accesses accesses;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final AddressGate gate;
    private final SignInSettings settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock systemClock;

    SignInDesk(
            Logins logins,
            Credentials credentials,
            Accesses accesses,
            Passwords passwords,
            SignInAttempts attempts,
            SignInSettings settings,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            @Qualifier("systemClock") Clock systemClock) {
        this.logins = logins;
        this.credentials = credentials;
        this.accesses = accesses;
        this.passwords = passwords;
        this.attempts = attempts;
        this.gate = new AddressGate(settings.wrongPerMinute());
        this.settings = settings;
        this.transaction = transaction;
        this.events = events;
        this.systemClock = systemClock;
    }

    /**
     * Lets a person in, or says why not. The password is hashed outside any transaction, so that tries do not hold connections.
     *
     * @param address where the try comes from
     */
    public SignIn signIn(String typed, String password, String address) {
        var now = systemClock.instant();
        var login = Logins.normal(typed);
        if (login.isEmpty() || password.isEmpty()) {
            return new SignIn.Refused(Sentence.of("organisation.sign-in.empty"));
        }
        if (!gate.admits(address, now)) {
            return new SignIn.Refused(Sentence.of("organisation.sign-in.too-many", settings.wrongPerMinute()));
        }
        return switch (attempts.begin(login, now, settings)) {
            case Admission.Locked(var until) -> new SignIn.Refused(locked(now, until));
            case Admission.Admitted(int left) -> signIn(login, password, address, left, now);
        };
    }

    private SignIn signIn(String login, String password, String address, int left, Instant now) {
        var dealer = logins.dealerOf(login);
        var credential = dealer.flatMap(it -> inDealer(it, () -> credentials.of(login)));
        boolean right = passwords.matches(password, credential.flatMap(Credential::hash));
        if (right && credential.filter(Credential::open).isPresent()) {
            var known = credential.get();
            gate.giveBack(address);
            attempts.forget(login);
            if (known.slipExpires().filter(it -> !now.isBefore(it)).isPresent()) {
                return new SignIn.Refused(Sentence.of("organisation.sign-in.slip-expired"));
            }
            var access = inDealer(dealer.orElseThrow(), () -> welcome(known, now));
            if (access.isPresent()) {
                return new SignIn.Welcome(access.get());
            }
        }
        if (left == 0) {
            credential.ifPresent(it -> inDealer(dealer.orElseThrow(), () -> {
                events.publishEvent(
                        Audited.bySystem(DealerContext.require(), now, "login-locked", "login", it.login(), Map.of()));
                return it;
            }));
            return new SignIn.Refused(locked(now, now.plus(settings.lock())));
        }
        return new SignIn.Refused(Sentence.of("organisation.sign-in.wrong", left, minutes(settings.lock())));
    }

    private Optional<Access> welcome(Credential credential, Instant now) {
        var access = accesses.ofStaff(credential.staff());
        access.ifPresent(it -> {
            credentials.signedIn(credential.staff(), now);
            events.publishEvent(Audited.by(it.actor(), now, "signed-in", "login", credential.login(), Map.of()));
        });
        return access;
    }

    private <T> T inDealer(int dealer, Supplier<T> work) {
        return DealerContext.callAs(dealer, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private static Sentence locked(Instant now, Instant until) {
        return Sentence.of("organisation.sign-in.locked", minutes(Duration.between(now, until)));
    }

    /** Rounded up: nobody comes back too early. */
    private static long minutes(Duration duration) {
        return duration.plusSeconds(59).toMinutes();
    }
}
