package org.opendcrc.organisation;

import org.opendcrc.shared.DealerEvent;

/** A dealer with his stores has come into being; each chapter makes its defaults in the same transaction. */
public record DealerOpened(int dealerId) implements DealerEvent {}
