package org.opendcrc.messaging.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An SMPP gateway that nobody of this house wrote, in a process of its own: {@code src/test/peers/smpp.js} on the package {@code smpp},
 * which {@code bin/need-peers} brings. It does what a test tells it.
 */
public final class PeerSmsc implements AutoCloseable {

    public static final String ACCOUNT = "opendcrc";
    public static final String PASSWORD = "s3cret";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path PEERS = Path.of("target/peers/node_modules").toAbsolutePath();

    /** What it was handed, as it understood it. */
    public record Submitted(String to, int coding, int kind, int part, int of, String words) {}

    public final List<Submitted> submitted = Collections.synchronizedList(new ArrayList<>());

    /** Messages of several parts, put together as a telephone would. */
    public final BlockingQueue<String> whole = new LinkedBlockingQueue<>();

    private final BlockingQueue<JsonNode> said = new LinkedBlockingQueue<>();
    private final Process process;
    private final Writer ear;
    private final int port;

    public PeerSmsc() throws IOException, InterruptedException {
        this(null);
    }

    /** @param certificate by which it shows who it is; null for a line in the clear */
    PeerSmsc(@Nullable Certificate certificate) throws IOException, InterruptedException {
        fetch();
        var program = new ProcessBuilder(
                "node", Path.of("src/test/peers/smpp.js").toAbsolutePath().toString());
        program.environment().put("NODE_PATH", PEERS.toString());
        if (certificate != null) {
            program.environment().put("PEER_KEY", certificate.key().toString());
            program.environment()
                    .put("PEER_CERTIFICATE", certificate.certificate().toString());
        }
        process = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        ear = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("peer").start(this::listen);
        port = next().path("port").asInt();
    }

    private static void fetch() throws IOException, InterruptedException {
        var fetching = new ProcessBuilder("bin/need-peers").inheritIO().start();
        if (fetching.waitFor() != 0) {
            throw new IllegalStateException("bin/need-peers says what is missing");
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var it = JSON.readTree(line);
                if (it.has("words")) {
                    submitted.add(new Submitted(
                            it.path("to").asString(),
                            it.path("coding").asInt(),
                            it.path("kind").asInt(),
                            it.path("part").asInt(),
                            it.path("of").asInt(),
                            it.path("words").asString()));
                } else if (it.has("whole")) {
                    whole.add(it.path("whole").asString());
                } else {
                    said.add(it);
                }
            }
        } catch (IOException e) {
            // it has ended
        }
    }

    private JsonNode next() throws InterruptedException {
        var it = said.poll(20, TimeUnit.SECONDS);
        if (it == null) {
            throw new IllegalStateException("the gateway says nothing");
        }
        return it;
    }

    public int port() {
        return port;
    }

    /** It tells what became of a part; {@code id} is its own word: n1 for the first that it took. */
    public void receipt(String id, String state) {
        tell(Map.of("receipt", id, "stat", state, "err", "000"));
    }

    void reply(String phone, String words) {
        tell(Map.of("reply", phone, "words", words));
    }

    /** From now on it answers nothing, until it is told to. */
    void hold() {
        tell(Map.of("hold", true));
    }

    void release() {
        tell(Map.of("release", true));
    }

    /** It vanishes with all its connections; returns when nobody listens any more. */
    public void vanish() throws InterruptedException {
        tell(Map.of("gone", true));
        next();
    }

    /** It is there again, at the same port. */
    public void comeBack() throws InterruptedException {
        tell(Map.of("back", true));
        next();
    }

    private void tell(Map<String, Object> what) {
        try {
            ear.write(JSON.writeValueAsString(what) + "\n");
            ear.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** A certificate of this machine's address, made for a test: two files in PEM. */
    record Certificate(Path key, Path certificate) {

        static Certificate make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
            var store = folder.resolve("peer.p12");
            var made = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "peer",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=gateway",
                            "-ext",
                            "san=ip:127.0.0.1",
                            "-validity",
                            "3650",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            "changeit",
                            "-keystore",
                            store.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (made.waitFor() != 0) {
                throw new IllegalStateException("keytool makes no certificate");
            }
            var keys = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(store)) {
                keys.load(in, "changeit".toCharArray());
            }
            return new Certificate(
                    pem(
                            folder.resolve("key.pem"),
                            "PRIVATE KEY",
                            keys.getKey("peer", "changeit".toCharArray()).getEncoded()),
                    pem(
                            folder.resolve("certificate.pem"),
                            "CERTIFICATE",
                            keys.getCertificate("peer").getEncoded()));
        }

        private static Path pem(Path file, String what, byte[] octets) throws IOException {
            return Files.writeString(
                    file,
                    "-----BEGIN " + what + "-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets) + "\n-----END " + what
                            + "-----\n");
        }

        String text() throws IOException {
            return Files.readString(certificate);
        }
    }
}
