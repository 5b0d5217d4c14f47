package org.opendcrc.site;

import org.opendcrc.shared.UseCase;

/**
 * An entry of the main menu, contributed by a chapter as a bean. Its word is the message {@code menu.<key>}.
 *
 * @param icon name of a Tabler icon
 * @param useCase shown only to those who may do this somewhere
 * @param order smaller stands higher
 * @param underThumb whether it stands in the bar at the bottom of a telephone (four fit) instead of behind 更多
 */
public record MenuEntry(String key, String href, String icon, UseCase useCase, int order, boolean underThumb) {

    public MenuEntry(String key, String href, String icon, UseCase useCase, int order) {
        this(key, href, icon, useCase, order, false);
    }

    public MenuEntry reachedByThumb() {
        return new MenuEntry(key, href, icon, useCase, order, true);
    }
}
