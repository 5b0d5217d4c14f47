package org.opendcrc.casebook;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What may be brought to a case, known by its first bytes and never by its name: photos, recordings, PDF. Anything else is refused, whatever it
 * is called; nothing is ever opened by the house.
 */
public enum AttachmentType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    HEIC("image/heic", "heic"),
    PDF("application/pdf", "pdf"),
    WAV("audio/wav", "wav"),
    MP3("audio/mpeg", "mp3"),
    M4A("audio/mp4", "m4a"),
    OGG("audio/ogg", "ogg"),
    AMR("audio/amr", "amr");

    private static final Set<String> HEIC_BRANDS = Set.of("heic", "heix", "mif1", "msf1");
    private static final Set<String> M4A_BRANDS = Set.of("M4A ", "M4B ");

    private final String mediaType;
    private final String ending;

    AttachmentType(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The ending of a name that belongs to it, without a dot. */
    public String ending() {
        return ending;
    }

    /** What the bytes are; empty for anything that may not be brought. */
    static Optional<AttachmentType> of(byte[] bytes) {
        if (bytes.length < 12) {
            return Optional.empty();
        }
        if (begins(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (begins(bytes, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of(PNG);
        }
        if (begins(bytes, 0, '%', 'P', 'D', 'F', '-')) {
            return Optional.of(PDF);
        }
        if (begins(bytes, 0, 'R', 'I', 'F', 'F')) {
            return switch (text(bytes, 8)) {
                case "WEBP" -> Optional.of(WEBP);
                case "WAVE" -> Optional.of(WAV);
                default -> Optional.empty();
            };
        }
        if (begins(bytes, 4, 'f', 't', 'y', 'p')) {
            var brand = text(bytes, 8);
            return HEIC_BRANDS.contains(brand)
                    ? Optional.of(HEIC)
                    : M4A_BRANDS.contains(brand) ? Optional.of(M4A) : Optional.empty();
        }
        if (begins(bytes, 0, 'O', 'g', 'g', 'S')) {
            return Optional.of(OGG);
        }
        if (begins(bytes, 0, '#', '!', 'A', 'M', 'R', '\n')
                || begins(bytes, 0, '#', '!', 'A', 'M', 'R', '-', 'W', 'B')) {
            return Optional.of(AMR);
        }
        return isMp3(bytes) ? Optional.of(MP3) : Optional.empty();
    }

    /** A tag, or the head of a frame: layer 3, neither a forbidden rate nor a forbidden frequency. */
    private static boolean isMp3(byte[] bytes) {
        if (begins(bytes, 0, 'I', 'D', '3')) {
            return true;
        }
        int second = bytes[1] & 0xFF;
        int third = bytes[2] & 0xFF;
        return (bytes[0] & 0xFF) == 0xFF
                && (second & 0xE6) == 0xE2
                && (second & 0x18) != 0x08
                && (third & 0xF0) != 0xF0
                && (third & 0x0C) != 0x0C;
    }

    private static boolean begins(byte[] bytes, int at, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[at + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }
}
