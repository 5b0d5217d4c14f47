package org.opendcrc.dms.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendcrc.ApplicationTest;
import org.opendcrc.dms.FileKind;
import org.opendcrc.dms.ImportDesk;
import org.opendcrc.dms.ImportedFile;
import org.opendcrc.organisation.SettableClock;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Role;
import org.opendcrc.site.Messages;
import org.opendcrc.site.TestPages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.event.RecordApplicationEvents;

/** Rejected lines are taken away, mended, and brought in again. */
@ApplicationTest
@Import(TestHouse.class)
@RecordApplicationEvents
class DownloadsTest {

    private static final String BAD = """
            客户编号,我的列,客户名称,手机,详细地址
            K1,x,陈,13800138000,文三路
            K2,"a,b",李,1385716,=1+1
            K3,,王,1.38001E+10,"西湖
            大道"
            """;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    ImportDesk desk;

    @Autowired
    Downloads downloads;

    @Autowired
    Clock clock;

    TestHouse.House house;
    Actor actor;

    @BeforeEach
    void open() {
        ((SettableClock) clock).set(Instant.parse("2026-04-10T15:30:00Z"));
        house = builder.open();
        builder.employ(house, "info", Map.of(house.east(), Set.of(Role.INFORMATION)));
        actor = builder.actor(house, "info");
    }

    @Test
    void rejected_lines_stand_under_their_own_headings_with_line_and_reason_behind() throws IOException {
        var file = bring(BAD.getBytes(StandardCharsets.UTF_8));
        assertThat(file.counts().rejected()).isEqualTo(2);
        var answer = rejects(file, false);
        assertThat(answer.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"customers-rejects.csv\"");
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).isEqualTo("""
                        \uFEFF客户编号,我的列,客户名称,手机,详细地址,原行号,拒收原因\r
                        K2,"a,b",李,1385716,'=1+1,3,不是电话号码：手机要 11 位，座机 7 到 8 位加区号\r
                        K3,,王,1.38001E+10,"西湖
                        大道",4,被 Excel 变成了科学计数，后几位已经丢失\r
                        """);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void they_come_in_when_they_are_mended_and_again_say_where_they_stood_if_not(boolean sheet) throws IOException {
        var file = bring(BAD.getBytes(StandardCharsets.UTF_8));
        var again = bring(rejects(file, sheet).getContentAsByteArray());
        assertThat(again.counts().rejected()).isEqualTo(2);
        assertThat(again.ignored()).as("line and reason are ours").containsExactly("我的列");
        var third = rejects(again, false).getContentAsString(StandardCharsets.UTF_8);
        assertThat(third.lines().findFirst().orElseThrow()).isEqualTo("\uFEFF客户编号,我的列,客户名称,手机,详细地址,原行号,拒收原因");
        assertThat(third).contains("K2,\"a,b\",李,1385716,'=1+1,2,");
        var mended = third.replace("1385716", "13857160000").replace("1.38001E+10", "13800138001");
        var done = bring(mended.getBytes(StandardCharsets.UTF_8));
        assertThat(done.counts().created()).isEqualTo(2);
        assertThat(done.counts().rejected()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doubts_are_a_list_of_their_own(boolean sheet) throws IOException {
        var lines = new StringBuilder("customer_no,name,phone,dnd\n");
        for (var i = 0; i < 120; i++) {
            lines.append('K').append(i).append(",陈,13800138000,也许\n");
        }
        var file = bring(lines.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(file.counts().warnings()).isEqualTo(120);
        var answer = new MockHttpServletResponse();
        DealerContext.runAs(house.dealer(), () -> {
            try {
                downloads.warnings(answer, actor, file, sheet, TestPages.MESSAGES.in(Messages.CHINESE));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        if (sheet) {
            assertThat(answer.getContentAsByteArray()).startsWith('P', 'K');
        } else {
            assertThat(answer.getContentAsString(StandardCharsets.UTF_8).lines())
                    .hasSize(121)
                    .contains("2,免打扰 dnd,也许,不是「是」或「否」，按没填处理,写「是」或「否」", "121,免打扰 dnd,也许,不是「是」或「否」，按没填处理,写「是」或「否」");
        }
    }

    private ImportedFile bring(byte[] content) {
        return DealerContext.callAs(
                house.dealer(),
                () -> desk.takeNow(actor, FileKind.CUSTOMERS, "customers", new ByteArrayInputStream(content)));
    }

    private MockHttpServletResponse rejects(ImportedFile file, boolean sheet) {
        var answer = new MockHttpServletResponse();
        DealerContext.runAs(house.dealer(), () -> {
            try {
                downloads.rejects(answer, actor, file, sheet, TestPages.MESSAGES.in(Messages.CHINESE));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return answer;
    }
}
