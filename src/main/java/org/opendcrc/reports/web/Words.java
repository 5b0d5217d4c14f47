package org.opendcrc.reports.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.reports.Figure;
import org.opendcrc.reports.Figures;
import org.opendcrc.reports.FrozenReport;
import org.opendcrc.reports.Mean;
import org.opendcrc.reports.ReportRow;
import org.opendcrc.reports.ReportStore;
import org.opendcrc.reports.Share;
import org.opendcrc.site.Msg;

/** How figures are written for people, in the reader's language. */
record Words(Msg msg) {

    String count(Figures figures, Figure figure) {
        return figures.counts().containsKey(figure) ? msg.number(figures.count(figure)) : Msg.NONE;
    }

    /** Shown with one decimal; a share of nothing is a dash, never 0 %. */
    String share(Share share) {
        return msg.percent(share.value().orElse(null));
    }

    String partOf(Share share) {
        return msg.number(share.part()) + " / " + msg.number(share.whole());
    }

    String mean(Mean mean) {
        return mean.value().map(this::oneDecimal).orElse(Msg.NONE);
    }

    private String oneDecimal(BigDecimal value) {
        return value.setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    String figure(Figure figure) {
        return msg.t("reports.figure." + figure.word());
    }

    /** The name of a figure or of a grievance's item; of all rows, if the word is empty. */
    String figure(String word, Map<String, String> items) {
        if (word.startsWith(ReportRow.ITEM)) {
            var item = word.substring(ReportRow.ITEM.length());
            return msg.t("reports.item", items.getOrDefault(item, item));
        }
        return Figure.ofWord(word).map(this::figure).orElseGet(() -> msg.t("reports.rows.all"));
    }

    String advisor(Optional<UUID> advisor, Map<UUID, String> names) {
        return advisor.map(it -> names.getOrDefault(it, Msg.NONE)).orElseGet(() -> msg.t("reports.noAdvisor"));
    }

    String moment(Instant moment, ReportStore store, LocalDate today) {
        return msg.moment(moment, store.zone(), today);
    }

    String frozen(FrozenReport frozen, ReportStore store, LocalDate today) {
        return msg.t("reports.frozenAt", moment(frozen.frozenAt(), store, today));
    }
}
