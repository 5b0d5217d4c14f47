package org.opendcrc.organisation.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.organisation.PeopleDesk;
import org.opendcrc.shared.Actor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Somebody with several stores says in which he works now. */
@Controller
class StoreChoiceController {

    private final PeopleDesk people;

    StoreChoiceController(PeopleDesk people) {
        this.people = people;
    }

    @PostMapping("/me/store")
    String choose(
            @AuthenticationPrincipal Actor actor,
            @RequestParam String choice,
            @RequestParam(defaultValue = "/") String back) {
        people.chooseStore(
                actor,
                choice.equals(ChosenStoreOfRequest.ALL) ? Optional.empty() : Optional.of(UUID.fromString(choice)));
        return "redirect:" + withoutStore(back);
    }

    /**
     * The page that he came from, without the store that its address named and without the place in a list of the other store; the first
     * page for an address that is none of ours.
     */
    static String withoutStore(String back) {
        try {
            var address = new URI(back);
            if (address.isAbsolute()
                    || address.getRawAuthority() != null
                    || address.getRawPath() == null
                    || !address.getRawPath().startsWith("/")
                    || back.startsWith("//")
                    || back.indexOf('\\') >= 0) {
                return "/";
            }
            var query = address.getRawQuery() == null
                    ? ""
                    : Arrays.stream(address.getRawQuery().split("&", -1))
                            .filter(it ->
                                    !it.startsWith("store=") && !it.startsWith("after=") && !it.startsWith("before="))
                            .collect(Collectors.joining("&"));
            return query.isEmpty() ? address.getRawPath() : address.getRawPath() + "?" + query;
        } catch (URISyntaxException _) {
            return "/"; // somebody else's writing: no address at all
        }
    }
}
