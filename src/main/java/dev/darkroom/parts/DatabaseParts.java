package dev.darkroom.parts;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;

/** The front end's database: a pool of connections to PostgreSQL, and the migrations that run before it is used. */
public final class DatabaseParts implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) throws Exception {
        if (Role.of(context).frontEnd()) {
            context.addService(new Migrations(), true, true);
        }
    }

    @BindToRegistry(lazy = true, destroyMethod = "close")
    public HikariDataSource dataSource(@PropertyInject("darkroom.database.url") String url,
            @PropertyInject("darkroom.database.username") String username,
            @PropertyInject("darkroom.database.password") String password,
            @PropertyInject("darkroom.database.connections") int connections,
            @PropertyInject("darkroom.database.timeout") long timeout) {
        var source = new HikariDataSource();
        source.setPoolName("darkroom");
        source.setJdbcUrl(url);
        source.setUsername(username);
        source.setPassword(password);
        source.setMaximumPoolSize(connections);
        source.setConnectionTimeout(timeout);
        // a plan for any parameters could use no index: which one is good depends on what an index is narrowed by
        source.setConnectionInitSql("SET TIME ZONE 'UTC'; SET plan_cache_mode = force_custom_plan");
        // the process starts without its database and is not ready until the database answers
        source.setInitializationFailTimeout(-1);
        source.addDataSourceProperty("ApplicationName", "darkroom");
        return source;
    }
}
