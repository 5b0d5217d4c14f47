package org.opendcrc.complaints.web;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.complaints.CaseAction;
import org.opendcrc.complaints.CaseStep;
import org.opendcrc.complaints.Check;
import org.opendcrc.complaints.Closing;
import org.opendcrc.complaints.Consent;
import org.opendcrc.complaints.CrisisStep;
import org.opendcrc.complaints.EscalatedTo;
import org.opendcrc.complaints.Grade;
import org.opendcrc.complaints.ReplyManner;
import org.opendcrc.complaints.Root;
import org.opendcrc.complaints.StandstillReason;

/**
 * The fields of a step as somebody sent them, by page or by machine, in the words of both.
 *
 * @param values by name; what is missing is as empty
 * @param zone in which a time without an offset is meant: the store's
 */
record StepFields(Map<String, String> values, ZoneId zone) {

    /** A field that cannot be read. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String field;

        Wrong(String field) {
            super(field);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /** @throws Wrong if a field that it takes cannot be read */
    CaseStep step(CaseAction action) {
        return switch (action) {
            case CONTACT -> throw new Wrong("action"); // the first contact has an address of its own
            case ATTEMPT -> new CaseStep.Attempt(at("at"), text("words"));
            case TELL -> new CaseStep.Tell(at("at"), text("words"));
            case CHECK ->
                new CaseStep.Check(
                        one(Check.class, "ending"), at("at"), text("words"), step("speed"), step("attitude"));
            case NOTE -> new CaseStep.Note(text("words"));
            case CONFIRM -> new CaseStep.Confirm(text("words"));
            case ASSIGN -> new CaseStep.Assign(id("handler"), text("words"));
            case ACCUSE -> new CaseStep.Accuse(id("staff"));
            case INVESTIGATE -> new CaseStep.Investigate();
            case FINDINGS ->
                new CaseStep.Findings(
                        text("root").isBlank() ? Optional.empty() : Optional.of(one(Root.class, "root")),
                        text("cause"),
                        text("department"),
                        text("responsible"),
                        text("coResponsible"),
                        text("correction"),
                        text("prevention"));
            case PROPOSE ->
                new CaseStep.Propose(
                        text("title"), text("pros"), text("cons"), fen(), text("takes"), flag("recommended"));
            case APPROVE -> new CaseStep.Approve(id("plan"));
            case REFUSE -> new CaseStep.Refuse(id("plan"), text("words"));
            case AGREE -> new CaseStep.Agree(id("plan"), one(Consent.class, "manner"), text("words"));
            case EXECUTE -> new CaseStep.Execute();
            case SOLVE -> new CaseStep.Solve(text("remedy"), fen());
            case COUNTERSIGN -> new CaseStep.Countersign();
            case SET_GOAL -> new CaseStep.SetGoal(text("goal"));
            case CLOSE ->
                new CaseStep.Close(
                        text("words"),
                        text("toldAt").isBlank() ? Optional.empty() : Optional.of(at("toldAt")),
                        text("manner").isBlank()
                                ? Optional.empty()
                                : Optional.of(one(ReplyManner.class, "manner"))); // CP-11
            case CLOSE_UNRESOLVED -> new CaseStep.CloseUnresolved(one(Closing.class, "how"), text("words"));
            case WITHDRAW -> new CaseStep.Withdraw(text("words"));
            case MERGE -> new CaseStep.Merge(text("into"));
            case ESCALATE -> new CaseStep.Escalate(one(EscalatedTo.class, "to"), text("words"));
            case REGRADE -> new CaseStep.Regrade(one(Grade.class, "grade"), text("words"));
            case NEED_HELP -> new CaseStep.NeedHelp(text("words"), text("calmed"));
            case ASK_HELP -> new CaseStep.AskHelp(one(EscalatedTo.class, "to"), at("at"), text("words"));
            case HELP_ANSWERED -> new CaseStep.HelpAnswered(text("words"));
            case DECLARE_CRISIS -> new CaseStep.DeclareCrisis(text("words"));
            case CRISIS_STEP ->
                new CaseStep.CrisisDone(
                        one(CrisisStep.class, "step"),
                        at("at"),
                        text("arrivesAt").isBlank() ? Optional.empty() : Optional.of(at("arrivesAt")),
                        text("words"));
            case END_CRISIS -> new CaseStep.EndCrisis(text("words"));
            case PROMISE -> new CaseStep.Promise(at("answerBy"), text("words"));
            case KEEP_PROMISE -> new CaseStep.KeepPromise(id("promise"), at("at"), text("words"));
            case ANSWER -> new CaseStep.Answer(one(ReplyManner.class, "manner"), text("words"));
            case STAND_STILL -> new CaseStep.StandStill(one(StandstillReason.class, "reason"), text("words"));
            case GO_ON -> new CaseStep.GoOn();
        };
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** One to five; empty for not asked. */
    private Optional<Integer> step(String name) {
        try {
            return text(name).isBlank()
                    ? Optional.empty()
                    : Optional.of(Integer.valueOf(text(name).strip()));
        } catch (NumberFormatException _) {
            throw new Wrong(name);
        }
    }

    private boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    private UUID id(String name) {
        try {
            return UUID.fromString(text(name).strip());
        } catch (IllegalArgumentException _) {
            throw new Wrong(name);
        }
    }

    private <E extends Enum<E>> E one(Class<E> choices, String name) {
        try {
            return Enum.valueOf(choices, text(name).strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new Wrong(name);
        }
    }

    Instant at(String name) {
        var typed = text(name).strip();
        try {
            return OffsetDateTime.parse(typed).toInstant();
        } catch (DateTimeException _) {
            try {
                return LocalDateTime.parse(typed.replace(' ', 'T')).atZone(zone).toInstant();
            } catch (DateTimeException _) {
                throw new Wrong(name);
            }
        }
    }

    /** An amount in fen, or typed in yuan. */
    private long fen() {
        var name = text("costFen").isBlank() ? "cost" : "costFen";
        try {
            var typed = new BigDecimal(text(name).strip().replace(",", ""));
            var fen = (name.equals("cost") ? typed.movePointRight(2) : typed).longValueExact();
            if (fen < 0) {
                throw new Wrong(name);
            }
            return fen;
        } catch (NumberFormatException _) {
            throw new Wrong(name);
        } catch (ArithmeticException _) {
            throw new Wrong(name); // a fraction of a fen
        }
    }
}
