package dev.darkroom.local;

/** Whether what a server stores has to survive: the price is time. */
enum Durability {
    KEPT,
    TEMPORARY
}
