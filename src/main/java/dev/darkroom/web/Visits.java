package dev.darkroom.web;

import dev.darkroom.web.Visit.Access;
import dev.darkroom.frontend.Contract;
import dev.darkroom.http.BadRequest;
import dev.darkroom.http.MethodNotAllowed;
import dev.darkroom.http.NotFound;
import dev.darkroom.http.SessionCookie;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The addresses of the pages. {@link #receive} finds the page that a browser asks for and makes
 * the request the variable {@code visit}; of the headers it leaves nothing. {@link #answer} makes the outcome a
 * response that the browser keeps to itself.
 */
public final class Visits {

    private static final String GET = "GET";
    private static final String POST = "POST";

    private record Way(String method, Pattern path, String page, Access access) {
        private static Way of(String method, String path, String page) {
            return to(Access.ADMINISTRATOR, method, path, page);
        }

        private static Way to(Access access, String method, String path, String page) {
            return new Way(method, Pattern.compile(path), page, access);
        }
    }

    private static final String CLASS = "/admin/(?<class>[a-z]+(?:_[a-z]+)*)";
    private static final String ID = "/(?<id>[1-9][0-9]{0,17})";
    private static final String ROW = CLASS + ID;
    private static final String BATCH = "/batches" + ID;

    /** The first that fits counts. */
    private static final List<Way> WAYS = List.of(
            Way.to(Access.ANYBODY, GET, "/", "show-start"),
            Way.to(Access.USER, GET, "/batches", "show-batches"),
            Way.to(Access.USER, GET, BATCH, "show-batch"),
            Way.to(Access.USER, POST, BATCH + "/retry", "retry-photograph"),
            Way.to(Access.SIGN_IN, GET, "/account/sign-in", "show-sign-in"),
            Way.to(Access.SIGN_IN, POST, "/account/sign-in", "sign-in"),
            Way.to(Access.SIGN_IN, GET, "/account/register", "show-registration"),
            Way.to(Access.SIGN_IN, POST, "/account/register", "register"),
            Way.to(Access.USER, POST, "/account/sign-out", "sign-out"),
            Way.to(Access.ANYBODY, GET, "/assets/(?<name>[0-9a-f]+/[a-z]+\\.[a-z]+)", "hand-out-asset"),
            Way.of(GET, "/admin/?", "show-dashboard"),
            Way.of(GET, "/admin/clean", "show-clean-form"),
            Way.of(POST, "/admin/clean", "clean-from-form"),
            Way.of(GET, "/admin/images/(?<id>[1-9][0-9]{0,17})/histogram\\.svg", "draw-histogram"),
            Way.of(GET, CLASS, "show-rows"),
            Way.of(POST, CLASS, "create-from-form"),
            Way.of(GET, CLASS + "/new", "show-new-form"),
            Way.of(GET, ROW, "show-row"),
            Way.of(POST, ROW, "update-from-form"),
            Way.of(GET, ROW + "/edit", "show-edit-form"),
            Way.of(GET, ROW + "/destroy", "show-destroy-form"),
            Way.of(POST, ROW + "/destroy", "destroy-from-form"));

    private final Map<String, RowClass> classes;
    private final String policy;
    private final String administrationPolicy;

    /**
     * @param contract    whose classes the pages show
     * @param imageHosts  the origins that photographs are loaded from and uploaded to, besides Darkroom's own
     */
    public Visits(Contract contract, List<String> imageHosts) {
        classes = RowClass.among(contract.operationIds()).stream()
                .collect(Collectors.toMap(RowClass::path, found -> found));
        var hosts = String.join(" ", imageHosts);
        var frame = "; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data: " + hosts
                + "; connect-src 'self' " + hosts + frame;
        administrationPolicy = "default-src 'none'; style-src 'self'; img-src 'self' " + hosts + frame;
    }

    /**
     * Finds the page.
     *
     * @throws NotFound         when there is none at the address
     * @throws MethodNotAllowed when it is neither read nor sent a form
     * @throws BadRequest       when a parameter or field pretends to be a header
     */
    public void receive(Exchange exchange) {
        var message = exchange.getMessage();
        var query = query(message.getHeader(Exchange.HTTP_RAW_QUERY, String.class));
        var form = form(message);
        SessionCookie.requireNoHeaders(query.keySet());
        SessionCookie.requireNoHeaders(form.keySet());
        var asked = message.getHeader(Exchange.HTTP_METHOD, String.class);
        // the server keeps the body to itself
        var method = asked.equals("HEAD") ? GET : asked;
        var path = message.getHeader(Exchange.HTTP_PATH, String.class);
        var way = way(method, path);
        var parts = way.path().matcher(path);
        parts.matches();

        var id = part(parts, "id");
        var cookies = SessionCookie.cookies(message.getHeader("Cookie", String.class));
        var visit = new Visit(way.access(), method.equals(POST),
                message.getHeader(Exchange.HTTP_URI, String.class), rowClass(way, parts),
                id == null ? null : Long.valueOf(id), part(parts, "name"), query, form,
                cookies.get(way.access() == Access.SIGN_IN ? Sessions.SIGN_IN_COOKIE : SessionCookie.NAME),
                message.getHeader("Origin", String.class), message.getHeader("Sec-Fetch-Site", String.class),
                SessionCookie.host(message.getHeader(Exchange.HTTP_URL, String.class)));

        exchange.setVariable("visit", visit);
        exchange.setVariable("page_route", way.page());
        exchange.setVariable("token", way.access() == Access.SIGN_IN ? null : visit.session());
        exchange.setVariable("query", query);
        exchange.setVariable("id", visit.id());
        message.removeHeaders("*");
        message.setBody(null);
    }

    private static Way way(String method, String path) {
        var ways = WAYS.stream().filter(way -> way.path().matcher(path).matches()).toList();
        if (ways.isEmpty()) {
            throw new NotFound("There is no page at " + path);
        }
        return ways.stream().filter(way -> way.method().equals(method)).findFirst().orElseThrow(() -> {
            var allowed = ways.stream().map(Way::method).distinct().sorted().collect(Collectors.joining(", "));
            return new MethodNotAllowed(allowed, path + " has no " + method + ", only " + allowed);
        });
    }

    private RowClass rowClass(Way way, Matcher parts) {
        if (way.page().equals("draw-histogram")) {
            return classes.get("images");
        }
        var path = part(parts, "class");
        if (path != null && !classes.containsKey(path)) {
            throw new NotFound("There is no page at /admin/" + path);
        }
        return path == null ? null : classes.get(path);
    }

    private static String part(Matcher parts, String name) {
        return parts.namedGroups().containsKey(name) ? parts.group(name) : null;
    }

    private static Map<String, String> query(String raw) {
        try {
            return new QueryStringDecoder(raw == null ? "" : raw, false).parameters().entrySet().stream()
                    // a filter that is left empty is one that is not set
                    .filter(parameter -> !parameter.getValue().getFirst().isBlank())
                    .collect(Collectors.toMap(Map.Entry::getKey, parameter -> parameter.getValue().getFirst(),
                            (first, second) -> first, TreeMap::new));
        } catch (IllegalArgumentException e) {
            throw new BadRequest("The address cannot be read: " + e.getMessage());
        }
    }

    private static Map<String, String> form(Message message) {
        if (!(message.getBody() instanceof Map<?, ?> fields)) {
            return Map.of();
        }
        var form = new TreeMap<String, String>();
        fields.forEach((name, value) -> form.put(name.toString(),
                value instanceof List<?> list ? list.getFirst().toString() : value.toString()));
        return form;
    }

    /**
     * Makes the body a page, or, when variable {@code location} is set, leads there. Variables {@code page_status},
     * {@code cookie} and {@code page_headers} are taken along.
     */
    public void answer(Exchange exchange) {
        var message = exchange.getMessage();
        var location = exchange.getVariable("location", String.class);
        var status = exchange.getVariable("page_status", Integer.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, "text/html; charset=utf-8");
        var visit = exchange.getVariable("visit", Visit.class);
        message.setHeader("Content-Security-Policy",
                visit != null && visit.isAdministration() ? administrationPolicy : policy);
        message.setHeader("Cache-Control", "no-store");
        // what browsers send to S3 with the photographs; unlike no-referrer it leaves forms their Origin
        message.setHeader("Referrer-Policy", "same-origin");
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status == null ? 200 : status);
        if (exchange.getVariable("cookie") != null) {
            message.setHeader("Set-Cookie", exchange.getVariable("cookie", String.class));
        }
        if (exchange.getVariable("page_headers") instanceof Map<?, ?> headers) {
            headers.forEach((name, value) -> message.setHeader(name.toString(), value));
        }
        if (location != null) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 303);
            message.setHeader("Location", location);
            message.setBody("");
        }
    }
}
