package org.opendcrc.manufacturer.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.manufacturer.OemCase;
import org.opendcrc.manufacturer.OemFile;
import org.opendcrc.manufacturer.OemReport;
import org.opendcrc.manufacturer.OwedReport;
import org.opendcrc.organisation.Store;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;

/** The manufacturer's pages; all words are in the person's language already. */
public final class OemPages {

    private OemPages() {}

    public record Choice(String value, String label) {}

    /**
     * The list.
     *
     * @param stores of the form; empty for who takes nothing in
     */
    public record ListPage(
            List<Row> rows,
            List<Owed> owed,
            boolean openOnly,
            List<Choice> stores,
            List<Choice> kinds,
            String now,
            @Nullable String refusal,
            @Nullable String told) {}

    public record Row(
            String id,
            String href,
            String number,
            String oemNo,
            String customer,
            String content,
            String state,
            String next,
            boolean late,
            String store) {}

    /** A report that is owed about a case that has ended. */
    public record Owed(String href, String number, String text, boolean late) {}

    public record Fact(String name, String value) {}

    /**
     * A case.
     *
     * @param dealers whether the person is one of the dealer's and sees the case itself
     */
    public record FilePage(
            UUID complaint,
            String number,
            String state,
            boolean dealers,
            List<Fact> facts,
            List<Line> reports,
            List<Line> instructions,
            boolean mayReport,
            boolean mayInstruct,
            List<Choice> kinds,
            @Nullable String refusal) {}

    public record Line(String at, String title, String words, String note, boolean bad) {}

    static Row row(OemCase it, Instant now, Msg msg) {
        var today = now.atZone(it.zone()).toLocalDate();
        var late = it.nextDueAt().filter(due -> !now.isBefore(due)).isPresent();
        return new Row(
                "row-" + it.complaintId(),
                "/manufacturer/cases/" + it.complaintId(),
                it.number(),
                it.oemNo().orElseGet(() -> msg.t("oem.ours")),
                it.customer().orElse(Msg.NONE),
                it.content(),
                msg.t("complaint.state." + it.state()),
                it.nextDueAt()
                        .map(due -> msg.t(
                                it.statusAt().isEmpty()
                                        ? "oem.next.status"
                                        : it.resultAt().isEmpty() ? "oem.next.result" : "oem.next.progress",
                                msg.moment(due.minusSeconds(60), it.zone(), today)))
                        .orElseGet(() -> it.finalAt().isPresent() ? msg.t("oem.next.none") : Msg.NONE),
                late,
                it.store());
    }

    static Owed owed(OwedReport it, Instant now, Msg msg) {
        var today = now.atZone(it.zone()).toLocalDate();
        return new Owed(
                "/manufacturer/cases/" + it.complaintId(),
                it.number(),
                msg.t("oem.owed." + it.kind(), msg.moment(it.dueAt().minusSeconds(60), it.zone(), today)),
                it.missed());
    }

    static List<Choice> kinds(Msg msg) {
        return Arrays.stream(ComplaintKind.values())
                .map(it -> new Choice(it.name(), msg.t("complaint.kind." + it)))
                .toList();
    }

    static List<Choice> stores(List<Store> stores) {
        return stores.stream()
                .map(it -> new Choice(it.id().toString(), it.name()))
                .toList();
    }

    static FilePage file(OemFile file, Actor actor, @Nullable String refusal, Instant now, Msg msg) {
        var it = file.oemCase();
        var zone = it.zone();
        var today = now.atZone(zone).toLocalDate();
        return new FilePage(
                it.complaintId(),
                it.number(),
                msg.t("complaint.state." + it.state()),
                actor.may(UseCase.READ_COMPLAINTS, it.storeId()),
                List.of(
                        new Fact(msg.t("oem.no"), it.oemNo().orElseGet(() -> msg.t("oem.ours"))),
                        new Fact(msg.t("oem.customer"), it.customer().orElse(Msg.NONE)),
                        new Fact(msg.t("oem.plate"), it.plate().orElse(Msg.NONE)),
                        new Fact(msg.t("oem.store"), it.store()),
                        new Fact(msg.t("oem.content"), it.content()),
                        new Fact(msg.t("oem.received"), msg.moment(it.receivedAt(), zone, today)),
                        new Fact(
                                msg.t("oem.contacted"),
                                it.contactedAt()
                                        .map(at -> msg.moment(at, zone, today))
                                        .orElseGet(() ->
                                                msg.t("oem.contactBy", msg.moment(it.contactDueAt(), zone, today)))),
                        new Fact(msg.t("oem.next"), row(it, now, msg).next()),
                        new Fact(msg.t("oem.missed"), Integer.toString(it.missed()))),
                file.reports().stream()
                        .map(one -> new Line(
                                msg.moment(one.writtenAt(), zone, today),
                                msg.t("oem.kind." + one.kind()),
                                one.words(),
                                msg.t(
                                        "oem.state." + one.state(),
                                        one.writtenBy(),
                                        one.mailTo().orElse(""),
                                        one.trouble().orElse("")),
                                one.state() == OemReport.State.FAILED))
                        .toList(),
                file.instructions().stream()
                        .map(one -> new Line(msg.moment(one.at(), zone, today), one.by(), one.words(), "", false))
                        .toList(),
                actor.may(UseCase.REPORT_TO_MANUFACTURER, it.storeId()),
                actor.may(UseCase.INSTRUCT_AS_MANUFACTURER, it.storeId()),
                Arrays.stream(OemReport.Kind.values())
                        .map(kind -> new Choice(kind.name(), msg.t("oem.kind." + kind)))
                        .toList(),
                refusal);
    }
}
