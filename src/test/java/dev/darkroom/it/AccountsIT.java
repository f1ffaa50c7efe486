package dev.darkroom.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in and out, passwords, tokens, roles; and what happens to those who guess. */
class AccountsIT {

    @RegisterExtension
    static final TestSystem SYSTEM = new TestSystem();

    private static final OpenAPI CONTRACT = new OpenAPIV3Parser().read("openapi.yaml");
    private static final int FREE = 4;
    private static final String WRONG = "half moon at noon";
    private static final String NEW = "moonrise over hernandez";

    private static Node frontEnd;
    private static Node secondFrontEnd;
    private static Client administrator;

    private Client ansel;

    @BeforeAll
    static void start() {
        var settings = new String[]{"darkroom.sign-in.free-attempts=" + FREE,
                "darkroom.sign-in.longest-pause-seconds=2"};
        frontEnd = SYSTEM.start("frontend", settings);
        secondFrontEnd = SYSTEM.start("frontend", settings);
        administrator = Client.administrator(frontEnd);
    }

    @BeforeEach
    void register() {
        ansel = Client.register(frontEnd);
    }

    @AfterEach
    void forgive() {
        TestSystem.update("DELETE FROM failed_sign_ins");
    }

    private static Answer signIn(String login, String password) {
        return Client.signIn(frontEnd.url(), login, password);
    }

    private static Answer register(Client by, Map<String, ?> more) {
        var name = "user-" + UUID.randomUUID();
        var user = new HashMap<String, Object>(
                Map.of("username", name, "email", name + "@example.org", "password", Client.PASSWORD));
        user.putAll(more);
        return by.post("/api/users", user);
    }

    private Answer changePassword(Client session, String current) {
        return session.put("/api/users/" + ansel.userId(), Map.of("password", NEW, "current_password", current));
    }

    private static void assertAlive(Client session) {
        session.at(frontEnd).get("/api/images").expect(200);
        session.at(secondFrontEnd).get("/api/images").expect(200);
    }

    private static void assertDead(Client session) {
        session.at(frontEnd).get("/api/images").expect(401);
        session.at(secondFrontEnd).get("/api/images").expect(401);
    }

    // ---- signing in ----

    @Test
    void aTokenIsNothingForCaches() {
        assertEquals("no-store", signIn(ansel.name(), Client.PASSWORD).header("Cache-Control"));
    }

    @Test
    void signsInByNameAndByAddressWhateverTheirCase() {
        var name = ansel.name();
        var address = ansel.user().get("email").asText();

        for (var login : List.of(name, name.toUpperCase(Locale.ROOT), address, address.toUpperCase(Locale.ROOT))) {
            var signedIn = signIn(login, Client.PASSWORD).expect(201);
            assertEquals(ansel.userId(), signedIn.get("user_id").asLong());
            assertEquals(name, signedIn.at("/user/username").asText());
            assertAlive(Client.withToken(frontEnd.url(), signedIn.get("authentication_token").asText()));
        }
        assertAlive(ansel);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
        var wrong = signIn(ansel.name(), WRONG);
        var unknown = signIn("nobody-" + UUID.randomUUID(), WRONG);

        wrong.expect(401);
        unknown.expect(401);
        assertEquals(wrong.text(), unknown.text());
    }

    @Test
    void thePasswordsCaseAndSpacesCount() {
        for (var password : List.of(Client.PASSWORD.toUpperCase(Locale.ROOT), Client.PASSWORD + " ")) {
            signIn(ansel.name(), password).expect(401);
        }
    }

    @Test
    void twoWhoSignInRightAtOnceBothGetIn() throws Exception {
        for (int round = 0; round < 3; round++) {
            var answers = AtOnce.times(FREE, i -> Client.signIn((i % 2 == 0 ? frontEnd : secondFrontEnd).url(),
                    i % 4 < 2 ? ansel.name() : ansel.name().toUpperCase(Locale.ROOT), Client.PASSWORD));

            assertEquals(Collections.nCopies(FREE, 201), AtOnce.statuses(answers));
        }
    }

