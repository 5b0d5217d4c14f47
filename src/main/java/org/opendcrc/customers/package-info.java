/** Customers 客户 of a dealer: people and organisations, their telephone numbers and the persons to talk to. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "site", "audit", "organisation"})
package org.opendcrc.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
