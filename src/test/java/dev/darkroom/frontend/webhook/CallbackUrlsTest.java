package dev.darkroom.frontend.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.http.Unprocessable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlsTest {

    private final CallbackUrls urls = urls("https", "");

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.org", "https://example.org/darkroom?key=5f3a9c&a=b%20c",
                    "https://example.org:8443/", "https://8.8.8.8/", "https://[2606:4700:4700::1111]/",
                    "HTTPS://EXAMPLE.ORG/", "https://xn--fotograf-n4a.example/", "https://internal/",
                    "https://example.org./", "https://example.org/%7B%7Bdarkroom.worker.token%7D%7D"})
    void takesWhatCanBeCalled(String url) {
        assertEquals(url, urls.check(url));
    }

    @Test
    void takesNoneForNone() {
        assertNull(urls.check(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    ''                                | it has to begin with https://
                    example.org/darkroom              | it has to begin with https://
                    http://example.org/               | it has to begin with https://
                    file:///etc/passwd                | it has to begin with https://
                    gopher://example.org/             | it has to begin with https://
                    https:example.org                 | it names no host; names of other scripts are written as xn--…
                    https:///darkroom                 | it names no host; names of other scripts are written as xn--…
                    https://fotografía.example/       | it names no host; names of other scripts are written as xn--…
                    https://2130706433/               | 2130706433 is not a public address
                    https://0x7f000001/               | 0x7f000001 is not a public address
                    https://127.1/                    | it names no host; names of other scripts are written as xn--…
                    https://a b/                      | it is no URL: Illegal character in authority
                    https://example.org/{{x}}         | it is no URL: Illegal character in path
                    https://example.org\\@10.0.0.1/   | it is no URL: Illegal character in authority
                    https://ansel:secret@example.org/ | it must have no user and password; a secret may be in its path or query
                    https://example.org/#top          | what follows # would not be sent
                    https://example.org:22/           | its port can be 443, or 1024 to 65535
                    https://example.org:80/           | its port can be 443, or 1024 to 65535
                    https://example.org:0/            | its port can be 443, or 1024 to 65535
                    https://example.org:70000/        | its port can be 443, or 1024 to 65535
                    https://127.0.0.1/                | 127.0.0.1 is not a public address
                    https://169.254.169.254/latest    | 169.254.169.254 is not a public address
                    https://[::1]/                    | [::1] is not a public address
                    https://[fd00:ec2::254]/          | [fd00:ec2::254] is not a public address
                    https://[::ffff:10.0.0.1]/        | [::ffff:10.0.0.1] is not a public address
                    https://[::ffff:8.8.8.8]/         | [::ffff:8.8.8.8] is not a public address
                    """)
    void refusesWhatCanNeverBeCalled(String url, String reason) {
        var refusal = assertThrows(Unprocessable.class, () -> urls.check(url));

        assertEquals("callback_url cannot be called: " + reason, refusal.getMessage());
        assertEquals("#/callback_url", refusal.errors().getFirst().pointer());
    }

    @Test
    void takesAnyPortAndAddressOfAHostThatIsAllowed() {
        var allowing = urls("http,https", "127.0.0.1, [::1]:80");

        assertEquals("http://127.0.0.1:81/", allowing.check("http://127.0.0.1:81/"));
        assertEquals("http://[::1]/", allowing.check("http://[::1]/"));
        assertThrows(Unprocessable.class, () -> allowing.check("http://[::1]:81/"));
    }

    private static CallbackUrls urls(String schemes, String allowed) {
        return new CallbackUrls(List.of(schemes.split(",")), AllowedHosts.of(allowed), new PublicAddresses());
    }
}
