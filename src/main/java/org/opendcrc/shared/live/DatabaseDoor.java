package org.opendcrc.shared.live;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens one connection of the application beside the pool, for somebody who keeps it as long as the house is open. */
@FunctionalInterface
public interface DatabaseDoor {

    Connection open() throws SQLException;
}
