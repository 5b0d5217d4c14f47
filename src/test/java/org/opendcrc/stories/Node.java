package org.opendcrc.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.opendcrc.TestProgram;

/** One node of OpenDCRC as a program of its own, so that it can be killed like one. Talks over HTTP on this machine alone. */
final class Node implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final int port;
    private final Path log;

    private Node(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts a node on a data folder and returns when it answers. */
    static Node start(Path data, Map<String, String> environment) {
        var node = launch(data, environment);
        node.awaitReady();
        return node;
    }

    private static Node launch(Path data, Map<String, String> environment) {
        try {
            int port = freePort();
            var log = data.resolve("node-" + port + ".log");
            var builder = TestProgram.of(data).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            builder.environment().put("SERVER_PORT", Integer.toString(port));
            return new Node(builder.start(), port, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        try (var client = HttpClient.newHttpClient()) {
            var health = HttpRequest.newBuilder(address("/actuator/health")).build();
            Awaitility.await("node at " + address("/"))
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        if (!process.isAlive()) {
                            throw new IllegalStateException("the node ended: " + tail());
                        }
                        try {
                            return client.send(health, HttpResponse.BodyHandlers.ofString())
                                            .statusCode()
                                    == 200;
                        } catch (IOException _) {
                            return false;
                        }
                    });
        }
    }

    private String tail() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Ends it without a word, as a power cut would. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends it as an operator would. */
    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd()) {
            kill();
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
