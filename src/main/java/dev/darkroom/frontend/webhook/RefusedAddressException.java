package dev.darkroom.frontend.webhook;

import java.net.UnknownHostException;

/** A host whose address is not public. Which address it is, is nothing that the user should learn from here. */
public final class RefusedAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    public RefusedAddressException(String host) {
        super(host + " leads to an address that is not public; webhooks are sent to public addresses only");
    }
}
