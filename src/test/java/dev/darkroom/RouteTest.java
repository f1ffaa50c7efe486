package dev.darkroom;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.Produce;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.main.junit5.Configure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.redisson.api.RedissonClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Tests the routes of one file, which {@code @CamelMainTest} names together with the endpoints that are mocked.
 *
 * <p>What the routes send out is said before they run, with {@link #expect} and {@link #expectSql}, and what is
 * answered to it. After each test every expected message must have been sent, and no other.
 */
@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RouteTest implements CamelContextAware {

    /** What a statement answers that finds nothing. */
    protected static final Object NO_ROW = null;

    /** The users of the tests, as the route authenticate leaves them in the variable user. */
    protected static final Map<String, Object> ANSEL = Map.of("id", 7L, "username", "ansel", "role", "user");
    protected static final Map<String, Object> ADMINISTRATOR = Map.of("id", 1L, "username", "adams", "role",
            "administrator");
    protected static final Map<String, Object> WORKER = Map.of("username", "worker", "role", "worker");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    /** Milliseconds after which a message that is sent by another thread is missing. */
    private static final long SOON = 1000;

    private static final Pattern PARAMETER = Pattern.compile(":#\\$\\{[^{}]+}");

    @Produce
    protected FluentProducerTemplate template;

    private CamelContext context;

    protected final FakeRedis redis = new FakeRedis();

    @Configure
    void useTheSettingsOfRouteTests(MainConfigurationProperties main) {
        main.setProfile("route-test");
    }

    /** Called before the routes start. {@code @ReplaceInRegistry} would not do: lazy beans are found before its. */
    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
        replace("redissonClient", RedissonClient.class, redis.client());
        replace("dataSource", HikariDataSource.class, Unconnected.dataSource());
        replace("s3Client", S3Client.class, Unconnected.s3());
        replace("s3Presigner", S3Presigner.class, Unconnected.presigner());
        replace("sqsClient", SqsClient.class, Unconnected.sqs());
        replaceBeans();
    }

    /** For tests that put something else in the place of a bean, with {@link #replace(String, Object)}. */
    protected void replaceBeans() {
        // most tests take the beans as they are
    }

    protected void replace(String name, Object bean) {
        context.getRegistry().unbind(name);
        context.getRegistry().bind(name, bean);
    }

    private <T> void replace(String name, Class<T> type, T bean) {
        context.getRegistry().bind(name, type, (Supplier<Object>) () -> bean);
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    /** A message to a route of the file. */
    protected FluentProducerTemplate to(String endpoint) {
        return template.to(endpoint);
    }

    /** The mock in the place of an endpoint, e.g. {@code direct:queue-job}. */
    protected MockEndpoint mock(String endpoint) {
        return context.getEndpoint("mock:" + endpoint, MockEndpoint.class);
    }

    /** Expects as many messages as there are answers, or one, which stays as it is. */
    protected MockEndpoint expect(String endpoint, Object... answers) {
        var mock = mock(endpoint);
        mock.setResultWaitTime(SOON);
        mock.expectedMessageCount(Math.max(1, answers.length));
        for (int i = 0; i < answers.length; i++) {
            var answer = answers[i];
            mock.whenExchangeReceived(i + 1, exchange -> answer(exchange, answer));
        }
        return mock;
    }

    /** Expects a statement of {@code sql/}, with the row that each execution answers; an exception is thrown. */
    protected MockEndpoint expectSql(String statement, Object... rows) {
        return expect("sql:classpath:sql/" + statement + ".sql", rows);
    }

    /** What an execution of a mocked statement would hand to the database, by the names the statement has for it. */
    protected Map<String, Object> parameters(MockEndpoint statement) throws IOException {
        var exchange = statement.getExchanges().getFirst();
        var simple = context.resolveLanguage("simple");
        var sql = ResourceHelper.resolveMandatoryResourceAsInputStream(context,
                statement.getEndpointUri().substring("mock://sql:".length()));
        var parameters = new HashMap<String, Object>();
        try (sql) {
            PARAMETER.matcher(new String(sql.readAllBytes(), StandardCharsets.UTF_8)).results().map(MatchResult::group)
                    .forEach(name -> parameters.put(name.substring(4, name.length() - 1),
                            simple.createExpression(name.substring(2)).evaluate(exchange, Object.class)));
        }
        return parameters;
    }

    private static void answer(Exchange exchange, Object answer) {
        if (answer instanceof Exception failure) {
            exchange.setException(failure);
        } else {
            exchange.getMessage().setBody(answer);
        }
    }

    /** A file beside the test class in {@code src/test/resources}. */
    protected String file(String name) throws IOException {
        try (var in = getClass().getResourceAsStream(name)) {
            assertNotNull(in, () -> "No test resource " + name + " beside " + getClass().getName());
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The object that such a file holds, as a route leaves it that has read it from the database. */
    protected Map<String, Object> object(String name) throws IOException {
        return JSON.readValue(file(name), OBJECT);
    }

    @AfterEach
    void nothingButTheExpectedWasSent() throws InterruptedException {
        try {
            for (var endpoint : context.getEndpoints()) {
                if (endpoint instanceof MockEndpoint mock && mock.getExpectedCount() < 0) {
                    mock.expectedMessageCount(0);
                }
            }
            MockEndpoint.assertIsSatisfied(context);
        } finally {
            MockEndpoint.resetMocks(context);
            redis.reset();
        }
    }
}
