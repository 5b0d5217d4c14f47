package org.opendcrc.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at a browser: one connection that is kept, cookies, and as little work of its own as can be. Not for several threads. */
final class Visitor implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final Duration PATIENCE_OF_THE_PROGRAM = Duration.ofSeconds(10);

    private final int port;
    private Socket socket;
    private InputStream in;
    private boolean ended;
    private long lastUsed = System.nanoTime();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String bearer = "";

    /** What came back. */
    record Answer(int status, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Visitor(int port) throws IOException {
        this.port = port;
        socket = connected();
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    private Socket connected() throws IOException {
        var made = new Socket(InetAddress.getLoopbackAddress(), port);
        made.setTcpNoDelay(true);
        made.setSoTimeout(3_600_000);
        return made;
    }

    /** The server ends a connection after a hundred pages, as with any browser. */
    private void connectAgain() throws IOException {
        // The program closes a connection on which nothing was asked for a while.
        if (ended || System.nanoTime() - lastUsed > PATIENCE_OF_THE_PROGRAM.toNanos()) {
            socket.close();
            socket = connected();
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            ended = false;
        }
        lastUsed = System.nanoTime();
    }

    void useToken(String token) {
        bearer = token;
    }

    void signIn(String login, String password) throws IOException {
        var form = get("/login").text();
        var token = TOKEN.matcher(form);
        if (!token.find()) {
            throw new IllegalStateException("no login form");
        }
        var body =
                "username=" + encoded(login) + "&password=" + encoded(password) + "&_csrf=" + encoded(token.group(1));
        var answer = send(
                "POST /login",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                body.getBytes(StandardCharsets.UTF_8));
        if (answer.status() != 302) {
            throw new IllegalStateException("the sign-in was answered with " + answer.status());
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer get(String path) throws IOException {
        return send("GET " + path, "", new byte[0]);
    }

    /** Sends a file as it is read. */
    Answer post(String path, Path file) throws IOException {
        connectAgain();
        var out = socket.getOutputStream();
        out.write(head("POST " + path, "Content-Type: text/csv; charset=UTF-8\r\n", Files.size(file)));
        Files.copy(file, out);
        out.flush();
        return read();
    }

    private Answer send(String line, String header, byte[] body) throws IOException {
        connectAgain();
        var out = socket.getOutputStream();
        var all = new ByteArrayOutputStream();
        all.write(head(line, header, body.length));
        all.write(body);
        out.write(all.toByteArray());
        out.flush();
        return read();
    }

    private byte[] head(String line, String header, long length) {
        var head = line + " HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort()
                + "\r\nAccept: text/html, application/json\r\n"
                + "Accept-Language: zh-CN\r\n"
                + header
                + (bearer.isEmpty() ? "" : "Authorization: Bearer " + bearer + "\r\n")
                + (cookies.isEmpty()
                        ? ""
                        : "Cookie: "
                                + cookies.entrySet().stream()
                                        .map(it -> it.getKey() + "=" + it.getValue())
                                        .collect(Collectors.joining("; "))
                                + "\r\n")
                + (line.startsWith("GET") ? "" : "Content-Length: " + length + "\r\n")
                + "\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    private Answer read() throws IOException {
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var length = -1;
        var chunked = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:")) {
                ended = lower.contains("close");
            } else if (lower.startsWith("set-cookie:")) {
                var parts = header.substring(11).strip().split(";", 2)[0].split("=", 2);
                cookies.put(parts[0], parts[1]);
            }
        }
        if (!chunked) {
            return new Answer(status, length <= 0 ? new byte[0] : in.readNBytes(length));
        }
        var body = new ByteArrayOutputStream(1 << 15);
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return new Answer(status, body.toByteArray());
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
