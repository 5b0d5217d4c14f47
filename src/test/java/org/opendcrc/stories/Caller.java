package org.opendcrc.stories;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that works with OpenDCRC as another system would: over HTTP, with the access token of a person. */
final class Caller {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final Supplier<Node> node;
    private final String token;

    /** What came back; the body is missing where there is none. */
    record Answer(int status, JsonNode body) {}

    /**
     * A caller.
     *
     * @param node asked at each call, since a killed node comes back as another one
     */
    Caller(Supplier<Node> node, String token) {
        this.node = node;
        this.token = token;
    }

    Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    Answer post(String path, String json) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8)));
    }

    Answer bringIn(String kind, String csv) throws IOException {
        return send(request("/api/v1/imports?kind=" + kind + "&name=" + kind + ".csv")
                .header("Content-Type", "text/csv; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(csv, StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.get().address(path))
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private static Answer send(HttpRequest.Builder request) throws IOException {
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            var body = answer.body();
            return new Answer(answer.statusCode(), body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
