package org.opendcrc.casebook.web;

import java.util.List;
import org.opendcrc.casebook.PaperForm;
import org.opendcrc.casebook.PostedWeek;

/**
 * A form on its sheet of paper.
 *
 * @param printed who printed it when
 */
public record PrintedForm(String back, String store, PaperForm form, String printed) {

    /** The weekly summary on its sheet, and what one can do with it. */
    public record Week(
            String back,
            String store,
            String title,
            String number,
            String period,
            String frozen,
            PaperForm form,
            List<Choice> weeks,
            boolean mayRemark,
            boolean maySign,
            String words,
            String measures,
            String action,
            String printed,
            PostedWeek week) {}

    public record Choice(String href, String label, boolean chosen) {}
}
