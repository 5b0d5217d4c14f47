package org.opendcrc.reports;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a day as the rows of its lists: from what is known, without looking anything up. */
final class ListRows {

    /** In which part of the house a complaint of that kind lies (CP-18). */
    private static final Map<String, String> DEPARTMENT_OF_KIND = Map.of(
            "PRODUCT", "MAKER",
            "REPAIR_SKILL", "WORKSHOP",
            "REPAIR_COST", "SERVICE",
            "RECEPTION", "SERVICE",
            "PURCHASE", "SALES",
            "PARTS", "PARTS");

    /** In which part of the house lies what a question asks. */
    private static final Map<String, String> DEPARTMENT_OF_QUESTION = Map.of(
            "car-in-order", "WORKSHOP",
            "fixed-first-time", "WORKSHOP",
            "advisor", "SERVICE",
            "advisor-attitude", "SERVICE",
            "survey-announced", "SERVICE");

    /** What concerns several parts of the house, or none in particular. */
    static final String GENERAL = "GENERAL";

    private static final List<String> DAYPARTS = List.of("MORNING", "NOON", "AFTERNOON", "EVENING");

    /** A complaint, without its words. */
    record Complaint(
            UUID id,
            String number,
            String kind,
            String source,
            boolean solved,
            Optional<UUID> task,
            Optional<String> orderNo,
            Optional<UUID> advisor,
            Instant receivedAt,
            Instant recordedAt,
            UUID recordedBy) {}

    /** A text that was written instead of a call. {@code clerk} is empty where the house wrote it by itself. */
    record Written(UUID id, UUID task, String orderNo, String kind, String state, Instant at, Optional<UUID> clerk) {}

    private final ReportDay day;
    private final Instant known;
    private final ZoneId zone;

    /** @param known what was recorded later is not seen (A32); that moment itself still counts */
    ListRows(ReportDay day, Instant known, ZoneId zone) {
        this.day = day;
        this.known = known;
        this.zone = zone;
    }

    /** RP-9. */
    List<ListRow> grievances(Collection<CallFacts> calls, Collection<Complaint> complaints) {
        var rows = new ArrayList<ListRow>();
        complaints.stream()
                .filter(it -> day.contains(it.receivedAt()) && !it.recordedAt().isAfter(known))
                .sorted(Comparator.comparing(Complaint::receivedAt).thenComparing(Complaint::number))
                .map(this::complaint)
                .forEach(rows::add);
        counted(calls)
                .filter(it -> it.isCountedIn(Figure.SUCCESS))
                .filter(it -> !it.grievances().isEmpty() || it.isCountedIn(Figure.DISSATISFIED))
                .forEach(it -> rows.addAll(answers(it)));
        return rows;
    }

    private ListRow complaint(Complaint complaint) {
        var facts = new Facts();
        facts.put("type", "complaint");
        facts.put("number", complaint.number());
        facts.put("complaint", complaint.id());
        facts.put("item", "complaint:" + complaint.kind());
        facts.put("department", DEPARTMENT_OF_KIND.getOrDefault(complaint.kind(), GENERAL));
        facts.put("order", complaint.orderNo());
        facts.put("task", complaint.task());
        facts.put("advisor", complaint.advisor());
        facts.put("clerk", complaint.recordedBy());
        facts.put("at", complaint.receivedAt());
        var counted = new ArrayList<String>(List.of("complaints"));
        if (complaint.source().equals("FOLLOW_UP")) {
            counted.add("fromCalls");
        }
        if (complaint.solved()) {
            counted.add("solved");
        }
        return new ListRow("complaint:" + complaint.id(), day.date(), facts.map, counted);
    }

    /** One row for each item that was answered badly; a dissatisfied customer who named none has a row all the same. */
    private List<ListRow> answers(CountedCall counted) {
        var call = counted.call();
        var dissatisfied = counted.isCountedIn(Figure.DISSATISFIED);
        var rows = new ArrayList<ListRow>();
        var items = counted.grievances().isEmpty() ? List.of("none") : counted.grievances();
        for (var item : items) {
            var facts = call(call);
            facts.put("type", "answer");
            facts.put("item", "item:" + item);
            facts.put("department", DEPARTMENT_OF_QUESTION.getOrDefault(item, GENERAL));
            facts.put("outcome", dissatisfied ? "DISSATISFIED" : "SATISFIED");
            facts.put("at", call.calledAt());
            facts.put("clerk", answeredBy(call));
            var in = new ArrayList<String>();
            if (!item.equals("none")) {
                in.add("items");
                if (!dissatisfied) {
                    in.add("satisfiedItems");
                }
            }
            if (dissatisfied && rows.isEmpty()) {
                in.add("dissatisfied"); // a customer is counted once, however much he has to say
            }
            rows.add(new ListRow("answer:" + call.task() + ":" + item, day.date(), facts.map, in));
        }
        return rows;
    }

