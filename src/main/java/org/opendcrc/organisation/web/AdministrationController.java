package org.opendcrc.organisation.web;

import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.UseCase;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The menu's entry: leads to the first page of the administration that the person may see. */
@Controller
class AdministrationController {

    private final Administration administration;

    AdministrationController(Administration administration) {
        this.administration = administration;
    }

    @GetMapping("/administration")
    String first(@AuthenticationPrincipal Actor actor) {
        return administration.tabs(actor, "").stream()
                .findFirst()
                .map(it -> "redirect:" + it.href())
                .orElseThrow(() -> new NotAllowed(UseCase.READ_SETTINGS));
    }
}