    // ---- tokens ----

    @Test
    void tokensAreListedButNotShown() {
        var phone = Client.withToken(frontEnd.url(), null)
                .post("/api/tokens", Map.of("login", ansel.name(), "password", Client.PASSWORD, "name", "phone"))
                .expect(201);

        var listed = ansel.get("/api/tokens");

        var tokens = listed.expect(200);
        assertEquals(List.of("phone", "registration"),
                List.of(tokens.get(0).get("name").asText(), tokens.get(1).get("name").asText()));
        assertTrue(tokens.get(0).get("last_used_at").isNull());
        assertTrue(!tokens.get(1).get("last_used_at").isNull());
        for (var secret : List.of(ansel.token(), phone.get("authentication_token").asText(),
                TestSystem.value("SELECT digest FROM tokens WHERE id = ?", Client.id(phone)))) {
            assertTrue(!listed.text().contains(secret), listed::text);
        }
    }

    @Test
    void aUseOfATokenIsNoted() {
        var session = ansel.signedInAgain();
        var id = TestSystem.value("SELECT max(id) FROM tokens WHERE user_id = ?", ansel.userId());
        assertEquals(null, TestSystem.value("SELECT last_used_at FROM tokens WHERE id = " + id));

        session.get("/api/images").expect(200);
        assertTrue(TestSystem.value("SELECT last_used_at FROM tokens WHERE id = " + id) != null);

        TestSystem.update("UPDATE tokens SET last_used_at = now() - interval '2 minutes' WHERE id = " + id);
        session.get("/api/images").expect(200);
        assertEquals("t", TestSystem.value(
                "SELECT last_used_at > now() - interval '1 minute' FROM tokens WHERE id = " + id));
    }

    @Test
    void aRevokedTokenIsDeadAtOnceEverywhere() {
        var lost = ansel.signedInAgain();
        assertAlive(lost);
        var id = Client.id(ansel.get("/api/tokens").expect(200).get(0));

        ansel.delete("/api/tokens/" + id).expect(200);

        assertDead(lost);
        assertAlive(ansel);
        ansel.delete("/api/tokens/" + id).expect(404);
    }

    @Test
    void aTokenOfSomebodyElseCannotBeRevokedButByAnAdministrator() {
        var id = Client.id(ansel.get("/api/tokens").expect(200).get(0));

        Client.register(frontEnd).delete("/api/tokens/" + id).expect(404);
        assertAlive(ansel);

        administrator.delete("/api/tokens/" + id).expect(200);
        assertDead(ansel);
    }

    @Test
    void signingOutEndsThisSessionAndNoOther() {
        var session = ansel.signedInAgain();

        session.delete("/api/tokens/current").expect(200);

        assertDead(session);
        assertAlive(ansel);
    }

    @Test
    void aTokenThatIsOverIsNobodys() {
        TestSystem.update("UPDATE tokens SET expires_at = now() WHERE user_id = ?", ansel.userId());

        assertDead(ansel);
    }

    @Test
    void aTokenIsGoodForAsLongAsIsConfigured() {
        var brief = SYSTEM.start("frontend", "darkroom.token.days=2");
        Client.signIn(brief.url(), ansel.name(), Client.PASSWORD).expect(201);

        assertEquals("48", TestSystem.value("SELECT round(extract(epoch FROM expires_at - created_at) / 3600)"
                + " FROM tokens WHERE user_id = ? ORDER BY id DESC LIMIT 1", ansel.userId()));
    }

    @Test
    void theTokensOfADestroyedUserAreDeadAtOnceEverywhere() {
        var session = ansel.signedInAgain();
        assertAlive(session);
        var name = ansel.name();

        administrator.delete("/api/users/" + ansel.userId()).expect(200);

        assertDead(ansel);
        assertDead(session);
        signIn(name, Client.PASSWORD).expect(401);
    }

