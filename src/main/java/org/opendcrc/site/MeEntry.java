package org.opendcrc.site;

/** A line in the menu under a person's own name (password, personal settings), contributed as a bean; seen by everyone. */
public record MeEntry(String labelKey, String href, String icon, int order) {}
