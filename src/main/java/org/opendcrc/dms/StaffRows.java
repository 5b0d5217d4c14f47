package org.opendcrc.dms;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendcrc.shared.Role;

/** Lines of a staff file 员工: a person's role in a store. */
class StaffRows extends RowReader {

    /** A35: the word alone means both directors. */
    private static final String BOTH_DIRECTORS = "总监";

    StaffRows(Circumstances circumstances) {
        super(FileKind.STAFF, circumstances);
    }

    @Override
    List<String> staged() {
        return List.of("staff_no", "name", "roles", "store_code", "store_id", "phone", "active");
    }

    @Override
    void read(Row row) {
        var written = row.text("role");
        var roles = written == null ? List.<String>of() : roles(written);
        if (written != null && roles.isEmpty()) {
            row.reject("role", "role-unknown", known());
        }
        var store = store(row, circumstances().stores());
        var phones = row.phones("phone", store == null ? "" : store.areaCode());
        var active = row.yesOrNo("active");
        var staffNo = row.text("staff_no");
        if (row.isRejected() || store == null || staffNo == null) {
            return;
        }
        begin(row, staffNo, store.id(), String.join(",", roles))
                .text(staffNo)
                .text(row.text("name"))
                .texts(roles)
                .text(store.code())
                .id(store.id())
                .text(phones.isEmpty() ? null : phones.getFirst().value())
                .flag(active)
                .end();
    }

    private static List<String> roles(String written) {
        return written.equals(BOTH_DIRECTORS)
                ? List.of(Role.SALES_DIRECTOR.name(), Role.SERVICE_DIRECTOR.name())
                : Role.ofWord(written).map(it -> List.of(it.name())).orElse(List.of());
    }

    private static String known() {
        return Stream.concat(Arrays.stream(Role.values()).map(Role::word), Stream.of(BOTH_DIRECTORS))
                .collect(Collectors.joining("、"));
    }
}
