package org.opendcrc.guarantees;

import java.util.UUID;

/** One problem of a car 同一产品质量问题, as people named it. */
public record Problem(UUID id, String name, Nature nature) {

    /** What it is about, which decides how many repairs the law bears (Art. 24). */
    public enum Nature {
        /** Any other: a fifth repair is one too many. */
        ORDINARY(GuaranteeLaw.MOST_REPAIRS + 1, GuaranteeLaw.WARNING_REPAIRS),
        /** A serious defect of safety: two repairs in vain. */
        SAFETY(2, 1),
        /** Engine, gearbox, traction battery or drive motor were replaced twice in vain. */
        ASSEMBLY(2, 1),
        /** The same main part was replaced twice in vain. */
        MAIN_PART(2, 1);

        private final int ground;
        private final int warning;

        Nature(int ground, int warning) {
            this.ground = ground;
            this.warning = warning;
        }

        /** The repair that gives the customer the right to exchange or return. */
        public int ground() {
            return ground;
        }

        /** The repair at which somebody is called. */
        int warning() {
            return warning;
        }
    }
}
