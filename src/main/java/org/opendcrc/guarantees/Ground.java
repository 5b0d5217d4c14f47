package org.opendcrc.guarantees;

/** What gives a customer a right under the three guarantees. */
public enum Ground {
    /** Within seven days an assembly needs replacing: exchange or return (Art. 22). */
    FIRST_WEEK,
    /** Within sixty days or 3,000 km an assembly is faulty: it is replaced as a whole (Art. 20). */
    EARLY_ASSEMBLY,
    /** Within sixty days or 3,000 km steering or brakes fail, the body cracks, fuel leaks, the battery burns: exchange or return (Art. 23). */
    EARLY_SAFETY,
    /** A serious defect of safety was repaired twice in vain (Art. 24). */
    SAFETY,
    /** An assembly was replaced twice in vain (Art. 24). */
    ASSEMBLY,
    /** The same main part was replaced twice in vain (Art. 24). */
    MAIN_PART,
    /** More than thirty days of repair (Art. 24). */
    DAYS,
    /** A fifth repair of one problem (Art. 24). */
    REPAIRS
}
