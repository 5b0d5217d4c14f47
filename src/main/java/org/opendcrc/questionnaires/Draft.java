package org.opendcrc.questionnaires;

import java.time.Instant;

/**
 * A questionnaire that is being designed 草稿; no call can use it.
 *
 * @param edition counts each saving; who saves says which one he had before him
 * @param changedBy the name of who saved it last
 * @param content its version is the one that it would become
 */
public record Draft(int edition, Questionnaire content, Instant changedAt, String changedBy) {}
