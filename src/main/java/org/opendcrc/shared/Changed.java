package org.opendcrc.shared;

/**
 * Something of a dealer changed that open pages may show. Published inside the transaction that changes it; told to the pages of all
 * nodes once that transaction is committed, and never if it is not. It says what kind of thing changed and not which: a page that cares
 * reads again with its own rights.
 *
 * @param topic one word of lower-case letters and hyphens, the same that pages carry in {@code data-live}: {@code followups},
 *     {@code complaints}, {@code imports}
 */
public record Changed(int dealerId, String topic) implements DealerEvent {

    public static final String FOLLOW_UPS = "followups";
    public static final String COMPLAINTS = "complaints";
    public static final String IMPORTS = "imports";

    public Changed {
        if (!topic.matches("[a-z-]{1,40}")) {
            throw new IllegalArgumentException("no topic: " + topic);
        }
    }
}
