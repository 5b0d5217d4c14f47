package org.opendcrc.complaints.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.complaints.CaseAction;
import org.opendcrc.complaints.CaseAnswer;
import org.opendcrc.complaints.CaseDesk;
import org.opendcrc.complaints.CaseState;
import org.opendcrc.complaints.CaseView;
import org.opendcrc.complaints.Check;
import org.opendcrc.complaints.Complainant;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.complaints.ComplaintSource;
import org.opendcrc.complaints.CrisisStep;
import org.opendcrc.complaints.Emergency;
import org.opendcrc.complaints.EscalatedTo;
import org.opendcrc.complaints.Grade;
import org.opendcrc.complaints.GradeMark;
import org.opendcrc.complaints.IntakeDesk;
import org.opendcrc.complaints.NoticeState;
import org.opendcrc.complaints.OutsideRole;
import org.opendcrc.complaints.PlanState;
import org.opendcrc.complaints.Rank;
import org.opendcrc.complaints.Received;
import org.opendcrc.complaints.Signed;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Problems;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Taking complaints in and bringing them to their end, for machines: the same refusals as on the pages. */
@RestController
@RequestMapping(path = "/api/v1/complaints", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Complaints", description = "Complaints of the stores in which the person may see them")
class CasesApi {

    private final IntakeDesk intake;
    private final CaseDesk desk;
    private final Stores stores;
    private final Problems problems;
    private final Clock clock;

    CasesApi(IntakeDesk intake, CaseDesk desk, Stores stores, Problems problems, Clock clock) {
        this.intake = intake;
        this.desk = desk;
        this.stores = stores;
        this.problems = problems;
        this.clock = clock;
    }

    @Schema(name = "NewComplaint")
    record NewComplaint(
            @NotNull UUID store,
            @NotNull ComplaintSource source,
            @NotNull ComplaintKind kind,

            @NotNull @Schema(description = "The customer's words; what happened")
            String content,

            @Schema(description = "When the customer said it, with offset; now if absent") @Nullable
            OffsetDateTime receivedAt,

            @Schema(description = "Spoken about with the customer already: that is the first contact") @Nullable
            Boolean spokenAbout,

            @Nullable Complainant complainant,
            @Nullable UUID customer,
            @Nullable UUID vehicle,

            @Schema(description = "Finds the customer in the file, or takes him down with his name") @Nullable
            String phone,

            @Nullable String plate,
            @Nullable String name,

            @Schema(description = "Number of the channel") @Nullable
            String sourceNo,

            @Nullable String people,
            @Nullable String happened,
            @Nullable String place,
            @Nullable String object,
            @Nullable String demand,

            @Schema(description = "Member of staff who is complained about") @Nullable
            UUID accused,

            @Nullable List<GradeMark> marks,
            @Nullable Emergency emergency,

            @Schema(
                    description =
                            "An earlier complaint of the same matter, or NEW; if absent, the same kind about the same car counts",
                    example = "NEW")
            @Nullable
            String matter,

            @Schema(description = "Until when an answer was promised, with offset") @Nullable
            OffsetDateTime answerBy) {

        Map<String, String> values() {
            var values = new HashMap<String, String>();
            put(values, "source", source);
            put(values, "kind", kind);
            put(values, "content", content);
            put(values, "receivedAt", receivedAt);
            put(values, "spokenAbout", spokenAbout);
            put(values, "complainant", complainant);
            put(values, "customer", customer);
            put(values, "vehicle", vehicle);
            put(values, "phone", phone);
            put(values, "plate", plate);
            put(values, "name", name);
            put(values, "sourceNo", sourceNo);
            put(values, "people", people);
            put(values, "happened", happened);
            put(values, "place", place);
            put(values, "object", object);
            put(values, "demand", demand);
            put(values, "accused", accused);
            put(
                    values,
                    "marks",
                    marks == null ? null : marks.stream().map(Enum::name).collect(Collectors.joining(" ")));
            put(values, "emergency", emergency);
            put(values, "matter", matter);
            put(values, "answerBy", answerBy);
            return values;
        }
    }

    private static void put(Map<String, String> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
    }

    @Schema(name = "ComplaintOpened")
    record Opened(UUID id, String number, Instant contactDueAt) {}

    @Schema(
            name = "ComplaintStep",
            description = "A step and what it takes; fields that it does not take are left aside")
    record Step(
            @NotNull CaseAction action,

            @Schema(description = "Version of the complaint as it was read")
            int version,

            @Schema(
                    description =
                            "By name: words, at, calmed, toldAt, ending, speed, attitude, handler, staff, root, cause, department, responsible, coResponsible, correction, "
                                    + "prevention, title, pros, cons, costFen, takes, recommended, plan, manner, remedy, goal, how, into, to, "
                                    + "grade, step, arrivesAt, answerBy, promise, reason. Times with offset.",
                    example = "{\"words\": \"已向客户说明\"}")
            @Nullable
            Map<String, String> fields) {}

    @Schema(name = "ComplaintPlan")
    record Plan(
            UUID id,
            int round,
            String title,
            String pros,
            String cons,
            long costFen,
            String takes,
            boolean recommended,
            PlanState state,

            @Schema(description = "Whose authority it takes beyond the handler's") @Nullable
            Rank needs,

            @Nullable String approvedBy) {}

    @Schema(name = "ComplaintDeadline")
    record Deadline(
            @Schema(example = "CP-33") String rule,
            String subject,
            Instant dueAt,
            @Nullable Instant metAt,
            @Nullable Instant missedAt,
            boolean withdrawn) {}

    @Schema(name = "ComplaintSignature")
    record Signature(int round, Signed what, String by, Rank rank, Instant at) {}

    @Schema(name = "ComplaintCheckCall")
    record Checked(
            int round,
            Check ending,
            Instant at,
            @Nullable String by,
            String words,

            @Schema(description = "How fast the customer found it, one to five") @Nullable
            Integer speed,

            @Schema(description = "How he found the way he was dealt with, one to five") @Nullable
            Integer attitude) {}

    @Schema(
            name = "ComplaintNotice",
            description = "What went out to somebody outside the house, or that somebody has to call")
    record Notice(
            OutsideRole role,
            String cause,
            String name,
            String phone,
            String email,
            Instant at,
            NoticeState state,
            @Nullable Instant sentAt,
            String trouble) {}

    @Schema(name = "ComplaintEscalation")
    record Escalation(
            EscalatedTo to,
            String why,
            Instant at,
            @Nullable String by,
            String words) {}

    @Schema(name = "ComplaintPromise")
    record Promise(
            UUID id,
            Instant answerBy,
            String words,
            @Nullable Instant keptAt) {}

    @Schema(name = "ComplaintCrisisStep")
    record Crisis(
            CrisisStep step,
            Instant at,
            String by,
            @Nullable Instant arrivesAt,
            String words) {}

    @Schema(name = "ComplaintCase")
    record Case(
            UUID id,
            String number,
            CaseState state,
            Grade grade,
            boolean crisis,
            int round,
            @Nullable EscalatedTo escalatedTo,

            @Schema(description = "To be sent back with a step")
            int version,

            @Schema(description = "What this person can do now")
            List<CaseAction> offered,

            @Schema(description = "What the case waits for; absent where it waits for a call, or is over") @Nullable
            CaseAction next,

            @Schema(description = "What closing still lacks")
            List<String> missing,

            @Schema(description = "Single fields: handler, accused, demand, cause, remedy …")
            Map<String, String> texts,

            List<Plan> plans,
            List<Deadline> deadlines,
            List<Signature> signatures,
            List<Checked> checks,
            List<Escalation> escalations,
            List<Promise> promises,
            List<Crisis> crisisSteps,
            List<Notice> notices) {

        static Case of(CaseView it) {
            var line = it.file().line();
            var details = it.details();
            var texts = new HashMap<>(details.texts());
            texts.remove("phoneLeft");
            texts.remove("handlerRank");
            if (!it.seesAccused()) { // A22
                texts.remove("accused");
            }
            return new Case(
                    line.id(),
                    line.number(),
                    line.state(),
                    line.grade(),
                    line.crisis(),
                    it.round(),
                    it.escalatedTo().orElse(null),
                    it.file().version(),
                    it.offered().stream().sorted().toList(),
                    it.next().orElse(null),
                    it.missing(),
                    texts,
                    details.plans().stream()
                            .map(p -> new Plan(
                                    p.id(),
                                    p.round(),
                                    p.title(),
                                    p.pros(),
                                    p.cons(),
                                    p.costFen(),
                                    p.takes(),
                                    p.recommended(),
                                    p.state(),
                                    p.needs().orElse(null),
                                    p.approvedBy().orElse(null)))
                            .toList(),
                    details.deadlines().stream()
                            .map(d -> new Deadline(
                                    d.rule(),
                                    d.subject(),
                                    d.dueAt(),
                                    d.metAt().orElse(null),
                                    d.missedAt().orElse(null),
                                    d.withdrawn()))
                            .toList(),
                    details.signatures().stream()
                            .map(s -> new Signature(s.round(), s.what(), s.by(), s.rank(), s.at()))
                            .toList(),
                    details.checks().stream()
                            .map(k -> new Checked(
                                    k.round(),
                                    k.ending(),
                                    k.at(),
                                    k.by().orElse(null),
                                    k.words(),
                                    k.speed().orElse(null),
                                    k.attitude().orElse(null)))
                            .toList(),
                    details.escalations().stream()
                            .map(e -> new Escalation(e.to(), e.why(), e.at(), e.by().orElse(null), e.words()))
                            .toList(),
                    details.promises().stream()
                            .map(p -> new Promise(
                                    p.id(), p.answerBy(), p.words(), p.keptAt().orElse(null)))
                            .toList(),
                    details.steps().stream()
                            .map(s -> new Crisis(
                                    s.step(), s.doneAt(), s.by(), s.arrivesAt().orElse(null), s.words()))
                            .toList(),
                    details.notices().stream()
                            .map(n -> new Notice(
                                    n.role(),
                                    n.cause(),
                                    n.name(),
                                    n.phone(),
                                    n.email(),
                                    n.at(),
                                    n.state(),
                                    n.sentAt().orElse(null),
                                    n.trouble()))
                            .toList());
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Take a complaint in",
            description = "By any channel (CP-20, CP-21). The two hours run from `receivedAt` (CP-1).")
    @ApiResponse(responseCode = "201", description = "It is open")
    @ApiResponse(responseCode = "422", description = "Without words, from the future, or nobody complains")
    ResponseEntity<?> open(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @Valid @RequestBody NewComplaint body) {
        var now = clock.instant();
        try {
            var fields = IntakeFields.of(body.values(), stores.get(body.store()).zone());
            return switch (intake.open(actor, fields.intake(body.store(), now), fields.sheet(), fields.who(), now)) {
                case IntakeDesk.Answer.Opened it ->
                    ResponseEntity.created(URI.create("/api/v1/complaints/" + it.complaintId()))
                            .body(new Opened(it.complaintId(), it.number(), it.contactDueAt()));
                case IntakeDesk.Answer.Refused(var why) -> problems.refused(type(why), why.sentence(), "", Map.of());
                case IntakeDesk.Answer.Which(var known) ->
                    problems.refused(
                            "several-customers",
                            Sentence.of("complaint.refused.which"),
                            "",
                            Map.of(
                                    "customers",
                                    known.stream()
                                            .map(it -> it.customerId().toString())
                                            .distinct()
                                            .toList()));
            };
        } catch (StepFields.Wrong wrong) {
            return wrong(wrong);
        }
    }

    private static String type(Received.Refusal why) {
        return switch (why) {
            case Received.Refusal.NothingWritten() -> "complaint-without-words";
            case Received.Refusal.ReceivedInTheFuture() -> "complaint-from-the-future";
            case Received.Refusal.NobodyComplains() -> "nobody-complains";
            case Received.Refusal.NotFoundHere() -> "not-found-here";
            case Received.Refusal.PromiseInThePast() -> "promise-in-the-past";
        };
    }

    private ResponseEntity<?> wrong(StepFields.Wrong wrong) {
        return problems.refused(
                "field-unreadable",
                CasesController.wrong(wrong),
                "",
                Map.of("field", Objects.requireNonNull(wrong.field())));
    }

    @GetMapping("/{id}/case")
    @Operation(summary = "Read a complaint with its path: plans, clocks, signatures, what can be done next")
    Case show(@AuthenticationPrincipal @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Case.of(desk.view(actor, id, clock.instant()));
    }

    @PostMapping(path = "/{id}/steps", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Do a step with a complaint",
            description = "What is possible goes by state, role and handler; `offered` of the case names it.")
    @ApiResponse(responseCode = "201", description = "Done; the case as it stands now")
    @ApiResponse(responseCode = "409", description = "Somebody else wrote meanwhile")
    @ApiResponse(responseCode = "422", description = "Not possible; `type` says why, `rule` which rule it is")
    ResponseEntity<?> step(
            @AuthenticationPrincipal @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody Step body) {
        var now = clock.instant();
        var zone = desk.view(actor, id, now).file().line().zone();
        try {
            var step = new StepFields(Optional.ofNullable(body.fields()).orElse(Map.of()), zone).step(body.action());
            return switch (desk.take(actor, id, step, body.version(), now)) {
                case CaseAnswer.Done() ->
                    ResponseEntity.created(URI.create("/api/v1/complaints/" + id + "/case"))
                            .body(Case.of(desk.view(actor, id, now)));
                case CaseAnswer.Refused(var why) ->
                    problems.refused(
                            why.why().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            why.sentence(),
                            why.why().rule(),
                            Map.of("action", body.action().name()));
            };
        } catch (StepFields.Wrong wrong) {
            return wrong(wrong);
        }
    }
}
