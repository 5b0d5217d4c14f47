package org.opendcrc.reports;

import java.util.Optional;

/** Whose car a live row is about; shown only to those who may look at customers. */
public record RowCustomer(String name, Optional<String> plate) {}
