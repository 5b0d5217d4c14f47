package org.opendcrc.messaging.web;

/** A page of this chapter in the row above them; {@code label} is a key of the message bundles. */
public record TextsTab(String label, String href, boolean active) {}
