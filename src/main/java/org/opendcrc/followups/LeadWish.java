package org.opendcrc.followups;

import java.util.Optional;
import java.util.UUID;

/** What a customer said in a call, as it was typed. */
public sealed interface LeadWish {

    /** By which it is kept; sent twice it is kept once. */
    UUID id();

    String wish();

    Lead.Planned planned();

    String note();

    /** He wants a car himself. */
    record Opportunity(UUID id, Optional<Lead.Purchase> purchase, String wish, Lead.Planned planned, String note)
            implements LeadWish {}

    /**
     * He names somebody else.
     *
     * @param phone as people write it
     * @param knows whether he says that the person knows of it
     */
    record Referral(
            UUID id,
            String name,
            String phone,
            String relation,
            boolean knows,
            String wish,
            Lead.Planned planned,
            String note)
            implements LeadWish {}
}
