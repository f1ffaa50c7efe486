package dev.darkroom.recognition;

/**
 * Where something is in a photograph.
 *
 * @param x      of its left edge, in whole pixels; 0 is the left edge of the photograph
 * @param y      of its upper edge, in whole pixels; 0 is the upper edge of the photograph
 * @param width  at least 1
 * @param height at least 1
 */
public record Box(int x, int y, int width, int height) {
}
