/**
 * Questionnaires 问卷: what is asked, how answers count, and the answers that customers gave; handbook chapter 维修回访. Answers are
 * only ever added. Events out: none. Hears {@link org.opendcrc.organisation.DealerOpened}: a new dealer has the service questionnaire.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "organisation", "site"})
package org.opendcrc.questionnaires;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
