package dev.darkroom.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LocalCloudIT {

    @Test
    void tellsDarkroomItsConfiguration() {
        try (LocalCloud cloud = LocalCloud.startTemporary()) {
            assertEquals("darkroom", cloud.properties().get("darkroom.database.username"));
        }
    }
}
