package org.opendcrc.site;

import java.util.UUID;

/**
 * How a page leads to the thing of a higher chapter that something came from: the outbox to what a text was written for, a complaint
 * to the call in which it was received. Contributed as a bean by that chapter, so that the lower one need not know it.
 *
 * @param cause the word by which the chapter calls its things
 * @param label message key of its name
 * @param address where its things are shown, with {@code {id}} for the cause's identifier
 */
public record CauseLink(String cause, String label, String address) {

    public String href(UUID causeId) {
        return address.replace("{id}", causeId.toString());
    }
}
