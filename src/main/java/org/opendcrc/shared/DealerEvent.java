package org.opendcrc.shared;

/** An event of one dealer. A listener's dealer context is set from it before its transaction begins. */
public interface DealerEvent {

    int dealerId();
}
