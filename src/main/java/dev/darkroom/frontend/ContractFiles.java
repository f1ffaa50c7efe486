package dev.darkroom.frontend;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Variable;

/**
 * The contract, and the page to try it out: Swagger UI, of whose web jar only these files are needed. They are all read
 * at the start, so that whatever path a client thinks of, it gets one of them or nothing.
 */
public final class ContractFiles {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private final Map<String, WebFile> files = new HashMap<>();

    public ContractFiles() throws IOException {
        files.put("/openapi.yaml", WebFile.of("application/yaml", read("/openapi.yaml")));
        files.put("/docs", WebFile.of(HTML, read("/web/docs/index.html")));
        files.put("/docs/", files.get("/docs"));
        files.put("/docs/docs.js", WebFile.of(SCRIPT, read("/web/docs/docs.js")));
        files.put("/docs/docs.css", WebFile.of(STYLE, read("/web/docs/docs.css")));
        files.put("/docs/swagger-ui-bundle.js", WebFile.of(SCRIPT, WebJars.read("swagger-ui", "swagger-ui-bundle.js")));
        files.put("/docs/swagger-ui.css", WebFile.of(STYLE, WebJars.read("swagger-ui", "swagger-ui.css")));
        files.put("/docs/favicon-32x32.png", WebFile.of("image/png", WebJars.read("swagger-ui", "favicon-32x32.png")));
    }

    /** @return the file that has this path; null, when there is none */
    public WebFile find(@Variable("path") String path) {
        return files.get(path);
    }

    /** Whether it is what the browser has already, and named in {@code If-None-Match}. */
    public boolean isKnown(@Variable("file") WebFile file, @Variable("known") String ifNoneMatch) {
        return file.isKnown(ifNoneMatch);
    }

    private static byte[] read(String resource) throws IOException {
        try (var stream = ContractFiles.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException(resource + " is not there");
            }
            return stream.readAllBytes();
        }
    }
}
