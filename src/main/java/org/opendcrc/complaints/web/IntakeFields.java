package org.opendcrc.complaints.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.complaints.CaseSheet;
import org.opendcrc.complaints.Complainant;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.Emergency;
import org.opendcrc.complaints.GradeMark;
import org.opendcrc.complaints.Intake;
import org.opendcrc.complaints.IntakeDesk;

/** The fields of a new complaint as somebody sent them, by page or by machine; what is wrong is a {@link StepFields.Wrong}. */
record IntakeFields(StepFields fields) {

    /** Chosen instead of a customer in the file. */
    static final String NONE_OF_THESE = "NONE";

    static IntakeFields of(Map<String, String> values, ZoneId zone) {
        return new IntakeFields(new StepFields(values, zone));
    }

    Intake intake(UUID store, Instant now) {
        return new Intake(
                store,
                one(ComplaintSource.class, "source"),
                one(ComplaintKind.class, "kind"),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                text("content"),
                text("receivedAt").isBlank() ? now : fields.at("receivedAt"),
                Boolean.parseBoolean(text("spokenAbout")));
    }

    CaseSheet sheet() {
        return new CaseSheet(
                text("complainant").isBlank() ? Complainant.CUSTOMER : one(Complainant.class, "complainant"),
                "",
                Optional.empty(),
                text("sourceNo"),
                text("people"),
                text("happened"),
                text("place"),
                text("object"),
                text("demand"),
                id("accused"),
                marks(),
                text("emergency").isBlank() ? Optional.empty() : Optional.of(one(Emergency.class, "emergency")),
                heard(),
                text("answerBy").isBlank() ? Optional.empty() : Optional.of(fields.at("answerBy")));
    }

    IntakeDesk.Who who() {
        var chosen = text("known");
        var none = chosen.equals(NONE_OF_THESE);
        var known = (none ? "" : chosen).split("\\|", -1); // a customer and one of his cars, chosen together
        return new IntakeDesk.Who(
                known[0].isBlank() ? id("customer") : Optional.of(uuid("known", known[0])),
                known.length > 1 && !known[1].isBlank() ? Optional.of(uuid("known", known[1])) : id("vehicle"),
                text("phone"),
                text("plate"),
                text("name"),
                none);
    }

    private Set<GradeMark> marks() {
        var marks = EnumSet.noneOf(GradeMark.class);
        Arrays.stream(text("marks").split("[, ]+", -1))
                .filter(it -> !it.isBlank())
                .forEach(it -> marks.add(one(GradeMark.class, "marks", it)));
        return marks;
    }

    private CaseSheet.Heard heard() {
        var said = text("matter").strip();
        if (said.isEmpty()) {
            return new CaseSheet.Heard.NotSaid();
        }
        return said.equals("NEW") ? new CaseSheet.Heard.New() : new CaseSheet.Heard.Of(uuid("matter", said));
    }

    private String text(String name) {
        return fields.text(name);
    }

    private Optional<UUID> id(String name) {
        return text(name).isBlank() ? Optional.empty() : Optional.of(uuid(name, text(name)));
    }

    private static UUID uuid(String name, String value) {
        try {
            return UUID.fromString(value.strip());
        } catch (IllegalArgumentException _) {
            throw new StepFields.Wrong(name);
        }
    }

    private <E extends Enum<E>> E one(Class<E> choices, String name) {
        return one(choices, name, text(name));
    }

    private static <E extends Enum<E>> E one(Class<E> choices, String name, String value) {
        try {
            return Enum.valueOf(choices, value.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new StepFields.Wrong(name);
        }
    }
}
