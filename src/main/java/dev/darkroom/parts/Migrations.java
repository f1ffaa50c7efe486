package dev.darkroom.parts;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the database to the newest version of {@code db/migration}. Runs beside the start, again and again until the
 * database answers; until then {@link #done()} is false and the readiness check says so.
 */
public final class Migrations extends ServiceSupport implements CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final long PAUSE_SECONDS = 2;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private CamelContext camelContext;
    private volatile boolean done;

    /** Whether the database has the tables that this version of Darkroom needs. */
    public boolean done() {
        return done;
    }

    @Override
    protected void doStart() {
        Thread.ofVirtual().name("migrations").start(this::migrateUntilDone);
    }

    @Override
    protected void doStop() {
        stopped.countDown();
    }

    private void migrateUntilDone() {
        try {
            do {
                try {
                    var result = Flyway.configure().dataSource(CamelContextHelper.findSingleByType(camelContext,
                            DataSource.class)).load().migrate();
                    LOG.info("The database is at version {}", result.targetSchemaVersion == null
                            ? result.initialSchemaVersion
                            : result.targetSchemaVersion);
                    done = true;
                } catch (RuntimeException e) {
                    LOG.warn("The database cannot be used yet: {}",
                            String.valueOf(e.getMessage()).lines().limit(3).collect(Collectors.joining(" ")));
                }
            } while (!done && !stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }
}
