package dev.darkroom.web;

import java.util.Map;

/**
 * What a browser asks for.
 *
 * @param access    whom it is for
 * @param post      whether it changes something
 * @param address   path and query, as the browser has them
 * @param rowClass  the class of the API that it is about, if it is about one
 * @param id        of the row, if it is about one
 * @param name      of the file, if it is about one
 * @param query     the parameters of the address
 * @param form      what a form sent
 * @param session   the secret of the cookie that belongs to the page, or null
 * @param origin    the page that the request comes from, or null where the browser does not say
 * @param fetchSite the same, as the browser judges it
 * @param host      the host that the browser believes to talk to
 */
public record Visit(Access access, boolean post, String address, RowClass rowClass, Long id, String name,
        Map<String, String> query, Map<String, String> form, String session, String origin, String fetchSite,
        String host) {

    /** Whose pages these are. */
    public enum Access {
        ADMINISTRATOR,
        /** Whoever is signed in. */
        USER,
        /** Whoever comes; who is signed in is known. */
        ANYBODY,
        /** Those who sign in, with a cookie that is there for this alone. */
        SIGN_IN
    }

    Visit withSession(String secret) {
        return new Visit(access, post, address, rowClass, id, name, query, form, secret, origin, fetchSite, host);
    }

    /** Whether nobody has to be signed in. */
    public boolean isOpen() {
        return access == Access.ANYBODY || access == Access.SIGN_IN;
    }

    /** Whether it is for administrators alone. */
    public boolean isAdministration() {
        return access == Access.ADMINISTRATOR;
    }
}
