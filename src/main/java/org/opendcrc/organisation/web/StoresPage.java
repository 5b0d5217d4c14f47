package org.opendcrc.organisation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.AdministrationTab;
import org.opendcrc.shared.Sentence;

/**
 * What a store has and what its brands ask of it.
 *
 * @param brands one a line, as it stands or as it was typed
 * @param bays the same, in their order
 * @param choices brands for which a target can be set
 */
public record StoresPage(
        List<AdministrationTab> tabs,
        List<SettingsPage.Choice> stores,
        String store,
        boolean mayChange,
        Field brands,
        Field bays,
        List<String> choices,
        List<Target> targets,
        NewTarget newTarget) {

    public StoresPage {
        tabs = List.copyOf(tabs);
        stores = List.copyOf(stores);
        choices = List.copyOf(choices);
        targets = List.copyOf(targets);
    }

    /**
     * What stands in a field.
     *
     * @param refusal why what was typed was not taken, null if nothing is wrong
     */
    public record Field(String text, @Nullable Sentence refusal) {}

    /**
     * What a brand asks.
     *
     * @param figure the number of its rule
     */
    public record Target(String brand, String figure, int percent) {}

    /** As it was typed. */
    public record NewTarget(
            String brand,
            String figure,
            String percent,
            @Nullable Sentence refusal) {

        static final NewTarget EMPTY = new NewTarget("", "", "", null);
    }
}
