package dev.darkroom.local;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.main.Main;
import dev.darkroom.Darkroom;

public final class LocalDarkroom {

    private LocalDarkroom() {
    }

    public static void main(String... args) throws Exception {
        var cloud = LocalCloud.startIn(Path.of(".darkroom"));
        cloud.credentials().forEach(System::setProperty);
        var main = new Main(Darkroom.class);
        var properties = new Properties();
        properties.putAll(cloud.properties());
        properties.put("darkroom.worker.token", "0123456789012345678901234567890123456789");
        main.setOverrideProperties(properties);
        main.run();
        cloud.close();
    }
}
