package org.opendcrc.complaints;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.shared.Role;

/** Cases as decisions see them, for specifications. */
final class CaseFixture {

    static final Instant RECEIVED = Instant.parse("2026-11-19T00:10:00Z");
    static final Instant NOW = Instant.parse("2026-11-19T02:10:00Z");
    static final UUID CHEN = UUID.randomUUID();
    static final UUID XU = UUID.randomUUID();
    static final UUID LIN = UUID.randomUUID();
    static final Authority AUTHORITY = new Authority(20_000, 80_000, 500_000);
    static final CaseRules.Terms TERMS = new CaseRules.Terms(AUTHORITY, Rank.MANAGER, ZoneId.of("Asia/Shanghai"));

    CaseState state = CaseState.RECEIVED;
    ComplaintKind kind = ComplaintKind.REPAIR_COST;
    Grade grade = Grade.GENERAL;
    Optional<Instant> contactedAt = Optional.empty();
    boolean contactOwed = true;
    boolean confirmationOwed;
    boolean confirmed;
    Optional<UUID> accused = Optional.empty();
    Optional<UUID> handler = Optional.empty();
    Optional<EscalatedTo> escalatedTo = Optional.empty();
    int tries;
    CaseFacts.Findings findings = new CaseFacts.Findings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    List<CaseFacts.Plan> plans = List.of();
    Map<Signed, UUID> signed = new EnumMap<>(Signed.class);
    Optional<Check> check = Optional.empty();
    Optional<Instant> crisisSince = Optional.empty();
    Set<CrisisStep> steps = Set.of();
    Optional<CaseFacts.Help> help = Optional.empty();
    List<CaseFacts.Promise> promises = List.of();
    Optional<Instant> standingSince = Optional.empty();
    Optional<UUID> customer = Optional.of(UUID.randomUUID());
    Optional<Instant> solvedAt = Optional.empty();

    static CaseFixture in(CaseState state) {
        var made = new CaseFixture();
        made.state = state;
        if (state != CaseState.RECEIVED) {
            made.contactedAt = Optional.of(NOW);
        }
        return made;
    }

    CaseFixture about(UUID who) {
        accused = Optional.of(who);
        return this;
    }

    CaseFixture handledBy(UUID who) {
        handler = Optional.of(who);
        return this;
    }

    CaseFixture withPlans(CaseFacts.Plan... all) {
        plans = List.of(all);
        return this;
    }

    CaseFacts facts() {
        return new CaseFacts(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "TS-20261119-001",
                kind,
                state,
                grade,
                Complainant.CUSTOMER,
                customer,
                customer.isEmpty(),
                solvedAt,
                Optional.empty(),
                RECEIVED,
                contactedAt,
                contactOwed,
                Optional.empty(),
                confirmationOwed,
                confirmed,
                accused,
                handler,
                escalatedTo,
                1,
                tries,
                findings,
                plans,
                signed,
                check,
                crisisSince,
                steps,
                help,
                promises,
                standingSince,
                List.of(),
                ComplaintSource.PHONE,
                1);
    }

    static CaseRules.Who who(UUID staff, Role... roles) {
        return new CaseRules.Who(staff, Set.of(roles), Set.of());
    }

    static Optional<CaseRefusal.Why> obstacle(CaseFacts facts, CaseStep step, CaseRules.Who who) {
        return obstacle(facts, step, who, CaseRules.Besides.NOTHING);
    }

    static Optional<CaseRefusal.Why> obstacle(
            CaseFacts facts, CaseStep step, CaseRules.Who who, CaseRules.Besides besides) {
        return CaseRules.obstacle(facts, step, who, TERMS, besides, NOW).map(CaseRefusal::why);
    }
}
