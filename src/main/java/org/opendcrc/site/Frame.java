package org.opendcrc.site;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Actor;

/**
 * What stands around every page: title, menu, bar, banner, and the person's language and look. Made by {@link Frames}, handed to
 * {@code site/layout}.
 *
 * @param title of the page, in the person's language
 * @param active key of the menu entry that the page belongs to, empty for none
 * @param actor the signed-in person; null on login and error pages, which have no menu and no bar
 * @param msg the texts in the person's language
 * @param csrf what a form must carry
 * @param back the address to come back to after a change of language or look, path and query
 * @param simulation the words of the simulation banner, null outside simulation
 * @param menu the entries that the person may see, in order
 * @param section the bar above the page, of the entries that stand under the same one of the menu; empty for none
 * @param slots what the chapters show in the bar
 * @param search the search field, null for none
 * @param me lines of the menu under the person's name
 * @param languages the languages to choose from
 * @param scripts addresses of scripts that only this page needs, in the order in which they run
 */
public record Frame(
        String title,
        String active,
        @Nullable Actor actor,
        Msg msg,
        Csrf csrf,
        String back,
        Look look,
        @Nullable String simulation,
        List<RailItem> menu,
        List<RailItem> section,
        List<TopbarSlot.Shown> slots,
        @Nullable SearchBox search,
        List<MeEntry> me,
        List<Language> languages,
        Assets assets,
        List<String> scripts) {

    /** The hidden field of every form, and the header of requests without a form. The token is empty where no form is. */
    public record Csrf(String parameter, String header, String token) {

        static final Csrf NONE = new Csrf("_csrf", "X-CSRF-TOKEN", "");

        /** For {@code hx-headers}. */
        public String asHeaders() {
            return "{\"%s\":\"%s\"}".formatted(header, token);
        }
    }

    /** A menu entry as this person sees it. {@code count} 0 has no dot. */
    public record RailItem(
            String label,
            String href,
            String icon,
            boolean active,
            boolean underThumb,
            int count,
            String countInWords) {}

    /** A language to choose, named in itself; {@code value} is what the form sends, {@code tag} what the browser is told. */
    public record Language(String value, String tag, String name, boolean chosen) {}

    /** The page with the chart library. */
    public Frame withCharts() {
        return withScript(assets.echarts());
    }

    /** The page with a script of ours more, by its name in {@code static/opendcrc}. */
    public Frame withOwnScript(String file) {
        return withScript(assets.own(file));
    }

    /** All red counts together. */
    public int alerts() {
        return menu.stream().mapToInt(RailItem::count).sum();
    }

    /** The short sign of the person: the first character of his name. */
    public String initial() {
        return actor == null || actor.name().isEmpty()
                ? ""
                : Character.toString(actor.name().codePointAt(0));
    }

    /** His first role, in words. */
    public String role() {
        return actor == null
                ? ""
                : actor.roles().values().stream()
                        .flatMap(it -> it.stream())
                        .min(Enum::compareTo)
                        .map(it -> msg.t("role." + it.name()))
                        .orElse("");
    }

    /** Whether single keys are commands for this person. */
    public boolean singleKeys() {
        return actor == null || actor.singleKeys();
    }

    public List<TopbarSlot.Shown> slots(TopbarSlot.Place place) {
        return slots.stream().filter(it -> it.place() == place).toList();
    }

    private Frame withScript(String address) {
        return new Frame(
                title,
                active,
                actor,
                msg,
                csrf,
                back,
                look,
                simulation,
                menu,
                section,
                slots,
                search,
                me,
                languages,
                assets,
                Stream.concat(scripts.stream(), Stream.of(address)).toList());
    }
}
