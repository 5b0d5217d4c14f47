package org.opendcrc.followups.web;

import java.util.List;
import java.util.Optional;
import org.opendcrc.followups.CallFile;
import org.opendcrc.followups.FileCheck;
import org.opendcrc.followups.FileItem;
import org.opendcrc.followups.web.CallPage.Fact;
import org.opendcrc.followups.web.CallPage.Facts;
import org.opendcrc.followups.web.CallPage.FileLine;
import org.opendcrc.site.Msg;

/** The check of what the file says of a buyer 档案核实, before it is asked and afterwards. */
final class SaleChecks {

    private SaleChecks() {}

    /** What is to be checked in a call; empty where it is about no sale. */
    static List<FileLine> lines(CallFile file, CallForm form, Msg msg) {
        return file.around().sale().stream()
                .flatMap(sale -> FileItem.CHECKED.stream().map(it -> line(it, inFile(it, file, sale), form, msg)))
                .toList();
    }

    private static FileLine line(FileItem item, Optional<String> inFile, CallForm form, Msg msg) {
        return new FileLine(
                item.name(),
                msg.t("followups.item." + item),
                inFile.orElse(Msg.NONE),
                form.checks().getOrDefault(item.name(), FileCheck.Answer.NOT_ASKED.name()),
                form.rights().getOrDefault(item.name(), ""),
                item == FileItem.PHONE);
    }

    private static Optional<String> inFile(FileItem item, CallFile file, CallFile.Sale sale) {
        return switch (item) {
            case NAME -> Optional.of(file.customer().name());
            case PHONE -> file.phones().stream().findFirst().map(it -> Phones.shown(it.e164()));
            case ADDRESS -> sale.address();
            case PROVINCE, CITY, POSTCODE -> Optional.empty();
        };
    }

    /** What was said of the file, as it is kept; empty where nobody was asked. */
    static Optional<Facts> kept(CallFile file, Msg msg) {
        return file.around()
                .sale()
                .map(CallFile.Sale::checked)
                .filter(it -> !it.isEmpty())
                .map(checked -> new Facts(
                        "check-card",
                        "id-badge",
                        msg.t("followups.check"),
                        checked.stream().map(it -> fact(it, msg)).toList()));
    }

    private static Fact fact(CallFile.Checked checked, Msg msg) {
        var said = msg.t("followups.check." + checked.answer());
        var inFile = checked.inFile()
                .map(it -> checked.item() == FileItem.PHONE ? Phones.shown(it) : it)
                .orElse(Msg.NONE);
        return new Fact(
                msg.t("followups.item." + checked.item()),
                checked.right()
                        .map(it -> msg.t("followups.check.kept.right", inFile, said, it))
                        .orElseGet(() -> msg.t("followups.check.kept", inFile, said)));
    }
}
