package org.opendcrc.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How true and complete the files of buyers are, by consultant and month of the deal, store time (RP-19). A consultant sees his own sales.
 * Everything is as it stands now: what a call brings later counts for the month of its sale.
 */
@Service
@Transactional(readOnly = true)
public class FileTruth {

    private final JdbcClient jdbc;
    private final ReportTables stores;
    private final Clock clock;

    FileTruth(JdbcClient jdbc, ReportTables stores, Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.clock = clock;
    }

    /** What is asked about: a figure of the report, by the rows that make it. */
    public enum Part {
        /** All sales. */
        SALES,
        /** Of whose file something was asked. */
        ASKED,
        /** In whose file something is wrong. */
        WRONG,
        /** Whose buyer was not asked yet, or not of anything. */
        NOT_ASKED;

        /**
         * The part of a word.
         *
         * @throws NotFound if there is no such part
         */
        public static Part of(String word) {
            return Arrays.stream(values())
                    .filter(it -> it.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new NotFound("part " + word));
        }

        boolean holds(SaleRow row) {
            return switch (this) {
                case SALES -> true;
                case ASKED -> row.asked() > 0;
                case WRONG -> row.asked() > row.confirmed();
                case NOT_ASKED -> row.asked() == 0;
            };
        }
    }

    /**
     * A valid sale.
     *
     * @param task its call, if one was owed
     * @param name what he said of his name: YES, NO, NOT_ASKED; empty before the call; likewise of number and address
     * @param asked of how many items he said something
     * @param confirmed how many of those he said to be right
     * @param filled how many mandatory items of his file are filled
     * @param items how many there are (PF-1)
     */
    public record SaleRow(
            String number,
            LocalDate dealtOn,
            Optional<UUID> consultantId,
            Optional<String> consultant,
            UUID customerId,
            String customer,
            boolean person,
            String sex,
            Optional<UUID> task,
            Optional<String> state,
            Optional<String> name,
            Optional<String> phone,
            Optional<String> address,
            int asked,
            int confirmed,
            int filled,
            int items) {}

    /**
     * A consultant's figures, or those of all.
     *
     * @param sales how many
     * @param called of how many of them something was asked
     */
    public record Figures(int sales, int called, int wrong, Share truth, Share completeness) {

        static Figures of(List<SaleRow> rows) {
            return new Figures(
                    rows.size(),
                    count(rows, Part.ASKED),
                    count(rows, Part.WRONG),
                    new Share( // 4h: confirmed ÷ asked
                            rows.stream().mapToInt(SaleRow::confirmed).sum(),
                            rows.stream().mapToInt(SaleRow::asked).sum()),
                    new Share( // 4h: filled mandatory ÷ 21
                            rows.stream().mapToInt(SaleRow::filled).sum(),
                            rows.stream().mapToInt(SaleRow::items).sum()));
        }

        private static int count(List<SaleRow> rows, Part part) {
            return Math.toIntExact(rows.stream().filter(part::holds).count());
        }
    }

    /**
     * A consultant's line.
     *
     * @param consultant empty for sales that name nobody known
     */
    public record Line(Optional<UUID> consultantId, Optional<String> consultant, Figures figures) {}

    /**
     * A month of a store.
     *
     * @param own whether only the reader's own sales are counted
     */
    public record On(
            ReportStore store,
            YearMonth month,
            boolean own,
            Figures all,
            List<Line> lines,
            List<SaleRow> rows,
            Instant now) {

        /** The rows behind a figure. */
        public List<SaleRow> rows(Part part, Optional<String> consultant) {
            return rows.stream()
                    .filter(part::holds)
                    .filter(it -> consultant.isEmpty() || key(it.consultantId()).equals(consultant.get()))
                    .toList();
        }
    }

    /** By what rows of a consultant are asked for: his identifier, or {@code nobody}. */
    public static String key(Optional<UUID> consultant) {
        return consultant.map(UUID::toString).orElse("nobody");
    }

    /** The stores in which the person may read it, by code. */
    public List<ReportStore> stores(Actor actor) {
        actor.require(UseCase.READ_FILE_TRUTH);
        return stores.stores(actor.dealerId()).stream()
                .filter(it -> actor.may(UseCase.READ_FILE_TRUTH, it.id()))
                .toList();
    }

