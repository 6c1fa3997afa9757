package retrace.query.recordingcatalog;

import static retrace.query.recordingcatalog.schema.Tables.SEGMENT;

import org.axonframework.queryhandling.QueryHandler;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.StoredSegments;
import retrace.kernel.recording.StoredSegments.Expected;
import retrace.query.recordingcatalog.schema.tables.records.SegmentRecord;

/** Answers {@link StoredSegments}, of all teams. */
public final class StoredSegmentsAnswer {

    /** In the order in which a store lists them. */
    private static final Field<String> NAME = SEGMENT.OBJECT_NAME.collate("C");

    private final DSLContext sql;

    public StoredSegmentsAnswer(DSLContext sql) {
        this.sql = sql;
    }

    @QueryHandler
    public StoredSegments.Found handle(StoredSegments query) {
        return new StoredSegments.Found(sql.selectFrom(SEGMENT)
                .where(SEGMENT.OBJECT_NAME.isNotNull())
                .and(SEGMENT.DELETED_AT.isNull())
                .and(isAfter(query.after()))
                .orderBy(NAME)
                .limit(query.limit())
                .fetch(StoredSegmentsAnswer::toStored));
    }

    private static Condition isAfter(@Nullable String last) {
        return last == null ? DSL.noCondition() : NAME.gt(last);
    }

    private static StoredSegments.Stored toStored(SegmentRecord row) {
        return new StoredSegments.Stored(
                new SessionId(row.getSession()),
                new SegmentId(row.getSegment()),
                row.getObjectName(),
                row.getGeneration(),
                row.getSizeBytes(),
                expected(row));
    }

    private static Expected expected(SegmentRecord row) {
        if (row.getDecidedAt() != null) {
            return Expected.LEAVING;
        }
        return SegmentState.valueOf(row.getState()) == SegmentState.MISSING ? Expected.MISSING : Expected.THERE;
    }
}
