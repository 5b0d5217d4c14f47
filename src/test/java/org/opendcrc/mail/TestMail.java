package org.opendcrc.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A house with a mail server of another make on this machine, that can be taken away and come back; for tests of other chapters. */
public final class TestMail implements AutoCloseable {

    private final JdbcClient jdbc;
    private final Dealers dealers;
    private final ApplicationEventPublisher events;
    private final int port;
    private GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    public TestMail(JdbcClient jdbc, Dealers dealers, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.dealers = dealers;
        this.events = events;
        server.setUser("crc@heng.example.cn", "crc", "geheim");
        server.start();
        port = server.getSmtp().getPort();
    }

    private MailRoom room(String password) {
        return new MailRoom("127.0.0.1", port, "crc", password, "crc@heng.example.cn", "none");
    }

    public MailOutbox outbox() {
        return new MailOutbox(new Mails(jdbc), room("geheim"));
    }

    /** What sends the mails of this house. */
    public Job job() {
        return new MailJob(dealers, new Mails(jdbc), room("geheim"), events);
    }

    /** The same with a password that the server refuses. */
    public Job refused() {
        return new MailJob(dealers, new Mails(jdbc), room("falsch"), events);
    }

    public void down() {
        server.stop();
    }

    /** Back at the same address, with nothing in its boxes. */
    public void up() {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("crc@heng.example.cn", "crc", "geheim");
        server.start();
    }

    /** The subjects of what has arrived since the server was started. */
    public java.util.List<String> arrived() {
        return java.util.Arrays.stream(server.getReceivedMessages())
                .map(it -> {
                    try {
                        return it.getAllRecipients()[0] + " " + it.getSubject();
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