    // ---- passwords ----

    @Test
    void aNewPasswordEndsEveryOtherSession() {
        var other = ansel.signedInAgain();
        var name = ansel.name();

        changePassword(ansel, Client.PASSWORD).expect(200);

        assertDead(other);
        assertAlive(ansel);
        signIn(name, Client.PASSWORD).expect(401);
        signIn(name, NEW).expect(201);
    }

    @Test
    void aNewPasswordTakesTheCurrentOne() {
        var other = ansel.signedInAgain();

        changePassword(ansel, WRONG).expect(403);
        ansel.put("/api/users/" + ansel.userId(), Map.of("password", NEW)).expect(422);
        administrator.put("/api/users/" + administrator.userId(), Map.of("password", NEW)).expect(422);

        assertAlive(other);
        signIn(ansel.name(), Client.PASSWORD).expect(201);
    }

    @Test
    void whoHasATokenCannotGuessThePasswordEither() {
        for (int attempt = 0; attempt < FREE; attempt++) {
            changePassword(ansel, WRONG).expect(403);
        }

        changePassword(ansel, Client.PASSWORD).expect(429);
    }

    @Test
    void anAdministratorSetsAPasswordAndEndsAllSessions() {
        administrator.put("/api/users/" + ansel.userId(), Map.of("password", NEW)).expect(200);

        assertDead(ansel);
        assertAlive(administrator);
    }

    @Test
    void aPasswordIsNeitherAnsweredNorKept() {
        var name = "user-" + UUID.randomUUID();
        var registered = Client.withToken(frontEnd.url(), null).post("/api/users",
                Map.of("username", name, "email", name + "@example.org", "password", "clearing winter storm"));
        registered.expect(201);

        var row = TestSystem.value("SELECT users::text FROM users WHERE username = ?", name);
        assertTrue(row.contains("$argon2id$"), row);
        for (var text : List.of(row, registered.text(), administrator.get("/api/users").text())) {
            assertTrue(!text.contains("winter") && (text == row || !text.contains("argon2")), text);
        }
    }

    // ---- guessing ----

