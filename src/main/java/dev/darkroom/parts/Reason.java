package dev.darkroom.parts;

import org.apache.camel.util.ObjectHelper;

/** Why a process cannot do what it is for, in words that whoever started it can act on. */
public final class Reason {

    private Reason() {
    }

    /** Of a setting that is wrong, what is wrong with it; of anything else, what it says itself. */
    public static String of(Exception failure) {
        var setting = ObjectHelper.getException(IllegalArgumentException.class, failure);
        return setting == null ? failure.getMessage() : setting.getMessage();
    }
}