    /** RP-10: the tasks that RP-8 counts as not connected, of all kinds of calls. */
    List<ListRow> failedCalls(Collection<CallFacts> calls) {
        return counted(calls)
                .filter(it -> it.isCountedIn(Figure.NOT_CONNECTED))
                .map(it -> failed(it.call()))
                .sorted(Comparator.comparing((ListRow it) -> it.fact("at")).thenComparing(ListRow::key))
                .toList();
    }

    private ListRow failed(CallFacts call) {
        var tries = tries(call);
        var last = tries.getLast();
        var used = call.tries().stream()
                .filter(CallFacts.Try::counted)
                .map(CallFacts.Try::daypart)
                .collect(Collectors.toSet());
        var step = nextStep(call);
        var facts = call(call);
        facts.put("reason", last.outcome());
        facts.put("at", last.at());
        facts.put("daypart", last.daypart());
        facts.put("clerk", last.clerk());
        facts.put("today", tries.size());
        facts.put("attempts", call.tries().size());
        facts.put(
                "counted", call.tries().stream().filter(CallFacts.Try::counted).count());
        facts.put("state", call.state().name());
        facts.put("next", step);
        if (call.state().isOpen()) {
            facts.put("nextAt", call.next().promisedAt().or(() -> call.next().notBefore()));
            facts.put(
                    "dayparts",
                    DAYPARTS.stream().filter(it -> !used.contains(it)).collect(Collectors.joining(",")));
        }
        return new ListRow("failed:" + call.task(), day.date(), facts.map, List.of("failed", figureOfNext(step)));
    }

    /** What is to be done next (FU-6 … FU-8, A30). */
    private static String nextStep(CallFacts call) {
        return switch (call.state()) {
            case PENDING, RETRY -> call.next().promisedAt().isPresent() ? "PROMISED" : "AGAIN";
            case TEXTING -> "TEXT";
            case SMS_DONE -> "TEXT_SENT";
            case UNREACHED -> "LETTER";
            case GIVEN_UP -> "GIVEN_UP";
            case WRONG_NUMBER -> "CORRECTION";
            case SUCCESS_SATISFIED, SUCCESS_DISSATISFIED, ANSWERED, LINKED -> "ANSWERED";
            case CANCELLED, LAPSED -> "CANCELLED";
        };
    }

    private static String figureOfNext(String step) {
        return switch (step) {
            case "PROMISED", "AGAIN" -> "again";
            case "TEXT", "TEXT_SENT" -> "text";
            case "LETTER" -> "letter";
            case "CORRECTION" -> "correction";
            default -> "done";
        };
    }