    /** One of these stores; null for the first. */
    public ReportStore store(Actor actor, @Nullable String codeOrId) {
        return ThreeDayCalls.store(stores(actor), codeOrId);
    }

    /** The store's month of now. */
    public YearMonth thisMonth(ReportStore store) {
        return YearMonth.from(store.dayOf(clock.instant()));
    }

    /** A month of a store. */
    public On on(Actor actor, ReportStore store, YearMonth month) {
        if (!actor.may(UseCase.READ_FILE_TRUTH, store.id())) {
            throw new NotFound("store " + store.code());
        }
        var own = !actor.may(UseCase.READ_LEADS, store.id());
        var rows = rows(store, month, own ? Optional.of(actor.staffId()) : Optional.empty());
        var lines = rows.stream()
                .map(SaleRow::consultantId)
                .distinct()
                .map(id -> {
                    var his = rows.stream()
                            .filter(it -> it.consultantId().equals(id))
                            .toList();
                    return new Line(id, his.getFirst().consultant(), Figures.of(his));
                })
                .toList();
        return new On(store, month, own, Figures.of(rows), lines, rows, clock.instant());
    }

    private List<SaleRow> rows(ReportStore store, YearMonth month, Optional<UUID> consultant) {
        return jdbc.sql("""
                        select s.sale_no, s.dealt_on, s.consultant_id, p.name as consultant, k.customer_id, k.name as customer, k.kind, k.sex,
                               f.filled, f.items, c.task_id, c.state, r.name, r.phone, r.address
                          from vehicles.report_sale s
                          join customers.report_customer k on k.dealer_id = :dealer and k.customer_id = s.customer_id
                          join customers.report_completeness f on f.dealer_id = :dealer and f.customer_id = s.customer_id
                          left join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = s.consultant_id
                          left join lateral (select x.task_id, x.state
                                               from followups.report_sale_call x
                                              where x.dealer_id = :dealer
                                                and x.sale_id = s.sale_id
                                                and x.state <> 'CANCELLED'
                                              order by x.round desc
                                              limit 1) c on true
                          left join lateral (select max(t.answer) filter (where t.item = 'NAME') as name,
                                                    max(t.answer) filter (where t.item = 'PHONE') as phone,
                                                    max(t.answer) filter (where t.item = 'ADDRESS') as address
                                               from followups.report_truth t
                                              where t.dealer_id = :dealer
                                                and t.task_id = c.task_id) r on true
                         where s.dealer_id = :dealer
                           and s.store_id = :store
                           and s.status = 'VALID'
                           and s.dealt_on >= :from
                           and s.dealt_on < :until
                           and (cast(:consultant as uuid) is null or s.consultant_id = cast(:consultant as uuid))
                         order by p.name nulls last, s.consultant_id, s.dealt_on, s.sale_no
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store.id())
                .param("from", month.atDay(1))
                .param("until", month.plusMonths(1).atDay(1))
                .param("consultant", consultant.orElse(null))
                .query((row, _) -> row(row))
                .list();
    }

    private static SaleRow row(ResultSet row) throws SQLException {
        var name = Optional.ofNullable(row.getString("name"));
        var phone = Optional.ofNullable(row.getString("phone"));
        var address = Optional.ofNullable(row.getString("address"));
        return new SaleRow(
                row.getString("sale_no"),
                row.getObject("dealt_on", LocalDate.class),
                Optional.ofNullable(row.getObject("consultant_id", UUID.class)),
                Optional.ofNullable(row.getString("consultant")),
                row.getObject("customer_id", UUID.class),
                row.getString("customer"),
                row.getString("kind").equals("PERSON"),
                row.getString("sex"),
                Optional.ofNullable(row.getObject("task_id", UUID.class)),
                Optional.ofNullable(row.getString("state")),
                name,
                phone,
                address,
                said(name, "YES")
                        + said(phone, "YES")
                        + said(address, "YES")
                        + said(name, "NO")
                        + said(phone, "NO")
                        + said(address, "NO"),
                said(name, "YES") + said(phone, "YES") + said(address, "YES"),
                row.getInt("filled"),
                row.getInt("items"));
    }

    private static int said(Optional<String> answer, String word) {
        return answer.filter(word::equals).isPresent() ? 1 : 0;
    }
}
