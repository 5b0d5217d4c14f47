package org.opendcrc.followups.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.Lead;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;
import org.opendcrc.site.PersonName;

/** Opportunities and referrals, the latest first; all words are in the person's language already. */
public record LeadsPage(List<Tab> tabs, List<Row> rows, String workbook, Paging paging) {

    /** All, or only those of a kind. */
    public record Tab(String href, String label, boolean current) {}

    /**
     * One of them.
     *
     * @param who whom one would call: the customer, or whom he named
     * @param phone of whom he named, empty otherwise
     * @param from who said so, with the way to his file where the person may see it
     * @param consent what may be done with a third person's number, empty for the customer's own wish
     */
    public record Row(
            UUID id,
            String at,
            String by,
            String kind,
            String who,
            String phone,
            String relation,
            String from,
            @Nullable String fromHref,
            String about,
            @Nullable String callHref,
            String wish,
            String planned,
            String note,
            String consent,
            String store) {}

    static LeadsPage of(List<Lead> leads, Optional<Lead.Kind> kind, Actor actor, Paging paging, Instant now, Msg msg) {
        return new LeadsPage(
                Stream.concat(
                                Stream.of(new Tab("/leads", msg.t("followups.leads.all"), kind.isEmpty())),
                                Stream.of(Lead.Kind.values())
                                        .map(it -> new Tab(
                                                "/leads?kind=" + it,
                                                msg.t("followups.lead.kind." + it),
                                                kind.equals(Optional.of(it)))))
                        .toList(),
                leads.stream().map(it -> row(it, actor, now, msg)).toList(),
                "/leads.xlsx" + kind.map(it -> "?kind=" + it).orElse(""),
                paging);
    }

    static Row row(Lead it, Actor actor, Instant now, Msg msg) {
        var customer =
                PersonName.of(it.customer(), it.isPerson(), it.sex(), msg).whole();
        return new Row(
                it.id(),
                msg.moment(it.at(), it.zone(), now.atZone(it.zone()).toLocalDate()),
                it.by(),
                msg.t("followups.lead.kind." + it.kind()),
                it.person().map(Lead.Person::name).orElse(customer),
                it.person().map(person -> Phones.shown(person.phone())).orElse(""),
                it.person().flatMap(Lead.Person::relation).orElse(""),
                customer,
                actor.may(UseCase.READ_CUSTOMERS) ? "/customers/" + it.customerId() : null,
                it.about(),
                actor.may(UseCase.READ_FOLLOW_UPS, it.storeId()) ? "/follow-ups/" + it.task() : null,
                Stream.concat(
                                it.purchase().map(purchase -> msg.t("followups.lead.purchase." + purchase)).stream(),
                                it.wish().stream())
                        .collect(java.util.stream.Collectors.joining(" · ")),
                msg.t("followups.lead.planned." + it.planned()),
                it.note().orElse(""),
                it.person()
                        .map(person -> msg.t(
                                person.knows() ? "followups.lead.consent.knows" : "followups.lead.consent.notAsked"))
                        .orElse(""),
                it.store());
    }
}
