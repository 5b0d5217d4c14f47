package org.opendcrc.shared;

/** Somebody else was faster: the row is no longer as the form showed it. Answered with 409. */
public class StaleVersion extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Sentence sentence;

    /** @param sentence what happened meanwhile and what to do next */
    public StaleVersion(Sentence sentence) {
        super(sentence.key());
        this.sentence = sentence;
    }

    public Sentence sentence() {
        return sentence;
    }
}
