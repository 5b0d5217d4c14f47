package org.opendcrc.casebook;

import org.opendcrc.site.Msg;

/** The forms that a case is printed on. */
public final class PaperForms {

    private PaperForms() {}

    /** 投诉业务处理表单 kh-03-01. */
    public static PaperForm handling(CasePaper paper, Msg msg) {
        return CaseForms.handling(paper, msg);
    }

    /** 投诉业务处理回访表单 kh-03-02. */
    public static PaperForm check(CasePaper paper, Msg msg) {
        return CaseForms.check(paper, msg);
    }

    /** 投诉业务汇总周报表 kh-03-03 (ku-03-03). */
    public static PaperForm week(PostedWeek week, Msg msg) {
        return WeekForm.of(week, msg);
    }
}
