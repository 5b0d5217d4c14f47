/** The catalogue of jobs: what runs by itself, when, and how it is driven in earnest and in simulation. */
@NullMarked
@NamedInterface("jobs")
package org.opendcrc.shared.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
