package org.opendcrc.dms.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.site.Frame;

/**
 * What a dealer's headings and words mean.
 *
 * @param refusal why the last decision was not taken; null where nothing was refused
 * @param open how many wait for a decision, in words; null where none does
 */
public record MappingsPage(
        Frame frame, @Nullable String refusal, @Nullable String open, List<Heading> headings, List<Word> words) {

    /**
     * A heading of the dealer's own.
     *
     * @param chosen the choice that the form offers
     * @param suggested whether that is a suggestion nobody has confirmed
     */
    public record Heading(
            String kindWord,
            String kind,
            String written,
            boolean decided,
            String chosen,
            boolean suggested,
            String seen,
            List<PreviewPage.Choice> choices) {}

    /** A word of the dealer's own. */
    public record Word(
            String topic,
            String column,
            String written,
            boolean decided,
            String chosen,
            String seen,
            List<PreviewPage.Choice> choices) {}
}
