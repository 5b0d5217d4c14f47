package org.opendcrc.complaints.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendcrc.complaints.CaseAction;
import org.opendcrc.complaints.CaseDetails;
import org.opendcrc.complaints.CaseView;
import org.opendcrc.complaints.EscalatedTo;
import org.opendcrc.complaints.NoticeState;
import org.opendcrc.complaints.OutsideRole;
import org.opendcrc.site.Msg;

/** Who outside is to be called about a case, with what went out to him: the person first, then what he was sent. */
final class OutsideCard {

    private OutsideCard() {}

    /** Shown where the case has gone outside, or this person may bring it there now. */
    static boolean isWanted(CaseView view) {
        return view.file().line().crisis()
                || !view.details().notices().isEmpty()
                || view.escalatedTo()
                        .filter(it -> it.compareTo(EscalatedTo.GENERAL_MANAGER) > 0)
                        .isPresent()
                || (view.offered().contains(CaseAction.ASK_HELP)
                        && view.details().deadlines().stream()
                                .anyMatch(it -> it.rule().equals("CP-2") && it.running()));
    }

    static List<CasePage.Outside> of(CaseDetails details, ZoneId zone, Instant now, Msg msg) {
        var shown = new ArrayList<CasePage.Outside>();
        for (var role : OutsideRole.values()) {
            var people =
                    details.outside().stream().filter(it -> it.role() == role).toList();
            var latest =
                    details.notices().stream().filter(it -> it.role() == role).toList();
            for (var him : people) {
                var news = latest.stream()
                        .filter(it -> it.name().equals(him.name()))
                        .findFirst();
                shown.add(new CasePage.Outside(
                        msg.t("complaint.outside." + role),
                        him.name(),
                        him.phone(),
                        him.phone().isEmpty() ? "" : OutsidePage.dial(him.phone()),
                        him.email(),
                        news.map(it -> words(it, zone, now, msg)).orElse(""),
                        news.filter(it -> it.state() == NoticeState.FAILED || it.state() == NoticeState.CALL)
                                .isPresent()));
            }
            if (people.isEmpty() && !latest.isEmpty()) {
                shown.add(new CasePage.Outside(
                        msg.t("complaint.outside." + role),
                        Optional.of(latest.getFirst().name())
                                .filter(it -> !it.isEmpty())
                                .orElseGet(() -> msg.t("complaint.outside.nobody")),
                        "",
                        "",
                        "",
                        words(latest.getFirst(), zone, now, msg),
                        latest.getFirst().state() != NoticeState.SENT));
            }
        }
        return shown;
    }

    private static String words(CaseDetails.Notice it, ZoneId zone, Instant now, Msg msg) {
        return switch (it.state()) {
            case QUEUED -> msg.t("complaint.notice.QUEUED", CasePage.moment(it.at(), zone, now, msg));
            case SENT ->
                msg.t(
                        "complaint.notice.SENT",
                        CasePage.moment(it.sentAt().orElse(it.at()), zone, now, msg),
                        it.email());
            case FAILED -> msg.t("complaint.notice.FAILED", it.trouble());
            case CALL -> msg.t("complaint.notice." + it.trouble());
        };
    }
}
