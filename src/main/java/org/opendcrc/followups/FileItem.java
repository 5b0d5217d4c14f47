package org.opendcrc.followups;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a customer's file says of its owner, as far as a call can find it wrong. */
public enum FileItem {
    NAME("name"),
    /** The number that is called first. */
    PHONE("phone"),
    PROVINCE("province"),
    CITY("city"),
    ADDRESS("address"),
    POSTCODE("postcode");

    /** What is asked of the buyer of a car 客户档案真实性核实. */
    public static final List<FileItem> CHECKED = List.of(NAME, PHONE, ADDRESS);

    private final String field;

    FileItem(String field) {
        this.field = field;
    }

    /** The owner field as the customers know it. */
    String field() {
        return field;
    }

    public static Optional<FileItem> named(String name) {
        return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst();
    }
}
