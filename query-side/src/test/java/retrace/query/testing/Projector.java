package retrace.query.testing;

import javax.sql.DataSource;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import retrace.query.readmodel.Behind;
import retrace.query.readmodel.LiveRows;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.ReadModelStatus;
import retrace.query.readmodel.Rows;

/** Feeds a projection with events as Axon does, through its annotations. */
public final class Projector {

    /** For queries about rows alone. */
    public static final Progress UP_TO_DATE = new Progress() {
        @Override
        public ReadModelStatus status(ReadModel readModel) {
            return new ReadModelStatus(readModel.name(), 0L, Behind.NOT, ReadModelStatus.State.RUNNING);
        }
    };

    private final AnnotationEventHandlerAdapter projection;

    public Projector(Object projection) {
        this.projection = new AnnotationEventHandlerAdapter(projection);
    }

    public static DSLContext sql(DataSource database) {
        return DSL.using(database, SQLDialect.POSTGRES);
    }

    public static Rows rows(DataSource database) {
        return new LiveRows(sql(database));
    }

    public void feed(Iterable<Happening> happenings) {
        happenings.forEach(this::feed);
    }

    public void feed(Happening happening) {
        try {
            projection.handle(new GenericDomainEventMessage<>(
                    "any", happening.aggregate(), happening.sequence(), happening.event()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
