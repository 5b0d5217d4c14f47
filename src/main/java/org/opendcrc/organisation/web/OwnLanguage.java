package org.opendcrc.organisation.web;

import java.util.Locale;
import org.opendcrc.organisation.PeopleDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.site.LanguagePreference;
import org.springframework.stereotype.Component;

/** Keeps the language that somebody chose in the bar with the person. */
@Component
class OwnLanguage implements LanguagePreference {

    private final PeopleDesk people;

    OwnLanguage(PeopleDesk people) {
        this.people = people;
    }

    @Override
    public void save(Actor actor, Locale language) {
        people.prefer(actor, language, actor.singleKeys());
    }
}
