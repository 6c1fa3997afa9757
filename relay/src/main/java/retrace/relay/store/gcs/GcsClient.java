package retrace.relay.store.gcs;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.io.IOException;
import java.time.Duration;

/** Google's client, over HTTP and JSON. */
final class GcsClient {

    private static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";

    private GcsClient() {}

    static Storage create(GcsSettings settings) throws IOException {
        StorageOptions.Builder options = StorageOptions.http()
                .setTransportOptions(HttpTransportOptions.newBuilder()
                        .setConnectTimeout(
                                Math.toIntExact(settings.connectTimeMax().toMillis()))
                        .setReadTimeout(Math.toIntExact(settings.silenceMax().toMillis()))
                        .build())
                .setRetrySettings(once(settings.silenceMax()));
        if (settings.endpoint() == null) {
            options.setCredentials(credentials());
        } else {
            options.setHost(settings.endpoint().toString())
                    .setCredentials(NoCredentials.getInstance())
                    .setProjectId("none"); // else it is looked for on the network
        }
        return options.build().getService();
    }

    /** Whoever calls the store tries again, and knows for how long. */
    private static RetrySettings once(Duration time) {
        return RetrySettings.newBuilder()
                .setMaxAttempts(1)
                .setTotalTimeoutDuration(time)
                .setInitialRetryDelayDuration(Duration.ofMillis(1))
                .setMaxRetryDelayDuration(Duration.ofMillis(1))
                .build();
    }

    private static GoogleCredentials credentials() throws IOException {
        try {
            return GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
        } catch (IOException e) {
            throw new IOException(
                    "There are no credentials for Google Cloud Storage. Run with a service account, or name its key file"
                            + " in GOOGLE_APPLICATION_CREDENTIALS.",
                    e);
        }
    }
}
