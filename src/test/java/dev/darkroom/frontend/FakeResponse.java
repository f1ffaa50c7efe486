package dev.darkroom.frontend;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;

/** A client's end of a connection: keeps what it is sent, can go away and can stop reading. */
final class FakeResponse {

    private final StringBuffer sent = new StringBuffer();
    private final Map<String, String> headers = new TreeMap<>();
    private volatile Handler<Void> closeHandler;
    private volatile boolean closed;
    private volatile boolean ended;
    private volatile boolean reading = true;

    /** The front end's end of it. */
    HttpServerResponse response() {
        return proxy(HttpServerResponse.class, (proxy, name, arguments) -> switch (name) {
            case "setStatusCode", "setChunked" -> proxy;
            case "putHeader" -> {
                headers.put((String) arguments[0], (String) arguments[1]);
                yield proxy;
            }
            case "closeHandler" -> {
                @SuppressWarnings("unchecked")
                var handler = (Handler<Void>) arguments[0];
                closeHandler = handler;
                yield proxy;
            }
            case "write" -> {
                sent.append(arguments[0]);
                yield reading ? Future.succeededFuture() : Promise.promise().future();
            }
            case "closed" -> closed;
            case "ended" -> ended;
            case "end" -> {
                ended = true;
                yield Future.succeededFuture();
            }
            case "reset" -> {
                closed = true;
                yield true;
            }
            default -> throw new UnsupportedOperationException(name);
        });
    }

    HttpServerRequest request(HttpMethod method) {
        return proxy(HttpServerRequest.class, (_, name, _) -> switch (name) {
            case "method" -> method;
            default -> throw new UnsupportedOperationException(name);
        });
    }

    void goAway() {
        closed = true;
        closeHandler.handle(null);
    }

    void readNoMore() {
        reading = false;
    }

    /** What was sent since the last call. */
    String sent() {
        var text = sent.toString();
        sent.setLength(0);
        return text;
    }

    String header(String name) {
        return headers.get(name);
    }

    boolean closed() {
        return closed;
    }

    boolean ended() {
        return ended;
    }

    private interface Call {

        Object answer(Object proxy, String name, Object... arguments);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> call.answer(proxy, method.getName(), arguments)));
    }
}
