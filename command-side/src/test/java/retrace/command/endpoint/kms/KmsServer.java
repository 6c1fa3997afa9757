package retrace.command.endpoint.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks the part of the
 * <a href="https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys">REST API of Cloud
 * KMS</a> that encrypts and decrypts with symmetric keys, whose newest version is primary.
 */
final class KmsServer implements AutoCloseable {

    private static final int NONCE_BYTES = 12;

    private final HttpServer server;
    private final Map<String, List<byte[]>> versions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();
    /** What it was given to encrypt. */
    final Queue<byte[]> seen = new ConcurrentLinkedQueue<>();

    volatile boolean changesAnswers;

    KmsServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Makes the key, or another version of it, which is primary from then on. */
    void turn(String key) {
        byte[] version = new byte[32];
        random.nextBytes(version);
        versions.computeIfAbsent(key, any -> new ArrayList<>()).addFirst(version);
    }

    /** So it answers next, once for each. */
    void fail(Integer... statuses) {
        failures.addAll(new ArrayDeque<>(List.of(statuses)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JsonMapper.shared().readTree(body(exchange));
            Integer failure = failures.poll();
            if (failure != null) {
                respond(exchange, failure, error(failure, "as the test wants it"));
                return;
            }
            String path = exchange.getRequestURI().getPath().substring("/v1/".length());
            String key = path.substring(0, path.lastIndexOf(':'));
            if (!versions.containsKey(key)) {
                respond(exchange, 404, error(404, "CryptoKey " + key + " not found."));
                return;
            }
            byte[] bound = bytes(request, "additionalAuthenticatedData");
            try {
                requireSum(request, "additionalAuthenticatedData", bound);
                respond(
                        exchange,
                        200,
                        path.endsWith(":encrypt") ? encrypt(key, request, bound) : decrypt(key, request, bound));
            } catch (GeneralSecurityException e) {
                respond(exchange, 400, error(400, "Decryption failed: the ciphertext is invalid."));
            }
        }
    }

    /** Google's client compresses what it sends. */
    private static InputStream body(HttpExchange exchange) throws IOException {
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(exchange.getRequestBody())
                : exchange.getRequestBody();
    }

    private ObjectNode encrypt(String key, JsonNode request, byte[] bound) throws GeneralSecurityException {
        byte[] plain = bytes(request, "plaintext");
        requireSum(request, "plaintext", plain);
        seen.add(plain);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, versionsOf(key).getFirst(), nonce, bound)
                .doFinal(plain);
        byte[] all = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return JsonMapper.shared()
                .createObjectNode()
                .put("name", key + "/cryptoKeyVersions/" + versionsOf(key).size())
                .put("ciphertext", text(changed(all)))
                .put("ciphertextCrc32c", sum(all))
                .put("verifiedPlaintextCrc32c", true)
                .put("verifiedAdditionalAuthenticatedDataCrc32c", true);
    }

    private ObjectNode decrypt(String key, JsonNode request, byte[] bound) throws GeneralSecurityException {
        byte[] all = bytes(request, "ciphertext");
        requireSum(request, "ciphertext", all);
        byte[] plain = opened(key, all, bound);
        return JsonMapper.shared()
                .createObjectNode()
                .put("plaintext", text(changed(plain)))
                .put("plaintextCrc32c", sum(plain));
    }

    private List<byte[]> versionsOf(String key) {
        return versions.getOrDefault(key, List.of());
    }

    private byte[] opened(String key, byte[] all, byte[] bound) throws GeneralSecurityException {
        GeneralSecurityException last = new GeneralSecurityException("no version");
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        for (byte[] version : versionsOf(key)) {
            try {
                return cipher(Cipher.DECRYPT_MODE, version, nonce, bound)
                        .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw last;
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    private byte[] changed(byte[] bytes) {
        byte[] answer = bytes.clone();
        if (changesAnswers) {
            answer[0] ^= 1;
        }
        return answer;
    }

    private static byte[] bytes(JsonNode request, String field) {
        String text = request.path(field).asString();
        return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    }

    private static void requireSum(JsonNode request, String field, byte[] bytes) throws GeneralSecurityException {
        if (!request.path(field + "Crc32c").asString().equals(sum(bytes))) {
            throw new GeneralSecurityException(field);
        }
    }

    /** Numbers of 64 bits are text in JSON. */
    private static String sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return String.valueOf(sum.getValue());
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static ObjectNode error(int status, String message) {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        answer.putObject("error").put("code", status).put("message", message);
        return answer;
    }

    private static void respond(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
        byte[] bytes = answer.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
