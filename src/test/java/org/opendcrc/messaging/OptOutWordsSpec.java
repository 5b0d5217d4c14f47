package org.opendcrc.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How people refuse advertising, and what they write that refuses nothing. */
class OptOutWordsSpec {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "R",
                "r",
                "Ｒ",
                "ｒ",
                " R ",
                "R.",
                "R。",
                "【R】",
                "\"R\"",
                "T",
                "t",
                "TD",
                "td",
                "Td",
                "ＴＤ",
                "T D",
                "T　D",
                "td!!",
                "退订",
                "退订!!",
                "退订！！",
                " 退订 ",
                "退　订",
                "退 订",
                "“退订”",
                "退订。",
                "退定",
                "退訂",
                "回复R",
                "回复TD",
                "TD退订",
                "退订TD",
                "我要退订",
                "请退订！",
                "退订，谢谢",
                "拒收",
                "取消订阅",
                "不要再发了！！！",
                "别发了",
                "STOP",
                "Stop.",
                "unsubscribe",
                "n",
                "退订🙏",
                "\t退订\r\n"
            })
    void these_refuse(String words) {
        assertThat(OptOutWords.isOptOut(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "!!",
                "好的",
                "R you open?",
                "收到",
                "1",
                "谢谢",
                "退订金可以吗",
                "我想退定金",
                "TDI发动机保养多少钱",
                "请问周日开门吗",
                "不要紧",
                "Trade in?",
                "我没有退订",
                "退车"
            })
    void these_do_not(String words) {
        assertThat(OptOutWords.isOptOut(words)).isFalse();
    }
}
