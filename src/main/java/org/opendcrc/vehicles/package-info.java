/**
 * Vehicles 车辆, their owners from when to when, and the stores' repair orders 维修委托书. Events out: {@link
 * org.opendcrc.vehicles.VisitsRecorded}, {@link org.opendcrc.vehicles.SalesRecorded}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "site", "audit", "organisation", "customers"})
package org.opendcrc.vehicles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
