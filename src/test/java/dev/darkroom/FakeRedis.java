package dev.darkroom;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.redisson.api.RLock;
import org.redisson.api.RMap;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.MessageListener;
import org.redisson.client.RedisConnectionException;
import org.redisson.misc.CompletableFutureWrapper;

/** A Redis in memory, with as much of it as Darkroom uses, that can be away. */
public final class FakeRedis {

    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final List<String> published = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, Object>> hashes = new ConcurrentHashMap<>();
    private final Map<String, List<MessageListener<String>>> listeners = new ConcurrentHashMap<>();
    private volatile boolean away;

    /** The client of it. */
    public RedissonClient client() {
        return proxy(RedissonClient.class, (_, method, arguments) -> switch (method.getName()) {
            case "getLock" -> lock((String) arguments[0]);
            case "getTopic" -> topic((String) arguments[0]);
            case "getMap" -> map((String) arguments[0]);
            case "shutdown" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private RLock lock(String name) {
        return proxy(RLock.class, (_, method, _) -> switch (method.getName()) {
            case "tryLockAsync" -> away ? failed() : done(held.add(name));
            case "isLockedAsync" -> away ? failed() : done(held.contains(name));
            case "unlockAsync" -> away ? failed() : done(held.remove(name));
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    @SuppressWarnings("unchecked")
    private RTopic topic(String name) {
        var listening = listeners.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>());
        return proxy(RTopic.class, (_, method, arguments) -> {
            if (away) {
                throw new RedisConnectionException("Redis is away");
            }
            return switch (method.getName()) {
                case "addListener" -> {
                    listening.add((MessageListener<String>) arguments[1]);
                    yield listening.size();
                }
                case "publish" -> {
                    published.add((String) arguments[0]);
                    listening.forEach(listener -> listener.onMessage(name, (String) arguments[0]));
                    yield (long) listening.size();
                }
                default -> throw new UnsupportedOperationException(method.toString());
            };
        });
    }

    private RMap<?, ?> map(String name) {
        return proxy(RMap.class, (_, method, arguments) -> {
            if (away) {
                throw new RedisConnectionException("Redis is away");
            }
            return switch (method.getName()) {
                case "keySet" -> hash(name).keySet();
                case "fastRemove" -> Arrays.stream((Object[]) arguments[0]).map(hash(name)::remove)
                        .filter(Objects::nonNull).count();
                default -> throw new UnsupportedOperationException(method.toString());
            };
        });
    }

    /** What a hash holds. */
    public Map<String, Object> hash(String name) {
        return hashes.computeIfAbsent(name, _ -> new ConcurrentHashMap<>());
    }

    /** It answers no more. */
    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    /** Somebody else takes a lock. */
    public void hold(String lock) {
        held.add(lock);
    }

    public Set<String> held() {
        return Set.copyOf(held);
    }

    public List<String> published() {
        return new ArrayList<>(published);
    }

    /** Whether somebody listens. */
    public boolean hasListener() {
        return listeners.values().stream().anyMatch(listening -> !listening.isEmpty());
    }

    void reset() {
        held.clear();
        published.clear();
        hashes.clear();
        away = false;
    }

    private static CompletableFutureWrapper<Boolean> done(boolean answer) {
        return new CompletableFutureWrapper<>(answer);
    }

    private static CompletableFutureWrapper<Boolean> failed() {
        return new CompletableFutureWrapper<>(new RedisConnectionException("Redis is away"));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        var self = new Object();
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? method.invoke(self, arguments)
                        : handler.invoke(proxy, method, arguments)));
    }
}
