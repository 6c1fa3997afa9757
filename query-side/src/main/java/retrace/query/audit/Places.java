package retrace.query.audit;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.query.readmodel.PartitionKey;

/** Where in the event log those events are that a filter asks for: asked of its indexes, in the log's order. */
final class Places {

    /** The index of times is to the microsecond, events are to the nanosecond. */
    private static final Duration ROUNDING = Duration.of(1, ChronoUnit.MICROS);

    private static final List<String> BEGINNINGS =
            List.of(EventLog.nameOf(SessionStarted.class), EventLog.nameOf(SessionRefused.class));
    private static final Field<String> SESSION = field(name("of_it", "session"), String.class);
    private static final Field<Long> FOUND = field(name("found", EventLog.POSITION.getName()), Long.class);

    private static final Field<Long> OF_SESSION = field(name("there", EventLog.POSITION.getName()), Long.class);
    private static final Field<OffsetDateTime> AT_OF_SESSION = field(name("there", "at"), OffsetDateTime.class);

    private final HistoryFilter filter;

    private Places(HistoryFilter filter) {
        this.filter = filter;
    }

    /** @param position after which they are; may have some whose own time is a microsecond off */
    static SelectLimitStep<Record1<Long>> of(HistoryFilter filter, long position) {
        return select(FOUND)
                .from(new Places(filter).found().asTable("found"))
                .where(FOUND.gt(position))
                .orderBy(FOUND);
    }

    /** The same of events of some names alone, part after part, each in its own order. */
    static ResultQuery<Record2<Long, String>> byPart(
            HistoryFilter filter, Collection<String> names, PartitionKey part) {
        Field<String> key = field(part.sql(), String.class).as("part");
        return select(EventLog.POSITION, key)
                .from(EventLog.EVENT)
                .join(new Places(filter).found().asTable("found"))
                .on(FOUND.eq(EventLog.POSITION))
                .where(EventLog.NAME.in(names))
                .orderBy(key, EventLog.POSITION);
    }

    private Select<Record1<Long>> found() {
        List<Select<Record1<Long>>> sets = new ArrayList<>();
        if (filter.session() != null) {
            sets.add(about(filter.session().value()));
        }
        if (filter.team() != null) {
            sets.add(about(filter.team().value()));
        }
        if (filter.endpoint() != null) {
            sets.add(aboutWithSessions(filter.endpoint().value()));
        }
        if (filter.technician() != null) {
            sets.add(aboutWithSessions(filter.technician().value()));
        }
        return sets.stream()
                .reduce(Select::intersect)
                .orElseGet(() -> select(EventLog.POSITION).from(EventLog.EVENT).where(inTime(EventLog.AT)));
    }

    private Select<Record1<Long>> about(String identifier) {
        return select(EventLog.POSITION)
                .from(EventLog.EVENT)
                .where(EventLog.isAbout(val(identifier)))
                .and(inTime(EventLog.AT));
    }

    /** What names it, and all of the sessions that it was to have part in. */
    private Select<Record1<Long>> aboutWithSessions(String identifier) {
        Table<?> sessions = selectDistinct(EventLog.AGGREGATE.as(SESSION.getName()))
                .from(EventLog.EVENT)
                .where(EventLog.isAbout(val(identifier)).and(EventLog.NAME.in(BEGINNINGS)))
                .asTable("of_it");
        return about(identifier)
                .union(select(OF_SESSION)
                        .from(sessions, lateral(ofSession()).asTable("there"))
                        .where(inTime(AT_OF_SESSION)));
    }

    /**
     * The offset of nothing has PostgreSQL look up each session by itself. It would expect far more of each than there is,
     * and rather compare all sessions with all events of that time, or read the index of times once for each.
     */
    private static Select<?> ofSession() {
        return select(EventLog.POSITION, EventLog.AT.as(AT_OF_SESSION.getName()))
                .from(EventLog.EVENT)
                .where(EventLog.isAbout(SESSION))
                .offset(inline(0));
    }

    private Condition inTime(Field<OffsetDateTime> at) {
        List<Condition> conditions = new ArrayList<>();
        if (filter.from() != null) {
            conditions.add(at.ge(utc(filter.from().minus(ROUNDING))));
        }
        if (filter.to() != null) {
            conditions.add(at.le(utc(filter.to().plus(ROUNDING))));
        }
        if (filter.at() != null) {
            conditions.add(at.le(utc(filter.at().plus(ROUNDING))));
        }
        return and(conditions);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
