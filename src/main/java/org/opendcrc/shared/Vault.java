package org.opendcrc.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Locks away what must not be read from the database alone, such as identity numbers: AES-256-GCM under a key that lies outside the
 * database, in {@code OPENDCRC_VAULT_KEY} (64 hexadecimal digits, the same on all nodes) or in the data folder.
 */
@Component
public class Vault {

    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec sealing;
    private final SecretKeySpec fingerprints;

    /** @throws IllegalArgumentException if a key is set that is none */
    Vault(
            @Value("${opendcrc.vault-key:${OPENDCRC_VAULT_KEY:}}") String key,
            @Value("${opendcrc.data:./data}") Path data) {
        var bytes = key.isBlank() ? ofFile(data.resolve("secrets").resolve("vault.key")) : ofHex(key.strip());
        sealing = new SecretKeySpec(hmac(new SecretKeySpec(bytes, "HmacSHA256"), "seal"), "AES");
        fingerprints = new SecretKeySpec(hmac(new SecretKeySpec(bytes, "HmacSHA256"), "fingerprint"), "HmacSHA256");
    }

    /** The text, sealed; each time other bytes. */
    public byte[] seal(String text) {
        return seal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for bytes, such as a recording. */
    public byte[] seal(byte[] bytes) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            var sealed = cipher.doFinal(bytes);
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the vault does not seal", e);
        }
    }

    /**
     * What was sealed.
     *
     * @throws IllegalStateException if it was sealed under another key or somebody changed it
     */
    public String open(byte[] sealed) {
        return new String(openBytes(sealed), StandardCharsets.UTF_8);
    }

    /** The same for bytes. */
    public byte[] openBytes(byte[] sealed) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, Arrays.copyOf(sealed, NONCE)));
            return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the vault does not open: another key, or changed bytes", e);
        }
    }

    /** Tells whether two sealed texts are the same without opening them: equal for equal texts, and no use without the key. */
    public byte[] fingerprint(String text) {
        return hmac(fingerprints, text);
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ofHex(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != KEY) {
            throw new IllegalArgumentException("OPENDCRC_VAULT_KEY needs 64 hexadecimal digits");
        }
        return bytes;
    }

    /** The key file; made at the first start, whole or not at all, readable by its owner alone. */
    private byte[] ofFile(Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder == null) {
                throw new IllegalArgumentException("no folder for the key: " + file);
            }
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (!Files.exists(file)) {
                make(folder, file);
            }
            return ofHex(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make(Path folder, Path file) throws IOException {
        var bytes = new byte[KEY];
        random.nextBytes(bytes);
        var unfinished = folder.resolve(".vault.key." + ProcessHandle.current().pid());
        Files.deleteIfExists(unfinished);
        try (var channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        try {
            // A link does not replace: of two that start together the first one's key counts.
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException _) {
            return;
        } finally {
            Files.deleteIfExists(unfinished);
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
