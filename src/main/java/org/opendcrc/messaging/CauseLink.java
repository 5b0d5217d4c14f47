package org.opendcrc.messaging;

import java.util.UUID;

/**
 * How the outbox leads to what a text was written for; contributed as a bean by the chapter that asks for texts.
 *
 * @param cause the word under which the chapter asks
 * @param label message key of its name
 * @param address where its things are shown, with {@code {id}} for the cause's identifier
 */
public record CauseLink(String cause, String label, String address) {

    public String href(UUID causeId) {
        return address.replace("{id}", causeId.toString());
    }
}
