package org.opendcrc.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mails against a real SMTP server of another make on this machine. */
class MailRoomTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void CP_14_a_report_arrives_with_its_chinese_words_and_its_number() throws Exception {
        server.setUser("crc@heng.example.cn", "crc", "geheim");
        server.start();
        var id = UUID.randomUUID();
        room(server.getSmtp().getPort(), "crc", "geheim")
                .send(new Mail(id, "test", "qu@oem.example.cn", "【案件回报】处理结果 FAW-1", "已退款。\n客户满意：满意"));
        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("【案件回报】处理结果 FAW-1");
        assertThat(mail.getContent().toString()).contains("已退款。", "客户满意：满意");
        assertThat(mail.getAllRecipients()[0]).hasToString("qu@oem.example.cn");
        assertThat(mail.getFrom()[0]).hasToString("crc@heng.example.cn");
        assertThat(mail.getHeader("X-OpenDCRC-Mail")).containsExactly(id.toString());
    }

    @Test
    void a_wrong_password_and_a_server_that_is_not_there_are_said_and_nothing_has_gone() {
        server.setUser("crc@heng.example.cn", "crc", "geheim");
        server.start();
        var port = server.getSmtp().getPort();
        var mail = new Mail(UUID.randomUUID(), "test", "qu@oem.example.cn", "s", "b");
        assertThatThrownBy(() -> room(port, "crc", "falsch").send(mail)).isInstanceOf(MailRoom.NotTaken.class);
        assertThat(server.getReceivedMessages()).isEmpty();
        server.stop();
        assertThatThrownBy(() -> room(port, "crc", "geheim").send(mail)).isInstanceOf(MailRoom.NotTaken.class);
    }

    @Test
    void without_a_server_nothing_is_sent_and_an_unknown_way_of_sealing_is_refused() {
        assertThat(new MailRoom("", 25, "", "", "crc@heng.example.cn", "none").isReady())
                .isFalse();
        assertThat(new MailRoom("mail", 25, "", "", "", "none").isReady()).isFalse();
        assertThat(new MailRoom("mail", 25, "", "", "crc@heng.example.cn", "none").isReady())
                .isTrue();
        assertThatThrownBy(() -> new MailRoom("mail", 25, "", "", "crc@heng.example.cn", "ssl"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static MailRoom room(int port, String user, String password) {
        return new MailRoom("127.0.0.1", port, user, password, "crc@heng.example.cn", "none");
    }
}
