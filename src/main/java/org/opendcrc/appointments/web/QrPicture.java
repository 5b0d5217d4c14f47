package org.opendcrc.appointments.web;

import io.nayuki.qrcodegen.QrCode;

/** An address as a picture that a telephone's camera reads: the path of an SVG of {@code size} units each way. */
public record QrPicture(int size, String path) {

    /** Units of quiet around the picture, as readers want it. */
    private static final int QUIET = 4;

    static QrPicture of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET, path.toString());
    }
}
