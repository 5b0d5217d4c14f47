package org.opendcrc.site;

import java.util.Locale;
import org.opendcrc.shared.Actor;

/** Keeps the language that a person chose for his screens. Fulfilled where people are kept. */
public interface LanguagePreference {

    void save(Actor actor, Locale language);
}
