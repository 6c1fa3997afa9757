package retrace.command.link.gcs;

import com.google.api.core.ApiClock;
import com.google.auth.Credentials;
import com.google.auth.ServiceAccountSigner;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.SignUrlOption;
import com.google.cloud.storage.StorageOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import retrace.command.link.LinkAddresses;
import retrace.kernel.id.LinkId;
import retrace.kernel.link.LinkOutcome.Issued;
import retrace.kernel.link.Purpose;

/**
 * Addresses of the bucket itself, with a V4 signature: for one object in one generation, with the file name that a
 * download gets. All of it is signed. What is fetched there, nobody of us sees.
 */
public final class BucketAddresses implements LinkAddresses {

    private static final String HTTPS = "https://";
    private static final String VIDEO = "video/mp4";

    private final Storage storage;
    private final BucketAddressSettings settings;
    private final InstantSource clock;

    private BucketAddresses(Storage storage, BucketAddressSettings settings, InstantSource clock) {
        this.storage = storage;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws IOException with a sentence, where nobody can sign */
    public static BucketAddresses open(BucketAddressSettings settings, InstantSource clock) throws IOException {
        Storage storage = StorageOptions.http()
                .setCredentials(signer(settings.keyFile()))
                .setProjectId("none") // nothing is asked of a project
                .setClock(new InjectedClock(clock))
                .build()
                .getService();
        return new BucketAddresses(storage, settings, clock);
    }

    private static Credentials signer(@Nullable Path keyFile) throws IOException {
        if (keyFile != null) {
            try (InputStream key = Files.newInputStream(keyFile)) {
                return ServiceAccountCredentials.fromStream(key);
            } catch (IOException e) {
                throw new IOException(
                        "retrace.command.links.gcs.key-file is the key file of a service account, as JSON. " + keyFile
                                + " cannot be read as one: " + e.getMessage(),
                        e);
            }
        }
        GoogleCredentials found = applicationDefault();
        if (!(found instanceof ServiceAccountSigner)) {
            throw new IOException("The credentials found cannot sign addresses: run as a service account that may sign"
                    + " for itself, or set retrace.command.links.gcs.key-file.");
        }
        return found;
    }

    private static GoogleCredentials applicationDefault() throws IOException {
        try {
            return GoogleCredentials.getApplicationDefault();
        } catch (IOException e) {
            throw new IOException(
                    "There are no credentials to sign addresses with. Run as a service account, or set"
                            + " retrace.command.links.gcs.key-file.",
                    e);
        }
    }

    @Override
    public String of(LinkId link, Purpose purpose, Issued issued) {
        BlobInfo object = BlobInfo.newBuilder(settings.bucket(), settings.prefix() + issued.objectName())
                .build();
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("generation", Long.toString(issued.generation()));
        parameters.put("response-content-type", VIDEO);
        parameters.put("response-content-disposition", disposition(purpose, issued.objectName()));
        List<SignUrlOption> options = new ArrayList<>(List.of(
                SignUrlOption.withV4Signature(),
                SignUrlOption.withPathStyle(),
                SignUrlOption.withQueryParams(parameters)));
        URI endpoint = settings.endpoint();
        if (endpoint != null) {
            options.add(SignUrlOption.withHostName(endpoint.toString()));
        }
        long seconds = Math.max(
                1, Duration.between(clock.instant(), issued.expiresAt()).toSeconds());
        String address = storage.signUrl(object, seconds, TimeUnit.SECONDS, options.toArray(SignUrlOption[]::new))
                .toString();
        // The scheme is not signed, and the client writes https whatever the endpoint's is.
        return endpoint == null ? address : endpoint.getScheme() + "://" + address.substring(HTTPS.length());
    }

    private static String disposition(Purpose purpose, String objectName) {
        return switch (purpose) {
            case PLAY -> ContentDisposition.inline().build().toString();
            case DOWNLOAD ->
                ContentDisposition.attachment()
                        .filename(objectName.substring(objectName.lastIndexOf('/') + 1))
                        .build()
                        .toString();
        };
    }

    /** The client's idea of a clock. */
    private record InjectedClock(InstantSource clock) implements ApiClock {

        @Override
        public long nanoTime() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public long millisTime() {
            return clock.millis();
        }
    }
}
