package org.opendcrc.organisation.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser without scripts: keeps cookies, sends the hidden token of the last page with its forms, follows nothing by itself. */
public class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String address;
    private final CookieManager cookies;
    private final HttpClient client;
    private String token = "";

    public Browser(int port) {
        this(port, new CookieManager());
    }

    private Browser(int port, CookieManager cookies) {
        this.address = "http://127.0.0.1:" + port;
        this.cookies = cookies;
        this.client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The same browser, led by a balancer to another node. */
    Browser at(int otherPort) {
        var other = new Browser(otherPort, cookies);
        other.token = token;
        return other;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", "text/html")
                .build());
    }

    public HttpResponse<String> post(String path, Map<String, String> fields) {
        var all = new TreeMap<>(fields);
        if (!token.isEmpty()) {
            all.putIfAbsent("_csrf", token);
        }
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(all.entrySet().stream()
                        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
                        .collect(Collectors.joining("&"))))
                .build());
    }

    /** Sends a file with a form. */
    public HttpResponse<String> upload(String path, String field, String name, byte[] content) {
        var head = "--zz\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
                + "\r\n--zz\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        var parts = java.util.List.of(head.getBytes(UTF_8), content, "\r\n--zz--\r\n".getBytes(UTF_8));
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=zz")
                .POST(BodyPublishers.ofByteArrays(parts))
                .build());
    }

    /** A file. */
    public byte[] bytes(String path) {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> signIn(String login, String password) {
        get("/login");
        return post("/login", Map.of("username", login, "password", password));
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(it -> it.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    void forgetToken() {
        token = "";
    }

    /** Hears what the house tells by itself; each word is waited for, a minute at most. */
    public Ear listen(String path) {
        var response = client.sendAsync(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofLines())
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
        var words = new LinkedBlockingQueue<String>();
        Thread.ofVirtual().start(() -> {
            try {
                response.body()
                        .filter(it -> it.startsWith("event:") || it.startsWith("data:"))
                        .forEach(words::add);
            } catch (UncheckedIOException _) {
                // hung up
            }
            words.add(Ear.CLOSED);
        });
        return new Ear(response.statusCode(), words);
    }

    /** What the house tells by itself, line by line. */
    public record Ear(int status, BlockingQueue<String> words) {

        public static final String CLOSED = "closed";

        /** The next word, whatever it is. */
        public String next() {
            try {
                return Objects.requireNonNull(words.poll(1, TimeUnit.MINUTES), "nothing was told");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Hears on until that word comes. */
        public void until(String word) {
            var heard = next();
            while (!heard.equals(word)) {
                if (heard.equals(CLOSED)) {
                    throw new AssertionError("hung up before " + word);
                }
                heard = next();
            }
        }
    }

    public static String location(HttpResponse<?> response) {
        var location = response.headers().firstValue("Location").orElse("");
        return location.isEmpty() ? "" : location.substring(location.indexOf('/', "http://".length()));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            var found = TOKEN.matcher(response.body());
            if (found.find()) {
                token = found.group(1);
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
