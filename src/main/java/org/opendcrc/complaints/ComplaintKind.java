package org.opendcrc.complaints;

/** CP-18: the handbook's seven kinds. Their words are the messages below {@code complaint.kind.}. */
public enum ComplaintKind {
    /** 产品 */
    PRODUCT,
    /** 修理技能 */
    REPAIR_SKILL,
    /** 修理费用 */
    REPAIR_COST,
    /** 接待 */
    RECEPTION,
    /** 购买 */
    PURCHASE,
    /** 零件 */
    PARTS,
    /** 多元 */
    MULTIPLE
}
