package org.opendcrc.site;

import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.UseCase;

/**
 * An entry of the main menu, contributed by a chapter as a bean. Its word is the message {@code menu.<key>}.
 *
 * @param icon name of a Tabler icon
 * @param useCase shown only to those who may do this somewhere
 * @param order smaller stands higher
 * @param underThumb whether it stands in the bar at the bottom of a telephone (four fit) instead of behind 更多
 * @param fold where it stands for those who have another entry to stand under; null for the menu itself
 */
public record MenuEntry(
        String key,
        String href,
        String icon,
        UseCase useCase,
        int order,
        boolean underThumb,
        @Nullable Fold fold) {

    /**
     * Under which entry it stands, so that the menu stays short.
     *
     * @param parent key of that entry
     * @param useCase who may do this has that entry; the others keep this one in the menu
     * @param inBar whether it stands in the bar above the pages of that entry; else the page itself leads there
     */
    public record Fold(String parent, UseCase useCase, boolean inBar) {}

    public MenuEntry(String key, String href, String icon, UseCase useCase, int order) {
        this(key, href, icon, useCase, order, false, null);
    }

    public MenuEntry reachedByThumb() {
        return new MenuEntry(key, href, icon, useCase, order, true, fold);
    }

    /** In the bar above the pages of another entry, for those who have that one. */
    public MenuEntry under(String parent, UseCase itsUseCase) {
        return new MenuEntry(key, href, icon, useCase, order, underThumb, new Fold(parent, itsUseCase, true));
    }

    /** Reached by a button on the page of another entry, for those who have that one. */
    public MenuEntry byButtonOf(String parent, UseCase itsUseCase) {
        return new MenuEntry(key, href, icon, useCase, order, underThumb, new Fold(parent, itsUseCase, false));
    }
}
