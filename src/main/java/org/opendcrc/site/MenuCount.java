package org.opendcrc.site;

import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;

/** The red count on a menu entry: things that burn now. Filled by the chapter of that entry; asked once a page. */
public interface MenuCount {

    /** The key of the menu entry. */
    String entry();

    /** How many; 0 shows nothing. */
    int count(Actor actor);

    /** The count in words, for those who do not see the dot. */
    Sentence inWords(int count);
}
