package org.opendcrc.organisation;

import org.opendcrc.shared.Sentence;

/** The answer to a wish to set something differently in a store. */
public sealed interface SettingChange {

    /** It counts from now on; what was decided before stays as it was. */
    record Changed() implements SettingChange {}

    record Refused(Sentence why) implements SettingChange {}
}
