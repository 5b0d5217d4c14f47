package org.opendcrc.shared;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a person is in a store (handbook roles, {@code domain.md} 2.1 and A35). The words are those of the staff file.
 * A plain 总监 is both directors, so the importer writes two roles for it.
 */
public enum Role {
    AGENT("客服专员"),
    CRC_MANAGER("客服经理"),
    ADVISOR("服务顾问"),
    SERVICE_MANAGER("服务经理"),
    CONSULTANT("销售顾问"),
    SALES_MANAGER("销售经理"),
    PARTS("备件"),
    WORKSHOP("车间"),
    GUARD("保安"),
    SALES_DIRECTOR("销售总监"),
    SERVICE_DIRECTOR("服务总监"),
    GENERAL_MANAGER("总经理"),
    INFORMATION("信息员"),
    ADMINISTRATOR("管理员"),
    /** Nobody of the dealer's: one of the manufacturer's people, who sees what was submitted to him (A35). */
    MANUFACTURER("厂家");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The word of the staff file, Chinese. */
    public String word() {
        return word;
    }

    /** The role of a word of the staff file; 总监 alone stands for two roles and is not found here. */
    public static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
