package org.opendcrc.organisation;

/** A page of the administration in the row above them. {@code labelKey} is a key of the message bundles. */
public record AdministrationTab(String labelKey, String href, boolean active) {}
