package org.opendcrc.shared.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.opendcrc.OpenDcrc;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Several nodes of the house on one database, in this JVM. Closing ends them, the first one's database last. */
public class Nodes implements AutoCloseable {

    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();
    private final Class<?>[] additions;
    private final String[] settings;

    /**
     * The first node, with a fresh database.
     *
     * @param settings each {@code key=value}
     */
    public Nodes(Class<?>[] additions, String... settings) {
        this.additions = additions;
        this.settings = settings;
        nodes.add(start(builder().initializers(new TestDatabase())));
    }

    private SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(OpenDcrc.class).sources(additions);
    }

    /** As arguments, because they must win over the settings of the house. */
    private ConfigurableApplicationContext start(SpringApplicationBuilder node, String... more) {
        return node.run(Stream.of(Stream.of("server.port=0"), Arrays.stream(settings), Arrays.stream(more))
                .flatMap(it -> it)
                .map("--"::concat)
                .toArray(String[]::new));
    }

    public ConfigurableApplicationContext first() {
        return nodes.getFirst();
    }

    /** One more node on the same database. */
    public ConfigurableApplicationContext another() {
        var owner = ((PGSimpleDataSource) first().getBean("ownerDataSource"));
        var application =
                (PGSimpleDataSource) first().getBean(HikariDataSource.class).getDataSource();
        if (application == null) {
            throw new IllegalStateException("the first node has no database");
        }
        var node = start(
                builder(),
                "opendcrc.data=" + TestDatabase.freshFolder(),
                "opendcrc.database-url=%s?user=%s&password=%s"
                        .formatted(owner.getUrl().replaceAll("\\?.*", ""), owner.getUser(), owner.getPassword()),
                "opendcrc.app-password=" + application.getPassword());
        nodes.add(node);
        return node;
    }

    @Override
    public void close() {
        nodes.reversed().forEach(ConfigurableApplicationContext::close);
    }
}
