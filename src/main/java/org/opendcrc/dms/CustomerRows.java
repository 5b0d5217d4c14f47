package org.opendcrc.dms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.PhoneNumber;

/** Lines of a customers file 客户. */
class CustomerRows extends RowReader {

    private static final int TAIL = 4;

    private final CopyText phones = new CopyText();

    CustomerRows(Circumstances circumstances) {
        super(FileKind.CUSTOMERS, circumstances);
    }

    @Override
    List<String> staged() {
        return List.of(
                "contact_id",
                "customer_no",
                "kind",
                "kind_given",
                "name",
                "sex",
                "id_no_cipher",
                "id_no_tail",
                "id_no_print",
                "phone",
                "province",
                "city",
                "address",
                "postcode",
                "contact_name",
                "contact_phone",
                "contact_relation",
                "dnd",
                "sms_consent",
                "survey_consent",
                "erp_changed_at");
    }

    @Override
    List<Further> further() {
        return List.of(new Further(
                "copy customers.phone_staging (dealer_id, run_id, line, e164, position) from stdin", phones));
    }

    @Override
    void read(Row row) {
        var store = circumstances().stores().first();
        var numbers = numbers(row, store.areaCode());
        var kindWord = row.text("kind");
        var kind = kindWord == null ? null : Words.customerKind(kindWord).orElse(null);
        if (kindWord != null && kind == null) {
            row.warn("kind", "kind-of-customer-unknown");
        }
        var sex = row.text("sex");
        var idNo = row.text("id_no");
        var contactPhones = row.phones("contact_phone", store.areaCode());
        var dnd = row.yesOrNo("dnd");
        var sms = row.yesOrNo("sms_consent");
        var survey = row.yesOrNo("survey_consent");
        var changed = row.event("changed_at", store.zone(), circumstances().now());
        var customerNo = row.text("customer_no");
        if (row.isRejected() || customerNo == null) {
            return;
        }
        var vault = circumstances().vault();
        var plainId = idNo == null ? null : idNo.replaceAll("[\\s\\p{Z}']", "").toUpperCase(Locale.ROOT);
        begin(row, customerNo)
                .id(Ids.next())
                .text(customerNo)
                .text(kindWord == null ? null : Objects.requireNonNullElse(kind, "PERSON"))
                .text(kind == null ? kindWord : null)
                .text(row.text("name"))
                .text(sex == null ? null : Words.sex(sex).orElse("UNKNOWN"))
                .bytes(plainId == null ? null : vault.seal(plainId))
                .text(tail(plainId))
                .bytes(plainId == null ? null : vault.fingerprint(plainId))
                .text(numbers.getFirst().value())
                .text(row.text("province"))
                .text(row.text("city"))
                .text(row.text("address"))
                .text(row.text("postcode"))
                .text(row.text("contact_name"))
                .text(contactPhones.isEmpty() ? null : contactPhones.getFirst().value())
                .text(row.text("contact_relation"))
                .flag(dnd)
                .flag(sms)
                .flag(survey)
                .moment(instant(changed))
                .end();
        var position = 1;
        for (var number : numbers) {
            begin(phones, row).text(number.value()).number(position++).end();
        }
    }

    /** The first good number of the mandatory cell is the phone; all others come behind it. */
    private static List<PhoneNumber> numbers(Row row, String areaCode) {
        var cell = row.text("phone");
        var all = new ArrayList<PhoneNumber>();
        if (cell != null) {
            var read = PhoneNumber.read(cell, areaCode);
            if (read.good().isEmpty()) {
                row.reject(
                        "phone",
                        read.bad().isEmpty()
                                ? "phone-impossible"
                                : read.bad().getFirst().fault().word());
            } else {
                all.addAll(row.phones("phone", areaCode));
            }
        }
        for (var number : row.phones("phone2", areaCode)) {
            if (!all.contains(number)) {
                all.add(number);
            }
        }
        return all;
    }

    private static @Nullable String tail(@Nullable String idNo) {
        return idNo == null ? null : idNo.substring(Math.max(0, idNo.length() - TAIL));
    }
}
