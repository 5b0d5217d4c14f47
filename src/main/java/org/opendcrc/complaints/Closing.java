package org.opendcrc.complaints;

/** How a case ended. Their words are the messages below {@code complaint.closing.}. */
public enum Closing {
    /** The customer said so in the check call. */
    SATISFIED,
    /** The customer could not be reached, however often he was tried. */
    UNREACHABLE,
    /** Everything was offered and nothing agreed: the general manager decides. */
    NO_AGREEMENT,
    /** A malicious demand: the general manager decides, the file is held for the lawyer. */
    MALICIOUS,
    WITHDRAWN,
    DUPLICATE
}