    @Test
    void afterTheFreeAttemptsTheNextOneHasToWait() {
        var name = ansel.name();
        for (int attempt = 0; attempt < FREE; attempt++) {
            signIn(name, WRONG).expect(401);
        }

        // a second would be over before a machine that is busy comes to the next attempt
        TestSystem.update("UPDATE failed_sign_ins SET failed_at = now() + interval '5 minutes' WHERE login = ?", name);

        var refused = signIn(name, Client.PASSWORD);

        refused.expect(429);
        assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0, refused.header("Retry-After"));
        signIn(ansel.user().get("email").asText(), Client.PASSWORD).expect(429);
        Client.signIn(secondFrontEnd.url(), name.toUpperCase(Locale.ROOT), Client.PASSWORD).expect(429);
        assertAlive(ansel);
    }

    @Test
    void theRightPasswordWorksAfterThePauseAndEndsIt() {
        var name = ansel.name();
        for (int attempt = 0; attempt < FREE; attempt++) {
            signIn(name, WRONG).expect(401);
        }

        await().atMost(TestSystem.PATIENCE).until(() -> signIn(name, Client.PASSWORD).status() == 201);

        for (int attempt = 0; attempt < FREE; attempt++) {
            signIn(name, WRONG).expect(401);
        }
    }

    @Test
    void thePauseBecomesLonger() {
        var name = ansel.name();
        var patient = SYSTEM.start("frontend", "darkroom.sign-in.free-attempts=" + FREE,
                "darkroom.sign-in.longest-pause-seconds=900");
        TestSystem.update("INSERT INTO failed_sign_ins VALUES (?, ?, now())", name, FREE + 5);
        var pause = Integer.parseInt(
                Client.signIn(patient.url(), name, WRONG).header("Retry-After"));
        assertTrue(pause > 16 && pause <= 32, () -> "after " + pause);

        TestSystem.update("UPDATE failed_sign_ins SET failures = ?, failed_at = now()", 1_000_000);
        var longest = Integer.parseInt(Client.signIn(patient.url(), name, WRONG).header("Retry-After"));
        assertTrue(longest > 800 && longest <= 900, () -> "after " + longest);
    }

    @Test
    void anotherNameIsNotSlowedDown() {
        var dorothea = Client.register(frontEnd);
        for (int attempt = 0; attempt < FREE; attempt++) {
            signIn(ansel.name(), WRONG).expect(401);
        }

        signIn(dorothea.name(), Client.PASSWORD).expect(201);
    }

    @Test
    void ofTwentyAttemptsAtOnceOnlyTheFreeOnesAreCompared() throws Exception {
        assertOnlyFreeOnesAreCompared(ansel.name());
    }

    @Test
    void anUnknownNameIsSlowedDownAlike() throws Exception {
        assertOnlyFreeOnesAreCompared("nobody-" + UUID.randomUUID());
    }

    private static void assertOnlyFreeOnesAreCompared(String login) throws Exception {
        // so that no pause ends while they wait for their turn
        var patient = List.of(patient(), patient());
        TestSystem.update("INSERT INTO failed_sign_ins VALUES (?, 0, now())", login);

        var answers = AtOnce.times(20, i -> Client.signIn(patient.get(i % 2).url(), login, WRONG));

        var counts = answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
        assertEquals(Map.of(401, 12L, 429, 8L), counts);
        answers.stream().filter(answer -> answer.status() == 429)
                .forEach(answer -> assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0));
    }

    private static Node patient() {
        return SYSTEM.start("frontend", "darkroom.sign-in.free-attempts=12",
                "darkroom.sign-in.longest-pause-seconds=900");
    }

    // ---- registration and roles ----

    @Test
    void whereRegistrationIsClosedAnAdministratorRegisters() {
        var closed = SYSTEM.start("frontend", "darkroom.registration=closed");

        register(Client.withToken(closed.url(), null), Map.of()).expect(403);
        register(ansel.at(closed), Map.of()).expect(403);

        assertEquals("user", register(administrator.at(closed), Map.of()).expect(201).get("role").asText());
        assertEquals("administrator", register(administrator.at(closed), Map.of("role", "administrator"))
                .expect(201).get("role").asText());
    }

    @Test
    void nobodyMakesItselfAnAdministrator() {
        register(Client.withToken(frontEnd.url(), null), Map.of("role", "administrator")).expect(403);
        register(ansel, Map.of("role", "administrator")).expect(403);
        ansel.put("/api/users/" + ansel.userId(), Map.of("role", "administrator")).expect(403);

        assertEquals("user", ansel.user().get("role").asText());
    }

    @Test
    void anAdministratorMakesAnotherOneAndTakesItBack() {
        var path = "/api/users/" + ansel.userId();

        administrator.put(path, Map.of("role", "administrator")).expect(200);
        ansel.get("/api/users/" + administrator.userId()).expect(200);

        administrator.put(path, Map.of("role", "user")).expect(200);
        ansel.get("/api/users/" + administrator.userId()).expect(404);
    }

    @Test
    void aUserNeitherSeesNorChangesAnother() {
        var other = "/api/users/" + administrator.userId();

        ansel.get(other).expect(404);
        ansel.put(other, Map.of("username", "mine")).expect(404);
        ansel.put(other, Map.of("password", NEW, "current_password", Client.PASSWORD)).expect(404);
        ansel.delete(other).expect(404);
        ansel.get("/api/users?user_id=" + administrator.userId()).expect(403);
        ansel.get("/api/tokens?user_id=" + administrator.userId()).expect(403);
    }

    private record Call(String method, String path, List<String> roles) {
    }

    private static List<Call> calls() {
        return CONTRACT.getPaths().entrySet().stream().flatMap(path -> path.getValue().readOperationsMap().entrySet()
                .stream().map(operation -> new Call(operation.getKey().name(),
                        "/api" + path.getKey().replaceAll("\\{[^}]*}", Long.toString(Long.MAX_VALUE)),
                        Stream.ofNullable(operation.getValue().getSecurity() == null
                                ? CONTRACT.getSecurity()
                                : operation.getValue().getSecurity()).flatMap(List::stream)
                                .flatMap(requirement -> requirement.keySet().stream()).toList())))
                .toList();
    }

    @Test
    void whatIsForAdministratorsOnlyIsForbiddenToUsers() {
        var forAdministrators = calls().stream().filter(call -> call.roles().equals(List.of("administrator"))).toList();
        assertTrue(forAdministrators.size() >= 6, forAdministrators::toString);

        forAdministrators.forEach(call -> assertEquals(403, ansel.send(call.method(), call.path(), Map.of()).status(),
                call::toString));
    }

    @Test
    void aWorkersTokenOpensReportsAndTheIndexesOfImagesAndNothingElse() {
        var worker = Client.worker(frontEnd);
        var open = new TreeSet<String>();

        for (var call : calls()) {
            // a body where none belongs is refused after the token was looked at
            var status = worker.send(call.method(), call.path(), Map.of()).status();
            if (!call.roles().isEmpty() && status != 403) {
                open.add(call.method() + " " + call.path());
            }
        }

        assertEquals(3, open.size(), open::toString);
        assertTrue(open.contains("GET /api/images"), open::toString);
        assertTrue(open.stream().anyMatch(call -> call.startsWith("PUT /api/jobs/")), open::toString);
    }

    // ---- the first administrator ----

    @Test
    void theFirstAdministratorIsCreatedOnceByTwoFrontEnds() throws Exception {
        TestSystem.update("UPDATE users SET role = 'user'");
        var name = "first-" + UUID.randomUUID();
        var settings = new String[]{"darkroom.administrator.username=" + name,
                "darkroom.administrator.email=" + name + "@example.org",
                "darkroom.administrator.password=" + NEW, "darkroom.administrator.period=200"};
        var nodes = List.of(SYSTEM.prepare("frontend", settings), SYSTEM.prepare("frontend", settings));

        AtOnce.times(2, i -> nodes.get(i).start());

        var signedIn = await().atMost(TestSystem.PATIENCE)
                .until(() -> Client.signIn(nodes.getFirst().url(), name, NEW), answer -> answer.status() == 201);
        assertEquals("administrator", signedIn.json().at("/user/role").asText());
        assertEquals("1", TestSystem.value("SELECT count(*) FROM users WHERE role = 'administrator'"));
        TestSystem.update("UPDATE users SET role = 'administrator' WHERE id = ?", administrator.userId());
    }

    @Test
    void whereThereIsAnAdministratorNoneIsCreated() throws Exception {
        var name = "first-" + UUID.randomUUID();
        var node = SYSTEM.start("frontend", "darkroom.administrator.username=" + name,
                "darkroom.administrator.password=" + NEW, "darkroom.administrator.period=200");
        var looks = new Gate();
        node.before("create-first-administrator", looks);

        looks.awaitArrivals(2);

        assertEquals("0", TestSystem.value("SELECT count(*) FROM users WHERE username = ?", name));
    }

    private static List<String> names(JsonNode users) {
        return users.findValuesAsText("username");
    }

    @Test
    void anAdministratorSeesAllAndAUserItself() {
        assertEquals(List.of(ansel.name()), names(ansel.get("/api/users").expect(200)));
        assertTrue(names(administrator.get("/api/users?n=all").expect(200)).contains(ansel.name()));
    }
}
