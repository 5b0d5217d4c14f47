package org.opendcrc.complaints.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who acts for whom in a store, and what is expected of each channel; all words are in the person's language already. */
public record TermsPage(
        String store,
        String storeName,
        List<Cover> covers,
        List<CasePage.Choice> handlers,
        List<Channel> channels,
        @Nullable String refusal) {

    public record Cover(String id, String staff, String by, String from, String until) {}

    public record Channel(String source, String name, int hours, int days, List<CasePage.Choice> manners) {}
}
