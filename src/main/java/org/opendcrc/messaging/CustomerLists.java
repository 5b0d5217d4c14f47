package org.opendcrc.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;

/** Lists that a person keeps in another chapter and to whose customers many texts can be sent at once; contributed as a bean. */
public interface CustomerLists {

    /** A list by the name that the person gave it. */
    record Choice(String key, String name) {}

    /** The lists that this person keeps. */
    List<Choice> of(Actor actor);

    /**
     * The customers of a list, in its order, each once.
     *
     * @param limit at most so many
     * @return empty if the person keeps no such list
     */
    Optional<List<UUID>> customers(Actor actor, String key, int limit, Instant now);
}
