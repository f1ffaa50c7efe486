package dev.darkroom.sequence;

import java.util.List;

/**
 * Steps under one name, with parameters preset; it can be used wherever a step can.
 *
 * @param steps       names of steps, and of other named sequences
 * @param environment the presets
 */
public record NamedSequence(String name, List<String> steps, String environment) {
}
