package org.opendcrc.shared;

/**
 * Brings the rows of one kind of file into the house: the owning chapter's side of an import. Runs within the transaction of the
 * file. Each staged row is left in a state that says what became of it: {@code new}, {@code changed}, {@code unchanged}, {@code
 * superseded}, {@code rejected} or {@code waiting}; {@link StagedRows} has the steps that all have in common.
 */
public interface Merge {

    /**
     * The staging table, with its schema. It has the columns {@code dealer_id, run_id, line, id, row_key, digest, state,
     * refused_column, refused_why, warnings, waits_for, needs_store, needs} beside its own.
     */
    String staging();

    /** Merges what lies in the staging table for that run. */
    MergeResult merge(MergeRun run);
}
