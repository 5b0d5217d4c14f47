package org.opendcrc.site;

import java.security.SecureRandom;

/** The number that joins an apology on screen with its line in the log; without letters that one mishears or misreads. */
final class Reference {

    private static final String SIGNS = "23456789ACDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Reference() {}

    /** For example {@code 7F3K-2Q9D}. */
    static String next() {
        var number = new StringBuilder(9);
        for (int i = 0; i < 8; i++) {
            if (i == 4) {
                number.append('-');
            }
            number.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return number.toString();
    }
}
