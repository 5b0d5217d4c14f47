/** The pages on which questionnaires are designed, and their interface for programs. */
@NullMarked
package org.opendcrc.questionnaires.web;

import org.jspecify.annotations.NullMarked;
