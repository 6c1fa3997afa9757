package retrace.relay.session;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import retrace.relay.rfb.handshake.Proof;

/**
 * The tickets that are good now, in memory alone, each for one connection and with what it stands for.
 *
 * <p>Thread-safe. Secrets have 8 characters out of 32, which is 40 bits; with wrong tickets limited to a few a minute
 * and 60 seconds of life, guessing one is hopeless.
 */
final class TicketBox<T> {

    /** Without what is easily mistaken for another: 0 and O, 1 and I. */
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A ticket with what it stands for. */
    record OpenTicket<T>(String secret, T purpose, Instant expiresAt) {

        @Override
        public String toString() {
            return "OpenTicket[" + expiresAt + "]";
        }
    }

    private final int ticketsMax;
    private final Map<String, OpenTicket<T>> tickets = new HashMap<>();

    TicketBox(int ticketsMax) {
        this.ticketsMax = ticketsMax;
    }

    /** @throws IllegalStateException with a sentence where there are too many already */
    synchronized OpenTicket<T> open(T purpose, Instant expiresAt) {
        if (tickets.size() >= ticketsMax) {
            throw new IllegalStateException("Too many viewers are awaited already. Try again in a minute.");
        }
        OpenTicket<T> ticket;
        do {
            ticket = new OpenTicket<>(newSecret(), purpose, expiresAt);
        } while (tickets.putIfAbsent(ticket.secret(), ticket) != null);
        return ticket;
    }

    private static String newSecret() {
        StringBuilder secret = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            secret.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return secret.toString();
    }

    /** Takes the ticket out that the proof is made with. Tries every ticket, whether or not one has matched. */
    synchronized Optional<OpenTicket<T>> take(Proof proof, Instant now) {
        OpenTicket<T> proven = null;
        for (OpenTicket<T> ticket : tickets.values()) {
            if (proof.isBy(ticket.secret()) && now.isBefore(ticket.expiresAt())) {
                proven = ticket;
            }
        }
        if (proven != null) {
            tickets.remove(proven.secret());
        }
        return Optional.ofNullable(proven);
    }

    /** @return whether it was there, neither used nor withdrawn before */
    synchronized boolean withdraw(OpenTicket<T> ticket) {
        return tickets.remove(ticket.secret(), ticket);
    }
}
