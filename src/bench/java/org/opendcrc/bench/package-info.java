/** Measures the program as it is shipped, as ratios to what the database alone can do; {@code ./bench} runs it. Not part of the program. */
@NullMarked
package org.opendcrc.bench;

import org.jspecify.annotations.NullMarked;
