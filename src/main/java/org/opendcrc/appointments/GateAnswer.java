package org.opendcrc.appointments;

import org.opendcrc.shared.Sentence;

/** What the gate book says to an arrival. */
public sealed interface GateAnswer {

    record Written(GateEntry entry) implements GateAnswer {}

    /** The same was sent before: nothing was written twice. */
    record Repeated(GateEntry entry) implements GateAnswer {}

    /** That plate has come in today; it is written again if somebody says that it really came again. */
    record AlreadyIn(GateEntry first) implements GateAnswer {}

    /** The writer's key stands for another arrival. */
    record KeyTaken(GateEntry other) implements GateAnswer {}

    /** Nothing was written; {@code field} is wrong. */
    record Incomplete(String field, Sentence sentence) implements GateAnswer {}
}
