@NullMarked
package org.opendcrc.operations.web;

import org.jspecify.annotations.NullMarked;
