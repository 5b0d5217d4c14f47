package org.opendcrc.messaging;

/** Why a customer is texted: commercial texts need his consent, service texts belong to what he ordered. */
public enum TextClass {
    SERVICE,
    COMMERCIAL
}
