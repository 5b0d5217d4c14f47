package org.opendcrc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.opendcrc.shared.database.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole application on a real PostgreSQL: the embedded one in a fresh folder below {@code target}, or a fresh database
 * of the server of {@code TEST_DATABASE_URL}. Tests with the same annotations share one application; it ends with the JVM.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // Tests run the jobs and look after the lines of texts themselves; the scheduler has a test of its own.
        properties = {
            "db-scheduler.polling-interval=1h",
            "db-scheduler.immediate-execution-enabled=false",
            // Else, once more jobs are due than this, it looks again at once, and a clock that stands behind makes them
            // due for ever.
            "db-scheduler.polling-strategy-upper-limit-fraction-of-threads=100",
            "opendcrc.lines-by-themselves=false"
        })
@ContextConfiguration(initializers = TestDatabase.class)
public @interface ApplicationTest {}
