package retrace.command.endpoint.kms;

import com.google.api.client.http.HttpBackOffIOExceptionHandler;
import com.google.api.client.http.HttpBackOffUnsuccessfulResponseHandler;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.ExponentialBackOff;
import com.google.api.services.cloudkms.v1.CloudKMS;
import com.google.api.services.cloudkms.v1.CloudKMSScopes;
import com.google.api.services.cloudkms.v1.model.DecryptRequest;
import com.google.api.services.cloudkms.v1.model.DecryptResponse;
import com.google.api.services.cloudkms.v1.model.EncryptRequest;
import com.google.api.services.cloudkms.v1.model.EncryptResponse;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import retrace.command.endpoint.KeyWrapping;

/**
 * Wraps with a key of Google Cloud KMS, which never gives it out. What was wrapped before with another key of it is
 * unwrapped with that; what has no name of KMS's is left to the keys of before. Sums are sent and compared both ways, as
 * <a href="https://cloud.google.com/kms/docs/data-integrity-guidelines">Google advises</a>.
 */
public final class KmsKeys implements KeyWrapping {

    /** All names of KMS begin so, and no other key's name has a slash. */
    private static final String NAMES = "projects/";

    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
    private static final int RETRIES_MAX = 3;

    private final String key;
    private final CloudKMS.Projects.Locations.KeyRings.CryptoKeys service;
    private final @Nullable KeyWrapping before;

    /**
     * @param before keys from the configuration, for what is still wrapped with them; null where there are none
     * @throws IllegalArgumentException with a sentence where no credentials are found
     */
    public KmsKeys(KmsSettings settings, @Nullable KeyWrapping before) {
        this.key = settings.key();
        this.before = before;
        try {
            CloudKMS.Builder builder = new CloudKMS.Builder(
                            new NetHttpTransport(),
                            GsonFactory.getDefaultInstance(),
                            patiently(authorization(settings)))
                    .setApplicationName("retrace");
            URI endpoint = settings.endpoint();
            if (endpoint != null) {
                builder.setRootUrl(endpoint + "/");
            }
            service = builder.build().projects().locations().keyRings().cryptoKeys();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "retrace.command.credential-kms-key: no credentials for Google Cloud were found. " + e.getMessage(),
                    e);
        }
    }

    private static HttpRequestInitializer authorization(KmsSettings settings) throws IOException {
        return settings.endpoint() == null
                ? new HttpCredentialsAdapter(
                        GoogleCredentials.getApplicationDefault().createScoped(CloudKMSScopes.CLOUDKMS))
                : request -> {};
    }

    private static HttpRequestInitializer patiently(HttpRequestInitializer authorization) {
        return request -> {
            authorization.initialize(request);
            request.setConnectTimeout(TIMEOUT_MILLIS);
            request.setReadTimeout(TIMEOUT_MILLIS);
            request.setNumberOfRetries(RETRIES_MAX);
            request.setIOExceptionHandler(new HttpBackOffIOExceptionHandler(new ExponentialBackOff()));
            var authorizing = request.getUnsuccessfulResponseHandler();
            var waiting = new HttpBackOffUnsuccessfulResponseHandler(new ExponentialBackOff());
            request.setUnsuccessfulResponseHandler((tried, answer, retriable) ->
                    (authorizing != null && authorizing.handleResponse(tried, answer, retriable))
                            || waiting.handleResponse(tried, answer, retriable));
        };
    }

    @Override
    public String currentKey() {
        return key;
    }

    @Override
    public byte[] wrap(String name, byte[] dataKey, byte[] bound) {
        EncryptResponse answer = ask(
                name,
                () -> service.encrypt(
                                name,
                                new EncryptRequest()
                                        .encodePlaintext(dataKey)
                                        .setPlaintextCrc32c(sum(dataKey))
                                        .encodeAdditionalAuthenticatedData(bound)
                                        .setAdditionalAuthenticatedDataCrc32c(sum(bound)))
                        .execute());
        byte[] wrapped = answer.decodeCiphertext();
        boolean whole = Boolean.TRUE.equals(answer.getVerifiedPlaintextCrc32c())
                && Boolean.TRUE.equals(answer.getVerifiedAdditionalAuthenticatedDataCrc32c());
        requireWhole(whole && isSum(answer.getCiphertextCrc32c(), wrapped), name);
        return wrapped;
    }

    @Override
    public byte[] unwrap(String name, byte[] wrapped, byte[] bound) {
        if (!name.startsWith(NAMES)) {
            if (before == null) {
                throw new IllegalStateException("there is no key " + name + ", which this was encrypted with");
            }
            return before.unwrap(name, wrapped, bound);
        }
        DecryptResponse answer = ask(
                name,
                () -> service.decrypt(
                                name,
                                new DecryptRequest()
                                        .encodeCiphertext(wrapped)
                                        .setCiphertextCrc32c(sum(wrapped))
                                        .encodeAdditionalAuthenticatedData(bound)
                                        .setAdditionalAuthenticatedDataCrc32c(sum(bound)))
                        .execute());
        byte[] dataKey = answer.decodePlaintext();
        requireWhole(isSum(answer.getPlaintextCrc32c(), dataKey), name);
        return dataKey;
    }

    @Override
    public void reload() {
        if (before != null) {
            before.reload();
        }
    }

    @Override
    public byte @Nullable [] nameless() {
        return before == null ? null : before.nameless();
    }

    private interface Call<T> {
        T send() throws IOException;
    }

    private static <T> T ask(String name, Call<T> call) {
        try {
            return call.send();
        } catch (IOException e) {
            throw new IllegalStateException("the key " + name + " cannot be used just now: " + e.getMessage(), e);
        }
    }

    private static void requireWhole(boolean whole, String name) {
        if (!whole) {
            throw new IllegalStateException("what went to the key " + name + " and back was changed on its way");
        }
    }

    private static long sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return sum.getValue();
    }

    private static boolean isSum(@Nullable Long sum, byte[] bytes) {
        return sum != null && sum == sum(bytes);
    }
}
