package org.opendcrc.complaints;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** What one step changes in the row of a case; what is not named stays as it is. */
record CaseChange(Map<Column, Object> values) {

    /** The columns of a case that steps change, with their types in the database. */
    enum Column {
        STATE(Types.VARCHAR),
        GRADE(Types.VARCHAR),
        HANDLER_ID(Types.OTHER),
        ACCUSED_ID(Types.OTHER),
        ESCALATED_TO(Types.VARCHAR),
        /** The first one stays. */
        ANSWERED_AT(Types.TIMESTAMP),
        CONFIRMED_AT(Types.TIMESTAMP),
        CONFIRMED_BY(Types.OTHER),
        SOLVED_AT(Types.TIMESTAMP),
        REMEDY(Types.VARCHAR),
        COST_FEN(Types.BIGINT),
        GOAL(Types.VARCHAR);

        private final int type;

        Column(int type) {
            this.type = type;
        }
    }

    static final CaseChange NONE = new CaseChange(Map.of());

    CaseChange {
        values = Map.copyOf(values);
    }

    CaseChange to(CaseState state) {
        return with(Column.STATE, state.name());
    }

    CaseChange graded(Grade grade) {
        return with(Column.GRADE, grade.name());
    }

    CaseChange handledBy(UUID staff) {
        return with(Column.HANDLER_ID, staff);
    }

    CaseChange about(UUID staff) {
        return with(Column.ACCUSED_ID, staff);
    }

    CaseChange escalated(EscalatedTo to) {
        return with(Column.ESCALATED_TO, to.name());
    }

    CaseChange answered(Instant at) {
        return with(Column.ANSWERED_AT, Timestamp.from(at));
    }

    CaseChange confirmed(UUID by, Instant at) {
        return with(Column.CONFIRMED_BY, by).with(Column.CONFIRMED_AT, Timestamp.from(at));
    }

    CaseChange solved(Instant at) {
        return with(Column.SOLVED_AT, Timestamp.from(at));
    }

    CaseChange remedied(String words, long fen) {
        return with(Column.REMEDY, words).with(Column.COST_FEN, fen);
    }

    CaseChange aiming(String goal) {
        return with(Column.GOAL, goal);
    }

    /** Each column by its name, empty where it stays. */
    MapSqlParameterSource parameters() {
        var parameters = new MapSqlParameterSource();
        for (var column : Column.values()) {
            parameters.addValue(column.name().toLowerCase(Locale.ROOT), values.get(column), column.type);
        }
        return parameters;
    }

    private CaseChange with(Column column, Object value) {
        var more = new EnumMap<Column, Object>(Column.class);
        more.putAll(values);
        more.put(column, value);
        return new CaseChange(more);
    }
}
