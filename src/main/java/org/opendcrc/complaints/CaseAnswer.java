package org.opendcrc.complaints;

/** The answer to the wish to do something with a case. */
public sealed interface CaseAnswer {

    /** It is done. */
    record Done() implements CaseAnswer {}

    /** Nothing was done. */
    record Refused(CaseRefusal why) implements CaseAnswer {}
}
