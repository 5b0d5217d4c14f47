package org.opendcrc.appointments;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendcrc.shared.Sentence;

/** Why a step of the preparation cannot be taken. */
public sealed interface PrepRefusal {

    /** The sentence that says what to do. */
    Sentence sentence();

    /** The refusal's name for machines. */
    String type();

    /** The rule's number. */
    String rule();

    /** What it carries, for machines. */
    Map<String, Object> fields();

    /** A field that the step cannot do without is empty. */
    record Missing(PrepStep step, String field) implements PrepRefusal {
        @Override
        public Sentence sentence() {
            return Sentence.of("preparation.refused.missing." + field);
        }

        @Override
        public String type() {
            return "preparation-incomplete";
        }

        @Override
        public String rule() {
            return step == PrepStep.PARTS ? "AP-21" : "AP-22";
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("step", step.name(), "field", field);
        }
    }

    /** A field is longer than its column on the board. */
    record TooLong(PrepStep step, int longest) implements PrepRefusal {
        @Override
        public Sentence sentence() {
            return Sentence.of("preparation.refused.too-long", longest);
        }

        @Override
        public String type() {
            return "preparation-incomplete";
        }

        @Override
        public String rule() {
            return "";
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("step", step.name(), "longest", longest);
        }
    }

    /** The label on the parts bears another plate than the car that is expected. */
    record PlateDiffers(String expected, String label) implements PrepRefusal {
        @Override
        public Sentence sentence() {
            return Sentence.of("preparation.refused.plate", expected, label);
        }

        @Override
        public String type() {
            return "plate-differs";
        }

        @Override
        public String rule() {
            return "AP-21";
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("expected", expected, "label", label);
        }
    }

    /** A step before it is not done. */
    record NotYet(PrepStep step, Set<PrepStep> open) implements PrepRefusal {

        public NotYet {
            open = Set.copyOf(open);
        }

        @Override
        public Sentence sentence() {
            var first = open.stream().sorted().findFirst().orElse(step);
            return Sentence.of(
                    "preparation.refused.not-yet",
                    Sentence.of("preparation.step." + first),
                    Sentence.of("preparation.step." + step));
        }

        @Override
        public String type() {
            return "step-before-is-open";
        }

        @Override
        public String rule() {
            return "AP-22";
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of(
                    "open", open.stream().sorted().map(Enum::name).collect(Collectors.toList()), "step", step.name());
        }
    }

    /** Nobody of that name works in the workshop, or he has not learnt what the jobs ask for. */
    record TechnicianLacksSkill(String technician, String skill) implements PrepRefusal {
        @Override
        public Sentence sentence() {
            return Sentence.of("preparation.refused.skill", technician, skill);
        }

        @Override
        public String type() {
            return "technician-lacks-skill";
        }

        @Override
        public String rule() {
            return "AP-25";
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("technician", technician, "skill", skill);
        }
    }

    /** The step is not done, so there is nothing to take back. */
    record NothingToTakeBack(PrepStep step) implements PrepRefusal {
        @Override
        public Sentence sentence() {
            return Sentence.of("preparation.refused.nothing", Sentence.of("preparation.step." + step));
        }

        @Override
        public String type() {
            return "nothing-to-take-back";
        }

        @Override
        public String rule() {
            return "";
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("step", step.name());
        }
    }

    /** The step cannot be told in that way: only parts are short, only customers are informed. */
    record NotOfThisStep(PrepStep step, PrepFact.Kind kind) implements PrepRefusal {
        @Override
        public Sentence sentence() {
            return Sentence.of("preparation.refused.not-of-this-step", Sentence.of("preparation.step." + step));
        }

        @Override
        public String type() {
            return "not-of-this-step";
        }

        @Override
        public String rule() {
            return "";
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("step", step.name(), "kind", kind.name());
        }
    }

    /** It was moved or cancelled, or the car is there. */
    record NotAhead(AppointmentState state, String number) implements PrepRefusal {
        @Override
        public Sentence sentence() {
            return Sentence.of("appointment.not-ahead", number, Sentence.of("appointment.state." + state));
        }

        @Override
        public String type() {
            return "appointment-not-ahead";
        }

        @Override
        public String rule() {
            return "";
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("state", state.name());
        }
    }

    /** There is nothing that the service manager could hand on: all three have their copy. */
    record AllHandedOn(String number) implements PrepRefusal {
        @Override
        public Sentence sentence() {
            return Sentence.of("preparation.refused.handed", number);
        }

        @Override
        public String type() {
            return "copies-handed-on";
        }

        @Override
        public String rule() {
            return "AP-19";
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("number", number);
        }
    }

    /** The copy has not come to its reader yet. */
    record CopyNotHandedOn(CopyReader reader) implements PrepRefusal {
        @Override
        public Sentence sentence() {
            return Sentence.of("preparation.refused.no-copy", Sentence.of("preparation.reader." + reader));
        }

        @Override
        public String type() {
            return "copy-not-handed-on";
        }

        @Override
        public String rule() {
            return "AP-19";
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("reader", reader.name());
        }
    }
}
