@NullMarked
package org.opendcrc.workbench.web;

import org.jspecify.annotations.NullMarked;
