package org.opendcrc.mail;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Hands mails to the house's mail server: {@code OPENDCRC_SMTP_HOST}, {@code …_PORT}, {@code …_USER}, {@code …_PASSWORD}, {@code …_FROM}, and
 * {@code …_TLS} ({@code starttls}, {@code tls} or {@code none}). Without a host nothing is sent, and the pages say so.
 */
@Component
class MailRoom {

    private static final String PATIENCE = "10000";

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final String from;
    private final boolean ready;

    MailRoom(
            @Value("${opendcrc.smtp.host:${OPENDCRC_SMTP_HOST:}}") String host,
            @Value("${opendcrc.smtp.port:${OPENDCRC_SMTP_PORT:587}}") int port,
            @Value("${opendcrc.smtp.user:${OPENDCRC_SMTP_USER:}}") String user,
            @Value("${opendcrc.smtp.password:${OPENDCRC_SMTP_PASSWORD:}}") String password,
            @Value("${opendcrc.smtp.from:${OPENDCRC_SMTP_FROM:}}") String from,
            @Value("${opendcrc.smtp.tls:${OPENDCRC_SMTP_TLS:starttls}}") String tls) {
        this.from = from.strip();
        this.ready = !host.isBlank() && !from.isBlank();
        sender.setHost(host.strip());
        sender.setPort(port);
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var properties = sender.getJavaMailProperties();
        if (!user.isBlank()) {
            sender.setUsername(user.strip());
            sender.setPassword(password);
            properties.setProperty("mail.smtp.auth", "true");
        }
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE);
        properties.setProperty("mail.smtp.timeout", PATIENCE);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE);
        switch (tls) {
            case "starttls" -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case "tls" -> properties.setProperty("mail.smtp.ssl.enable", "true");
            case "none" -> {
                // a server within the house
            }
            default -> throw new IllegalArgumentException("OPENDCRC_SMTP_TLS is starttls, tls or none, not " + tls);
        }
    }

    /** Whether there is a mail server. */
    boolean isReady() {
        return ready;
    }

    /** @throws NotTaken if the server did not take it */
    void send(Mail mail) throws NotTaken {
        try {
            var message = sender.createMimeMessage();
            var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(mail.to());
            helper.setSubject(mail.subject());
            helper.setText(mail.body());
            message.setHeader("X-OpenDCRC-Mail", mail.id().toString());
            sender.send(message);
        } catch (MessagingException | MailException e) {
            throw new NotTaken(e);
        }
    }

    /** The server did not take a mail. */
    static final class NotTaken extends Exception {

        private static final long serialVersionUID = 1L;

        NotTaken(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
