package org.opendcrc.shared;

import java.nio.file.Path;

/** Seals as a program on that data folder would, for tests that write its rows. */
public final class TestVault {

    private TestVault() {}

    public static byte[] seal(Path data, String text) {
        return new Vault("", data).seal(text);
    }
}
