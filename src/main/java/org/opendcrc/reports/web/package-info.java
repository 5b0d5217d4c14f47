/** The pages, the wall and the interface for machines of the reports. */
@NullMarked
package org.opendcrc.reports.web;

import org.jspecify.annotations.NullMarked;
