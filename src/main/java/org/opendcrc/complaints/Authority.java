package org.opendcrc.complaints;

/**
 * Up to which sum somebody decides by himself (CP-5); the general manager decides whatever it costs.
 *
 * @param staffFen of clerks, advisors and consultants; in fen, included
 * @param managerFen of managers
 * @param directorFen of directors
 */
record Authority(long staffFen, long managerFen, long directorFen) {

    /** The lowest rank that may decide about that sum. */
    Rank rankFor(long costFen) {
        if (costFen <= staffFen) {
            return Rank.STAFF;
        }
        if (costFen <= managerFen) {
            return Rank.MANAGER;
        }
        return costFen <= directorFen ? Rank.DIRECTOR : Rank.GENERAL_MANAGER; // CP-6
    }

    boolean isWithin(Rank rank, long costFen) {
        return rank.isAtLeast(rankFor(costFen)); // CP-5
    }
}
