package org.opendcrc.messaging;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a text may be written. Pure. */
final class TextRules {

    /** A20: one text message in UCS-2. */
    static final int LIMIT = 70;

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private static final Pattern MOBILE = Pattern.compile("\\+861[3-9][0-9]{9}");

    private TextRules() {}

    static Optional<Written.Refusal> refusal(String body, String phone, TextClass textClass, boolean consent) {
        return refusal(body, phone, textClass, consent, LIMIT);
    }

    /** @param limit how many characters it may have: {@link #LIMIT}, or what its template allows */
    static Optional<Written.Refusal> refusal(
            String body, String phone, TextClass textClass, boolean consent, int limit) {
        if (body.isEmpty()) {
            return Optional.of(new Written.Refusal.NothingWritten());
        }
        if (characters(body) > limit) { // A20
            return Optional.of(new Written.Refusal.TooLong(characters(body), limit));
        }
        if (!isPossible(phone)) {
            return Optional.of(new Written.Refusal.ImpossiblePhone());
        }
        if (!isTextable(phone)) {
            return Optional.of(new Written.Refusal.Landline());
        }
        if (textClass == TextClass.COMMERCIAL && !consent) {
            return Optional.of(new Written.Refusal.NoConsent());
        }
        return Optional.empty();
    }

    /** Characters as the network counts them: units of UCS-2, which are those of UTF-16; an emoji is two. */
    static int characters(String body) {
        return body.length();
    }

    /** Whether a text can arrive at a number: mobile ones in China, everything but landlines abroad. */
    static boolean isTextable(String phone) {
        if (phone.startsWith("+86")) {
            return MOBILE.matcher(phone).matches();
        }
        try {
            var number = PHONES.parse(phone, "ZZ");
            return PHONES.isPossibleNumber(number)
                    && PHONES.getNumberType(number) != PhoneNumberUtil.PhoneNumberType.FIXED_LINE;
        } catch (NumberParseException e) {
            return false;
        }
    }

    private static boolean isPossible(String phone) {
        try {
            return phone.startsWith("+") && PHONES.isPossibleNumber(PHONES.parse(phone, "ZZ"));
        } catch (NumberParseException e) {
            return false;
        }
    }
}
