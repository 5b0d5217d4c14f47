package org.opendcrc.messaging;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a reply refuses advertising, as people really write it: in full-width letters, with blanks and signs around or between, in any
 * case. Words that go on ("R you open?") refuse nothing and land before the clerk.
 */
final class OptOutWords {

    private static final Set<String> WORDS = Set.of(
            "r",
            "t",
            "td",
            "tui",
            "tuiding",
            "n",
            "stop",
            "stopall",
            "unsubscribe",
            "cancel",
            "quit",
            "end",
            "退",
            "退订",
            "退定",
            "退订r",
            "退订t",
            "退订td",
            "r退订",
            "t退订",
            "td退订",
            "回复r",
            "回复t",
            "回复td",
            "回t",
            "回r",
            "取消",
            "取消订阅",
            "拒收",
            "拒收r",
            "拒绝",
            "不要",
            "不要再发",
            "不要再发了",
            "别发了",
            "别再发了",
            "不要发了",
            "退订短信",
            "取消短信",
            "我要退订",
            "请退订",
            "我退订",
            "要求退订",
            "申请退订",
            "退订谢谢",
            "请退订谢谢",
            "不需要",
            "勿扰",
            "勿发",
            "请勿再发",
            "停止",
            "停止发送",
            "拒收短信",
            "退訂",
            "我要退訂",
            "取消訂閱",
            "屏蔽",
            "永久退订",
            "全部退订",
            "退订退订");

    /** All that is neither letter nor digit: blanks of any width, signs, emoji. */
    private static final Pattern REST = Pattern.compile("[^\\p{L}\\p{N}]+");

    private OptOutWords() {}

    static boolean isOptOut(String words) {
        return WORDS.contains(plain(words));
    }

    /** Half-width, lower case, letters and digits alone. */
    static String plain(String words) {
        return REST.matcher(Normalizer.normalize(words, Normalizer.Form.NFKC))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
