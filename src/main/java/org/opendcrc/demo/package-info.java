/**
 * The invented dealer 恒远汽车: his files, made from a seed, and the first start that brings them in through the import. Nothing here
 * writes to another chapter's tables. No events in or out.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"appointments", "dms", "organisation", "calendar", "shared", "site"})
package org.opendcrc.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
