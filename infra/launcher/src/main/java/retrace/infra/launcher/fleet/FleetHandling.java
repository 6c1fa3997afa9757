package retrace.infra.launcher.fleet;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.jspecify.annotations.Nullable;

/** Has what other processes send handled by this one. */
final class FleetHandling implements FleetServer.Handling {

    private final WireForm form;
    private final CommandGateway commands;
    private final QueryBus queries;
    private final Duration answerMax;

    /**
     * @param commands which sends again what met another command at one aggregate: that is cheapest where it is handled
     * @param queries of this process alone
     */
    FleetHandling(WireForm form, CommandGateway commands, QueryBus queries, Duration answerMax) {
        this.form = form;
        this.commands = commands;
        this.queries = queries;
        this.answerMax = answerMax;
    }

    @Override
    public WireAnswer handle(WireMessage message) throws InterruptedException {
        try {
            return form.answer(
                    switch (message.kind()) {
                        case COMMAND -> command(message);
                        case QUERY -> query(message, form.answerType(message));
                    });
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
            return WireAnswer.failed(e);
        }
    }

    private Message<Object> received(WireMessage message) throws IOException {
        return new GenericMessage<>(message.id(), form.payload(message), form.metaData(message));
    }

    private @Nullable Object command(WireMessage message)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        return commands.send(new GenericCommandMessage<>(received(message), message.name()))
                .get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <R> @Nullable Object query(WireMessage message, Class<R> answer)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        QueryResponseMessage<R> answered = queries.query(
                        new GenericQueryMessage<>(received(message), message.name(), ResponseTypes.instanceOf(answer)))
                .get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
        if (answered.isExceptional()) {
            throw new ExecutionException(answered.exceptionResult());
        }
        return answered.getPayload();
    }
}
