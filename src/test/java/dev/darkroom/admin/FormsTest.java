package dev.darkroom.admin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.frontend.FrontEndBeans;
import dev.darkroom.http.BadRequest;
import dev.darkroom.http.Conflict;
import dev.darkroom.http.Unprocessable;
import dev.darkroom.web.Visitors;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FormsTest {

    private static Forms forms;

    @BeforeAll
    static void readContract() throws IOException {
        forms = new Forms(new FrontEndBeans().contract());
    }

    private static Field field(Form form, String name) {
        return form.fields().stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void asksForWhatTheContractDescribes() {
        var form = forms.blank(Visitors.of(Visitors.USERS, null));

        assertEquals("create-user", form.operation());
        assertEquals(List.of("username", "email", "password", "role"),
                form.fields().stream().map(Field::name).toList());
        var username = field(form, "username");
        assertTrue(username.required());
        assertEquals(64, username.maxLength());
        assertEquals("[^\\s@\\/]+", username.pattern());
        assertEquals("password", field(form, "password").type());
        assertEquals(List.of("user", "administrator"), field(form, "role").options());
    }

    @Test
    void fillsInWhatTheAddressSays() {
        assertEquals("3", field(forms.blank(Visitors.asking(Visitors.JOBS, null, Map.of("image_id", "3"))), "image_id")
                .value());
    }

    @Test
    void fillsInWhatThereIs() {
        var form = forms.filled(Visitors.of(Visitors.USERS, 7L), Map.of("id", 7, "username", "ansel"));

        assertEquals("update-user", form.operation());
        assertEquals("ansel", field(form, "username").value());
        assertEquals("", field(form, "password").value());
    }

    @Test
    void saysWhatAClientWouldSay() {
        assertEquals(Map.of("image_id", new BigDecimal("3"), "job_sequence", List.of("grayscale", "histogram")),
                forms.body(Visitors.sending(Visitors.JOBS, null, Map.of("image_id", " 3", "job_sequence",
                        "grayscale, histogram", "environment", "", "form_token", "t")), null));
    }

    @Test
    void saysOfARowOnlyWhatWasChanged() {
        var ansel = Map.<String, Object>of("username", "ansel", "email", "ansel@example.org", "callback_url",
                "https://example.org/");

        assertEquals(Map.of("email", "a@example.org"),
                forms.body(Visitors.sending(Visitors.USERS, 7L, Map.of("username", "ansel", "email", "a@example.org",
                        "callback_url", "https://example.org/", "password", "")), ansel));
    }

    @Test
    void saysOfARowWhatWasEmptiedWhereThatIsPossible() {
        var body = forms.body(Visitors.sending(Visitors.USERS, 7L, Map.of("username", "", "callback_url", "")),
                Map.of("username", "ansel", "callback_url", "https://example.org/"));

        assertEquals(Collections.singletonMap("callback_url", null), body);
    }

    @Test
    void holdsAFormAgainstTheContract() {
        var right = Visitors.sending(Visitors.USERS, null, Map.of("username", "ansel", "email", "ansel@example.org",
                "password", "half dome at noon"));
        assertDoesNotThrow(() -> forms.check(right, null));

        var wrong = Visitors.sending(Visitors.USERS, null, Map.of("username", "two words", "email",
                "ansel@example.org"));
        var problem = assertThrows(Unprocessable.class, () -> forms.check(wrong, null));
        var form = forms.refused(forms.sent(wrong), problem);

        assertNotNull(field(form, "username").complaint());
        assertNotNull(field(form, "password").complaint());
        assertNull(field(form, "email").complaint());
        assertNull(form.problem());
        assertTrue(form.isRefused());
    }

    @Test
    void letsWordsForANumberBeComplainedOf() {
        var visit = Visitors.sending(Visitors.JOBS, null, Map.of("image_id", "three", "job_sequence", "grayscale"));

        assertNotNull(field(forms.refused(forms.sent(visit),
                assertThrows(Unprocessable.class, () -> forms.check(visit, null))), "image_id").complaint());
    }

    @Test
    void showsWhatIsAboutNoFieldAboveTheForm() {
        var form = forms.refused(forms.blank(Visitors.of(Visitors.USERS, null)), new Conflict("It is taken"));

        assertEquals("It is taken", form.problem());
    }

    @Test
    void sendsNoPasswordBack() {
        var form = forms
                .sent(Visitors.sending(Visitors.USERS, null, Map.of("username", "ansel", "password", "secret")));

        assertEquals("ansel", field(form, "username").value());
        assertEquals("", field(form, "password").value());
    }

    @Test
    void hasTheFiltersOfTheIndex() {
        var form = forms
                .filters(Visitors.asking(Visitors.IMAGES, null, Map.of("status", "created", "done", "created")));

        assertEquals("select", field(form, "status").type());
        assertEquals("created", field(form, "status").value());
        assertNull(form.problem());
        assertTrue(form.fields().stream().map(Field::name).noneMatch("before_id"::equals));
    }

    @Test
    void saysWhyAFilterIsNotPossible() {
        var form = forms.filters(Visitors.asking(Visitors.IMAGES, null, Map.of("days", "banana")));

        assertTrue(form.problem().startsWith("days: "), form.problem());
        assertEquals("banana", field(form, "days").value());
    }

    @Test
    void knowsTheVersionThatAFormWasMadeOf() {
        var version = "2026-11-22T08:00:00.123456+00:00";

        assertArrayEquals(new String[]{"2026-11-22T08:00:00.123456Z"},
                forms.version(Visitors.sending(Visitors.USERS, 7L, Map.of("version", version))));
        assertNull(forms.version(Visitors.sending(Visitors.USERS, 7L, Map.of())));
        assertThrows(BadRequest.class,
                () -> forms.version(Visitors.sending(Visitors.USERS, 7L, Map.of("version", "'; --"))));
    }
}
