package org.opendcrc.shared;

/**
 * What became of the rows of one file, each counted once.
 *
 * @param created rows that brought something new
 * @param changed rows that changed something known
 * @param unchanged rows that said what was known already
 * @param superseded rows overtaken by a later row of the same key
 * @param rejected rows that the owning chapter could not take, such as an order of an unknown car
 */
public record MergeResult(int created, int changed, int unchanged, int superseded, int rejected) {}
