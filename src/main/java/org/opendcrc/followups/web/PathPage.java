package org.opendcrc.followups.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.CallFile;
import org.opendcrc.followups.FileItem;
import org.opendcrc.followups.Lead;
import org.opendcrc.followups.LeadKept;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/**
 * One of the other paths out of a call; all words are in the person's language already.
 *
 * @param path OPPORTUNITY, REFERRAL or WRONG_DATA
 * @param action where the form goes
 * @param back the call, or what is kept of it
 * @param typed what was typed, by field
 * @param errors what is missing, by field
 * @param purchases beside the present car or instead of it
 * @param items what can be wrong in a file
 */
public record PathPage(
        String path,
        UUID id,
        String action,
        String back,
        String customer,
        @Nullable String plate,
        String about,
        Map<String, String> typed,
        Map<String, String> errors,
        List<CallPage.Choice> purchases,
        List<CallPage.Choice> planned,
        List<CallPage.Choice> items) {

    public PathPage {
        typed = Map.copyOf(typed);
        errors = Map.copyOf(errors);
    }

    public String value(String name) {
        return typed.getOrDefault(name, "");
    }

    public @Nullable String error(String name) {
        return errors.get(name);
    }

    static PathPage of(CallFile file, PathForm form, Set<LeadKept.Why> missing, Msg msg) {
        var customer = file.customer();
        return new PathPage(
                form.path().name(),
                form.id(),
                "/follow-ups/" + file.task() + "/" + form.path().address(),
                "/follow-ups/" + file.task() + (file.held() ? "/call" : ""),
                PersonName.of(customer.name(), customer.person(), customer.sex(), msg)
                        .whole(),
                file.vehicle().plate().orElse(null),
                file.order().number(),
                form.sent(),
                missing.stream()
                        .collect(Collectors.toMap(
                                PathPage::field,
                                it -> msg.t(
                                        form.path() == PathForm.Path.WRONG_DATA
                                                ? "followups.wrongData.NO_WISH"
                                                : "followups.lead.refused." + it),
                                (one, _) -> one)),
                choices(Lead.Purchase.values(), "followups.lead.purchase.", form.value("purchase"), msg),
                choices(Lead.Planned.values(), "followups.lead.planned.", form.value("planned"), msg),
                choices(FileItem.values(), "followups.item.", form.value("item"), msg));
    }

    private static String field(LeadKept.Why why) {
        return switch (why) {
            case NO_PURCHASE -> "purchase";
            case NO_WISH -> "wish";
            case NO_NAME -> "name";
            case NO_PHONE, OWN_PHONE -> "phone";
        };
    }

    private static List<CallPage.Choice> choices(Enum<?>[] values, String words, String chosen, Msg msg) {
        return Arrays.stream(values)
                .map(it -> new CallPage.Choice(
                        it.name(), "", msg.t(words + it), 0, it.name().equals(chosen), false))
                .toList();
    }
}
