package org.opendcrc.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A number plate 车牌号: upper case, half width, without dots and blanks.
 *
 * @param value as it is stored and compared: {@code 浙A7K3F9}
 * @param regular whether it has a form of GA 36; an irregular one is kept as it was written
 */
public record Plate(String value, boolean regular) {

    private static final String PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
    private static final String SERIAL = "[0-9A-HJ-NP-Z]";
    private static final Pattern CIVIL = Pattern.compile("[" + PROVINCES + "][A-HJ-Z](?:"
            + SERIAL + "{5}" // ordinary
            + "|[A-HJ-NP-Z]" + SERIAL + "[0-9]{4}" // new energy, small
            + "|[0-9]{5}[A-HJ-NP-Z]" // new energy, large
            + "|" + SERIAL + "{4}[学挂警港澳领试超]"
            + "|" + SERIAL + "{4,5}应急)");
    private static final Pattern OTHER = Pattern.compile("使[0-9]{6}|[0-9]{6}使|[0-9]{3}" + SERIAL + "{3}领" + "|WJ["
            + PROVINCES + "]?[0-9]{4}[0-9A-Z]|[VKHBSLJNGCEZ][A-HJ-NP-Z][0-9]{5}|民航" + SERIAL + "{5}");
    private static final Pattern FILLING = Pattern.compile("[\\s\\p{Z}·•・‧∙⋅.\\-—_]");
    private static final Set<String> NO_PLATE =
            Set.of("无", "无牌", "无车牌", "未上牌", "未挂牌", "临牌", "临时牌", "临时牌照", "新车", "NONE", "N/A");

    /** The plate as somebody wrote it; empty if the words say that there is none (未上牌, 临牌, 无) or there are no words. */
    public static Optional<Plate> of(String written) {
        var plain = FILLING.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
        if (plain.isEmpty() || NO_PLATE.contains(plain)) {
            return Optional.empty();
        }
        return isRegular(plain) ? Optional.of(new Plate(plain, true)) : Optional.of(new Plate(written.strip(), false));
    }

    private static boolean isRegular(String plain) {
        return CIVIL.matcher(plain).matches() || OTHER.matcher(plain).matches();
    }

    /** As it is drawn: {@code 浙A·7K3F9}. */
    public String formatted() {
        return regular && CIVIL.matcher(value).matches() ? value.substring(0, 2) + "·" + value.substring(2) : value;
    }

    @Override
    public String toString() {
        return value;
    }
}
