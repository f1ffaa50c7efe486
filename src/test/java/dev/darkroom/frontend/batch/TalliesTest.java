package dev.darkroom.frontend.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultExchangeHolder;
import org.junit.jupiter.api.Test;

class TalliesTest {

    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

    private final Tallies tallies = new Tallies(null);

    @Test
    void theFirstNoteIsGatheredAsItIs() {
        assertEquals(tally(1), body(tallies.aggregate(null, note(1))));
    }

    @Test
    void aFurtherNoteIsAdded() {
        var gathered = tallies.aggregate(tallies.aggregate(null, note(1)), note(2));

        assertEquals(tally(1, 2), body(gathered));
    }

    @Test
    void nothingOfTheExchangeThatANoteCameWithIsGathered() {
        var note = note(1);
        note.setVariable("user", Map.of("id", 7L));
        note.setProperty("contract.call", new Object());
        note.getMessage().setHeader("spoof", "1");

        var gathered = tallies.aggregate(null, note);

        assertEquals(Map.of(), gathered.getMessage().getHeaders());
        assertEquals(Map.of(), gathered.getProperties());
        assertEquals(Map.of(), gathered.getVariables());
    }

    @Test
    void whatIsGatheredKeepsItsIdByWhichItIsConfirmed() {
        var first = tallies.aggregate(null, note(1));

        assertEquals(first.getExchangeId(), tallies.aggregate(first, note(2)).getExchangeId());
    }

    /** By its bytes Redis sees whether it still holds what a front end has read there. */
    @Test
    void whatWasReadFromRedisIsStillTheSameAfterwards() throws Exception {
        var stored = bytes(tallies.aggregate(null, note(1)));
        for (int place = 2; place < 200; place++) {
            var read = read(stored);

            var next = tallies.aggregate(read, note(place));
            // as Camel does it before it removes a complete group
            read.setProperty(ExchangePropertyKey.AGGREGATED_CORRELATION_KEY, "12");

            assertArrayEquals(stored, bytes(read));
            stored = bytes(next);
        }
    }

    private static byte[] bytes(Exchange exchange) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(DefaultExchangeHolder.marshal(exchange, true, false));
        }
        return bytes.toByteArray();
    }

    private static Exchange read(byte[] bytes) throws Exception {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            var exchange = new DefaultExchange(CONTEXT);
            DefaultExchangeHolder.unmarshal(exchange, (DefaultExchangeHolder) in.readObject());
            return exchange;
        }
    }

    private static Tally body(Exchange exchange) {
        return exchange.getMessage().getBody(Tally.class);
    }

    private static Exchange note(int place) {
        var exchange = new DefaultExchange(CONTEXT);
        exchange.getMessage().setBody(tally(place));
        return exchange;
    }

    private static Tally tally(int... places) {
        var ended = new BitSet();
        Arrays.stream(places).forEach(ended::set);
        return new Tally(12, 1000, ended, false);
    }
}
