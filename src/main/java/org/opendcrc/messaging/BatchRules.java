package org.opendcrc.messaging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.Plate;

/** Who gets a text of a batch and who is left out for what can be seen without asking anybody. Pure. */
final class BatchRules {

    /** How many may be written to in one batch. */
    static final int MOST = 10_000;

    static final int PACE_MOST = 1_000;

    /** What the house knows of everybody, without a visit. */
    static final List<TextField> KNOWN = List.of(TextField.CUSTOMER, TextField.NAME, TextField.STORE, TextField.PHONE);

    private BatchRules() {}

    /**
     * Somebody as the customers know him.
     *
     * @param agrees whether he agrees to commercial texts
     * @param numbers in his order, wrong ones are not among them
     * @param plates of his cars, of those that were asked for
     */
    record Known(
            UUID id,
            String customerNo,
            String name,
            boolean person,
            String sex,
            boolean agrees,
            List<String> numbers,
            List<String> plates) {

        Known {
            numbers = List.copyOf(numbers);
            plates = List.copyOf(plates);
        }
    }

    /** A recipient, or a line that is left out with its {@code reason}. */
    record Chosen(
            @Nullable String typed,
            @Nullable UUID customer,
            @Nullable String phone,
            @Nullable String body,
            @Nullable String reason) {}

    /** What somebody typed, a line each, without blank ones; a number, a customer number, a plate. */
    static List<String> lines(String typed) {
        return typed.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
    }

    /** The number that a line is, if it is one. */
    static Optional<String> phone(String line, String areaCode) {
        return PhoneNumber.of(line, areaCode).map(PhoneNumber::value);
    }

    /** The plate that a line is, if it is one. */
    static Optional<String> plate(String line) {
        return Plate.of(line).map(Plate::value);
    }

    /** Words for one, as they would leave the house. */
    interface Writer {
        String write(Known to);
    }

    /**
     * Whom the typed lines mean. A line that means nobody, or several, is left out; so is a number that comes a second time, somebody at
     * whose numbers no text arrives, and a message that would be longer than allowed (A20).
     *
     * @param who the customers that a line can mean, by customer number, by telephone number and by plate
     */
    static List<Chosen> typed(
            List<String> lines, Map<String, List<Known>> who, String areaCode, int limit, Writer writer) {
        var taken = new HashSet<String>();
        var all = new ArrayList<Chosen>();
        for (var line : lines) {
            var phone = phone(line, areaCode);
            var meant = phone.map(it -> who.getOrDefault(it, List.of()))
                    .filter(it -> !it.isEmpty())
                    .or(() -> Optional.ofNullable(who.get(line.toUpperCase(Locale.ROOT))))
                    .or(() -> plate(line).map(who::get))
                    .orElse(List.of());
            if (meant.size() != 1) {
                all.add(new Chosen(line, null, null, null, meant.isEmpty() ? "nobody" : "several"));
                continue;
            }
            all.add(one(meant.getFirst(), phone, taken, limit, writer));
        }
        return all;
    }

    /** The same for customers who are named by the house. */
    static List<Chosen> all(List<Known> customers, int limit, Writer writer) {
        var taken = new HashSet<String>();
        return customers.stream()
                .map(it -> one(it, Optional.empty(), taken, limit, writer))
                .toList();
    }

    private static Chosen one(Known it, Optional<String> wanted, Set<String> taken, int limit, Writer writer) {
        var phone = wanted.filter(TextRules::isTextable).or(() -> Outbox.textable(it.numbers()));
        if (phone.isEmpty()) {
            return new Chosen(null, it.id(), null, null, "no-number");
        }
        if (!taken.add(phone.get())) {
            return new Chosen(null, it.id(), phone.get(), null, "twice");
        }
        var body = writer.write(it);
        if (TextRules.characters(body) > limit) { // A20
            return new Chosen(null, it.id(), phone.get(), body, "too-long");
        }
        return new Chosen(null, it.id(), phone.get(), body, null);
    }
}
