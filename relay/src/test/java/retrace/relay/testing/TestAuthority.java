package retrace.relay.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of a test's own, made with the JDK's keytool. */
public final class TestAuthority {

    private static final String PASSWORD = "changeit";
    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    private final Path folder;

    public TestAuthority(Path folder) {
        this.folder = folder;
        keytool("ca", "-genkeypair", "-dname", "CN=Authority of a test", "-ext", "bc:c", "-validity", "9");
        export("ca");
    }

    /** Its own certificate, in PEM. */
    public Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** For a client that trusts nobody else. */
    public SSLContext clientContext() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", open(store()).getCertificate("ca"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate with its key, in PEM and for the JDK. */
    public record Issued(String name, Path certificate, Path key, Path keyStore) {

        /** As people pin it. */
        public String sha256() {
            try {
                byte[] encoded = open(keyStore).getCertificate(name).getEncoded();
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** For a server that shows it. */
        public SSLContext serverContext() {
            try {
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                KeyStore own = open(keyStore);
                for (String other : List.copyOf(Collections.list(own.aliases()))) {
                    if (!other.equals(name)) {
                        own.deleteEntry(other);
                    }
                }
                keys.init(own, PASSWORD.toCharArray());
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), null, null);
                return context;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** For 127.0.0.1 and localhost, good now. */
    public Issued issue(String name) {
        return issue(name, "ip:127.0.0.1,dns:localhost", "-1H");
    }

    /** For the same, expired yesterday. */
    public Issued issueExpired(String name) {
        return issue(name, "ip:127.0.0.1,dns:localhost", "-8d");
    }

    /** For another computer. */
    public Issued issueForAnother(String name) {
        return issue(name, "dns:another.example", "-1H");
    }

    private Issued issue(String name, String alternativeNames, String start) {
        keytool(
                name,
                "-genkeypair",
                "-signer",
                "ca",
                "-dname",
                "CN=" + name,
                "-startdate",
                start,
                "-validity",
                "7",
                "-ext",
                "san=" + alternativeNames);
        export(name);
        return new Issued(name, folder.resolve(name + ".pem"), folder.resolve(name + ".key"), store());
    }

    private Path store() {
        return folder.resolve("keys.p12");
    }

    private static KeyStore open(Path store) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        }
    }

    private void export(String name) {
        try {
            KeyStore keys = open(store());
            StringBuilder chain = new StringBuilder();
            for (Certificate certificate : keys.getCertificateChain(name)) {
                chain.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            Files.writeString(folder.resolve(name + ".pem"), chain);
            byte[] key = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
            Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + kind + "-----\n";
    }

    /** RSA, because the JDK writes keys of elliptic curves without their public half, which GnuTLS wants. */
    private void keytool(String name, String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of(KEYTOOL.toString(), command));
        line.addAll(List.of(arguments));
        line.addAll(List.of(
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-alias",
                name,
                "-keystore",
                store().toString(),
                "-storepass",
                PASSWORD));
        Program.run("", line);
    }
}
