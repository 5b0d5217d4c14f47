package org.opendcrc.site;

import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on, by key and not by page number.
 *
 * @param previous address of the page before, null on the first
 * @param next address of the page after, null on the last
 * @param summary what the list shows and how it is sorted, in the person's language
 */
public record Paging(@Nullable String previous, @Nullable String next, String summary) {}
