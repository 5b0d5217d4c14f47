package org.opendcrc.shared;

/** There is no such thing, or it belongs to another store: the answer is 404 for both, so that nobody learns which. */
public class NotFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotFound(String what) {
        super(what);
    }
}