    /** RP-14: each call once, however many orders it served; the texts; and what was due and is still owed at the day's end. */
    List<ListRow> agentsDay(Collection<CallFacts> calls, Collection<Written> texts) {
        var rows = new ArrayList<ListRow>();
        var known = counted(calls).toList();
        var served = new LinkedHashMap<String, List<CountedCall>>();
        var made = new LinkedHashMap<String, CallFacts.Try>();
        for (var counted : known) {
            for (var call : tries(counted.call())) {
                var key = call.id()
                        .map(UUID::toString)
                        .orElseGet(() -> counted.call().task() + "@" + call.at());
                made.putIfAbsent(key, call);
                served.computeIfAbsent(key, _ -> new ArrayList<>()).add(counted);
            }
        }
        made.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, CallFacts.Try> it) ->
                                it.getValue().at())
                        .thenComparing(Map.Entry::getKey))
                .map(it -> made(it.getKey(), it.getValue(), served.getOrDefault(it.getKey(), List.of())))
                .forEach(rows::add);
        texts.stream()
                .filter(it -> day.contains(it.at()) && !it.at().isAfter(this.known))
                .sorted(Comparator.comparing(Written::at)
                        .thenComparing(it -> it.id().toString()))
                .map(this::text)
                .forEach(rows::add);
        known.stream()
                .filter(it -> it.isCountedIn(Figure.DUE) && it.call().wasOpenAt(day.ends()))
                .map(it -> left(it.call()))
                .forEach(rows::add);
        return rows;
    }

    private ListRow made(String key, CallFacts.Try made, List<CountedCall> served) {
        // Of the orders of a visit, the one that was answered tells what came of the call.
        var told = served.stream()
                .filter(it -> it.isCountedIn(Figure.SUCCESS))
                .findFirst()
                .orElse(served.getFirst());
        var facts = call(told.call());
        facts.put("type", "call");
        facts.put("at", made.at());
        facts.put("hour", "%02d:00".formatted(made.at().atZone(zone).getHour()));
        facts.put("clerk", made.clerk());
        facts.put("outcome", made.outcome());
        if (made.isConnected() && told.call().outcome().isPresent()) {
            facts.put("told", told.call().servicesTold()); // FU-28
        }
        var in = new LinkedHashSet<String>(List.of("calls"));
        if (made.isConnected()) {
            in.add("success"); // FU-9: satisfied or not
            told.call()
                    .outcome()
                    .ifPresent(it -> in.add(it == CallFacts.Outcome.SATISFIED ? "satisfied" : "dissatisfied"));
        } else {
            in.add(made.isCallBack() ? "callBack" : "failed");
        }
        return new ListRow("call:" + key, day.date(), facts.map, List.copyOf(in));
    }

    private ListRow text(Written text) {
        var facts = new Facts();
        facts.put("type", "text");
        facts.put("at", text.at());
        facts.put("clerk", text.clerk());
        facts.put("task", text.task());
        facts.put("order", text.orderNo());
        facts.put("kind", text.kind());
        return new ListRow("text:" + text.id(), day.date(), facts.map, List.of("texts"));
    }

    /** What is left belongs to whom it is assigned, else to whoever called last; else to nobody (RP-14, FU-19). */
    private ListRow left(CallFacts call) {
        var facts = call(call);
        facts.put("type", "left");
        facts.put("state", call.state().name());
        facts.put(
                "clerk",
                call.next()
                        .assignedTo()
                        .or(() -> call.tries().stream()
                                .filter(it -> it.at().isBefore(day.ends()))
                                .max(Comparator.comparing(CallFacts.Try::at))
                                .flatMap(CallFacts.Try::clerk)));
        return new ListRow(
                "left:" + call.task(),
                day.date(),
                facts.map,
                call.dueAt().isAfter(day.ends()) ? List.of("left") : List.of("left", "lastDay"));
    }

    private Stream<CountedCall> counted(Collection<CallFacts> calls) {
        return calls.stream()
                .filter(it -> !it.createdAt().isAfter(known))
                .map(it -> CountedCall.on(day, it.knownAt(known)))
                .sorted(Comparator.comparing((CountedCall it) -> it.call().dueAt())
                        .thenComparing(it -> it.call().orderNo())
                        .thenComparing(it -> it.call().task().toString()));
    }

    /** The calls of the day, the earliest first. */
    private List<CallFacts.Try> tries(CallFacts call) {
        return call.tries().stream()
                .filter(it -> day.contains(it.at()))
                .sorted(Comparator.comparing(CallFacts.Try::at))
                .toList();
    }

    private Optional<UUID> answeredBy(CallFacts call) {
        return tries(call).stream()
                .filter(CallFacts.Try::isConnected)
                .findFirst()
                .flatMap(CallFacts.Try::clerk);
    }

    private static Facts call(CallFacts call) {
        var facts = new Facts();
        facts.put("task", call.task());
        facts.put("order", call.orderNo());
        facts.put("kind", call.kind());
        facts.put("advisor", call.advisor());
        return facts;
    }

    /** Facts by name; what is empty is left out. */
    private static final class Facts {

        private final Map<String, String> map = new LinkedHashMap<>();

        void put(String name, Object value) {
            var text =
                    value instanceof Optional<?> it ? it.map(Object::toString).orElse("") : value.toString();
            if (!text.isEmpty()) {
                map.put(name, text);
            }
        }
    }
}
