package org.opendcrc.demo;

import java.time.LocalDate;

/**
 * From what the invented dealer was made; kept from before the first file on, so that the same files can be made again.
 *
 * @param anchorDay the last day of the data, in the stores' zone
 * @param finished whether all files are in and all logins open
 */
record Filling(long seed, LocalDate anchorDay, int customers, boolean finished) {}
