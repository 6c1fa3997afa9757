package retrace.infra.launcher.fleet;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.queryhandling.GenericQueryResponseMessage;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryBus;

/**
 * Asks this process where it can answer, otherwise another that can; the next one, where that one does not answer, since
 * a query may be asked twice. What goes to several at a time, or goes on for a while, stays in this process: nobody here
 * asks so.
 */
final class FleetQueryBus implements QueryBus {

    private final Directory directory;
    private final FleetClient client;
    private final WireForm form;
    private final SimpleQueryBus here;

    /** @param here where queries are answered by this process */
    FleetQueryBus(Directory directory, FleetClient client, WireForm form, SimpleQueryBus here) {
        this.directory = directory;
        this.client = client;
        this.form = form;
        this.here = here;
    }

    SimpleQueryBus here() {
        return here;
    }

    @Override
    public <R> Registration subscribe(String name, Type answer, MessageHandler<? super QueryMessage<?, R>> handler) {
        Registration subscribed = here.subscribe(name, answer, handler);
        directory.handle(name);
        return () -> {
            directory.handleNoMore(name);
            return subscribed.cancel();
        };
    }

    @Override
    public <Q, R> CompletableFuture<QueryResponseMessage<R>> query(QueryMessage<Q, R> query) {
        if (directory.isHandledHere(query.getQueryName())) {
            return here.query(query);
        }
        CompletableFuture<QueryResponseMessage<R>> answer = new CompletableFuture<>();
        askNext(query, form.of(query), "no process of the fleet takes it", new HashSet<>(), answer);
        return answer;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whoever asked is told by the result, whatever comes
    private <R> void askNext(
            QueryMessage<?, R> query,
            WireMessage message,
            String whyNot,
            Set<String> tried,
            CompletableFuture<QueryResponseMessage<R>> result) {
        Optional<FleetMember> found = directory.find(message.name(), tried);
        if (found.isEmpty()) {
            result.completeExceptionally(new NoHandlerForQueryException(message.name() + ": " + whyNot));
            return;
        }
        FleetMember member = found.get();
        tried.add(member.id());
        client.send(member, message).whenComplete((answer, failure) -> {
            if (failure == null) {
                complete(query, answer, result);
            } else {
                directory.suspect(member);
                askNext(query, message, String.valueOf(failure.getMessage()), tried, result);
            }
        });
    }

    private <R> void complete(
            QueryMessage<?, R> query, WireAnswer answer, CompletableFuture<QueryResponseMessage<R>> result) {
        if (answer.failure() != null) {
            result.completeExceptionally(answer.failure().ofQuery());
            return;
        }
        try {
            Class<R> type = query.getResponseType().responseMessagePayloadType();
            result.complete(new GenericQueryResponseMessage<>(type, type.cast(form.value(answer))));
        } catch (IOException | ClassCastException e) {
            result.completeExceptionally(new QueryExecutionException("the answer cannot be read", e));
        }
    }

    @Override
    public <Q, R> Stream<QueryResponseMessage<R>> scatterGather(QueryMessage<Q, R> query, long timeout, TimeUnit unit) {
        return here.scatterGather(query, timeout, unit);
    }

    @Override
    public QueryUpdateEmitter queryUpdateEmitter() {
        return here.queryUpdateEmitter();
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super QueryMessage<?, ?>> interceptor) {
        return here.registerHandlerInterceptor(interceptor);
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super QueryMessage<?, ?>> interceptor) {
        return here.registerDispatchInterceptor(interceptor);
    }
}
