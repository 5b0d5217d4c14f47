package org.opendcrc.followups.web;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.followups.Lead;
import org.opendcrc.followups.LeadWish;
import org.opendcrc.shared.Ids;

/**
 * What was typed on one of the other paths out of a call, kept as it was typed until it is recorded.
 *
 * @param id by which it is kept: a second click keeps nothing twice
 */
record PathForm(Path path, UUID id, Map<String, String> sent) {

    /** Where it leads. */
    enum Path {
        OPPORTUNITY("opportunities"),
        REFERRAL("referrals"),
        WRONG_DATA("wrong-data");

        private final String address;

        Path(String address) {
            this.address = address;
        }

        String address() {
            return address;
        }

        static Optional<Path> at(String address) {
            return Arrays.stream(values())
                    .filter(it -> it.address.equals(address))
                    .findFirst();
        }
    }

    PathForm {
        sent = Map.copyOf(sent);
    }

    static PathForm blank(Path path) {
        return new PathForm(path, Ids.next(), Map.of());
    }

    static PathForm of(Path path, Map<String, String> sent) {
        return new PathForm(path, id(sent.getOrDefault("id", "")), sent);
    }

    private static UUID id(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException _) {
            return Ids.next();
        }
    }

    String value(String name) {
        return sent.getOrDefault(name, "");
    }

    private Lead.Planned planned() {
        return CallForm.oneOf(Lead.Planned.class, value("planned")).orElse(Lead.Planned.UNKNOWN);
    }

    LeadWish.Opportunity opportunity() {
        return new LeadWish.Opportunity(
                id, CallForm.oneOf(Lead.Purchase.class, value("purchase")), value("wish"), planned(), value("note"));
    }

    LeadWish.Referral referral() {
        return new LeadWish.Referral(
                id,
                value("name"),
                value("phone"),
                value("relation"),
                sent.containsKey("knows"),
                value("wish"),
                planned(),
                value("note"));
    }
}
