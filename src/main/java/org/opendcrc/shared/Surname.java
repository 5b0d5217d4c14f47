package org.opendcrc.shared;

import java.util.Optional;
import java.util.Set;

/** The surname of a Chinese name, for addressing somebody: 方 of 方志强, 欧阳 of 欧阳雪. */
public final class Surname {

    /** Surnames of two characters; all others have one. */
    private static final Set<String> COMPOUND = Set.of(
            "欧阳", "上官", "司马", "司徒", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "东方", "端木", "独孤", "长孙", "宇文", "轩辕", "南宫",
            "西门", "东郭", "呼延", "闻人", "澹台", "申屠", "太史", "万俟", "赫连", "钟离", "濮阳", "淳于", "单于", "完颜", "拓跋");

    private Surname() {}

    /** Empty for a name that is not written in Chinese characters. */
    public static Optional<String> of(String name) {
        var it = name.strip();
        if (it.isEmpty() || Character.UnicodeScript.of(it.codePointAt(0)) != Character.UnicodeScript.HAN) {
            return Optional.empty();
        }
        return Optional.of(
                it.length() > 2 && COMPOUND.contains(it.substring(0, 2))
                        ? it.substring(0, 2)
                        : it.substring(0, it.offsetByCodePoints(0, 1)));
    }
}
