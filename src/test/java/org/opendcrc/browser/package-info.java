@NullMarked
package org.opendcrc.browser;

import org.jspecify.annotations.NullMarked;
