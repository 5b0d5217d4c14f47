package org.opendcrc.shared;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What became of the rows of one file, each counted once.
 *
 * @param created rows that brought something new
 * @param changed rows that changed something known
 * @param unchanged rows that said what was known already
 * @param superseded rows overtaken by a later row of the same key
 * @param rejected rows that the owning chapter could not take
 * @param waiting rows that wait for a later file, such as an order of an unknown car
 */
public record MergeResult(int created, int changed, int unchanged, int superseded, int rejected, int waiting) {

    /** Of a row with a column for each count. */
    static MergeResult of(ResultSet row) throws SQLException {
        return new MergeResult(
                row.getInt("created"),
                row.getInt("changed"),
                row.getInt("unchanged"),
                row.getInt("superseded"),
                row.getInt("rejected"),
                row.getInt("waiting"));
    }
}
