package dev.darkroom.local;

/** A photograph as a client has it: its file name, its type and its bytes. */
public record Sample(String name, String contentType, byte[] content) {
}
