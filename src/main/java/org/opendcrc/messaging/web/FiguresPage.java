package org.opendcrc.messaging.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.TextFigures;
import org.opendcrc.organisation.Store;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.Msg;

/** What texts came to and cost, month by month, as it is shown. */
public record FiguresPage(
        List<TextsTab> tabs, List<TextsPage.Choice> stores, List<Month> months, String export, String billsExport) {

    public boolean hasBills() {
        return months.stream().anyMatch(it -> !it.bills().isEmpty());
    }

    /** A month; all words are in the person's language already. */
    public record Month(String name, String cost, String replies, String optOuts, List<Row> rows, List<Bill> bills) {}

    /** What a line will bill; {@code usual}: nobody wrote its price down. */
    public record Bill(
            String gateway,
            String textClass,
            boolean commercial,
            String parts,
            String price,
            boolean usual,
            String cost) {}

    /** Texts of one class and cause. */
    public record Row(
            String textClass,
            boolean commercial,
            String cause,
            String written,
            String sent,
            String delivered,
            String share,
            String failed,
            String unknown,
            String parts,
            String cost) {}

    static FiguresPage of(
            TextFigures figures,
            List<TextsTab> tabs,
            List<Store> stores,
            Optional<UUID> store,
            List<CauseLink> links,
            Msg msg) {
        return new FiguresPage(
                tabs,
                stores.stream()
                        .map(it ->
                                new TextsPage.Choice(it.id().toString(), it.name(), store.equals(Optional.of(it.id()))))
                        .toList(),
                figures.months().stream()
                        .map(it -> new Month(
                                it.month().toString(),
                                yuan(it.cost()),
                                msg.number(it.replies()),
                                msg.number(it.optOuts()),
                                it.kinds().stream()
                                        .map(kind -> row(kind, links, msg))
                                        .toList(),
                                it.bills().stream().map(bill -> bill(bill, msg)).toList()))
                        .toList(),
                "/text-figures.xlsx" + store.map(it -> "?store=" + it).orElse(""),
                "/text-bills.xlsx" + store.map(it -> "?store=" + it).orElse(""));
    }

    private static Bill bill(TextFigures.Bill it, Msg msg) {
        return new Bill(
                it.gateway().isEmpty() ? Msg.NONE : it.gateway(),
                msg.t("texts.class." + it.textClass()),
                it.textClass() == org.opendcrc.messaging.TextClass.COMMERCIAL,
                msg.number(it.parts()),
                price(it.price()),
                it.usual(),
                yuan(it.cost()));
    }

    static List<List<String>> bills(TextFigures figures, Msg msg) {
        return figures.months().stream()
                .flatMap(month -> month.bills().stream()
                        .map(it -> List.of(
                                month.month().toString(),
                                it.gateway().isEmpty() ? Msg.NONE : it.gateway(),
                                msg.t("texts.class." + it.textClass()),
                                Integer.toString(it.parts()),
                                price(it.price()),
                                yuan(it.cost()))))
                .toList();
    }

    /** Yuan with three decimals, of li. */
    private static String price(int li) {
        return BigDecimal.valueOf(li, 3).toPlainString();
    }

    private static Row row(TextFigures.Kind it, List<CauseLink> links, Msg msg) {
        return new Row(
                msg.t("texts.class." + it.textClass()),
                it.textClass() == org.opendcrc.messaging.TextClass.COMMERCIAL,
                cause(it.cause(), links, msg),
                msg.number(it.written()),
                msg.number(it.sent()),
                msg.number(it.delivered()),
                msg.percent(it.delivered(), it.sent()),
                msg.number(it.failed()),
                msg.number(it.unknown()),
                msg.number(it.parts()),
                yuan(it.cost()));
    }

    private static String cause(String cause, List<CauseLink> links, Msg msg) {
        return TextsPage.link(cause, links)
                .map(it -> msg.t(it.label()))
                .orElseGet(() -> cause.equals("phone-code") ? msg.t("figure.code") : cause);
    }

    static List<List<String>> cells(TextFigures figures, List<CauseLink> links, Msg msg) {
        return figures.months().stream()
                .flatMap(month -> month.kinds().stream()
                        .map(it -> List.of(
                                month.month().toString(),
                                msg.t("texts.class." + it.textClass()),
                                cause(it.cause(), links, msg),
                                Integer.toString(it.written()),
                                Integer.toString(it.sent()),
                                Integer.toString(it.delivered()),
                                Integer.toString(it.failed()),
                                Integer.toString(it.unknown()),
                                Integer.toString(it.parts()),
                                yuan(it.cost()))))
                .toList();
    }

    /** Yuan with two decimals, of li. */
    static String yuan(long li) {
        return BigDecimal.valueOf(li, 3).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
