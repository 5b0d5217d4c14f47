package org.opendcrc.shared.database;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the data lies.
 *
 * @param data the data folder, {@code OPENDCRC_DATA}: embedded database, secrets
 * @param databaseUrl the owner's address of a PostgreSQL of one's own with user and password, {@code OPENDCRC_DATABASE_URL}; none means
 *     the embedded one
 * @param appPassword the password of the role {@code opendcrc_app}, {@code OPENDCRC_APP_PASSWORD}; needed with a PostgreSQL of one's
 *     own, because all nodes must share it; the embedded one makes its own
 */
@ConfigurationProperties("opendcrc")
record DatabaseSettings(
        @DefaultValue("./data") Path data,
        @Nullable String databaseUrl,
        @Nullable String appPassword,
        @DefaultValue("false") boolean command,
        @DefaultValue("true") boolean backupBeforeUpgrade) {

    Optional<String> externalUrl() {
        return Optional.ofNullable(databaseUrl).map(String::strip).filter(it -> !it.isEmpty());
    }

    Optional<String> chosenAppPassword() {
        return Optional.ofNullable(appPassword).filter(it -> !it.isBlank());
    }

    @Override
    public String toString() {
        return "DatabaseSettings[data=" + data + ", external=" + externalUrl().isPresent() + "]";
    }
}
