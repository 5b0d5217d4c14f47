package org.opendcrc.shared.database;

import java.util.Set;

/**
 * Which tables hold no dealer's data of their own and are therefore free of row-level security and of {@code dealer_id} in every
 * statement: the closed list. The walk through the catalogue and the scan of the statements both use it.
 */
public final class Tenancy {

    /** Schemas of which no table is a dealer's. */
    public static final Set<String> UNTENANTED_SCHEMAS = Set.of("directory", "infrastructure");

    /** Tables that an import fills by COPY, which PostgreSQL refuses under row-level security; keyed by dealer and run, empty between runs. */
    public static final String STAGING_SUFFIX = "_staging";

    private Tenancy() {}

    /** Whether the rows of that table belong to dealers. */
    public static boolean isDealers(String schema, String table) {
        return !UNTENANTED_SCHEMAS.contains(schema) && !table.endsWith(STAGING_SUFFIX);
    }
}
