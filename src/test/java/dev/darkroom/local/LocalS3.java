package dev.darkroom.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** S3: S3Proxy inside this process, over a folder for each bucket and a file for each object. */
public final class LocalS3 implements LocalServer {

    static final String INPUT_BUCKET = "darkroom-input";
    static final String OUTPUT_BUCKET = "darkroom-output";

    // S3Proxy compares allowed headers one by one and knows no "x-amz-*": only a bare star lets a browser send
    // checksums and metadata. Origins are patterns.
    private static final CrossOriginResourceSharing BROWSERS_ON_THIS_MACHINE = new CrossOriginResourceSharing(
            List.of("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?"),
            List.of("GET", "PUT", "HEAD"), List.of("*"), List.of("ETag"), "");

    private final Path directory;
    private final int port;
    private final Consumer<ObjectCreated> listener;
    private S3Proxy server;

    LocalS3(Path directory, int port, Consumer<ObjectCreated> listener) {
        this.directory = directory;
        this.port = port;
        this.listener = listener;
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        Folders.create(directory);
        BlobStore files = new FilesystemNio2BlobStore(directory.toString());
        for (String bucket : List.of(INPUT_BUCKET, OUTPUT_BUCKET)) {
            if (!Folders.exists(directory.resolve(bucket))) {
                files.createContainer(CreateBucketRequest.builder().bucket(bucket).build());
            }
        }
        server = S3Proxy.builder()
                .blobStore(new NotifyingBlobStore(files, INPUT_BUCKET, listener))
                .endpoint(URI.create(endpoint()))
                .awsAuthentication(AuthenticationType.AWS_V4, LocalAws.ACCESS_KEY_ID, LocalAws.SECRET_ACCESS_KEY)
                .corsRules(BROWSERS_ON_THIS_MACHINE)
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        try {
            server.start();
        } catch (Exception problem) {
            stop();
            throw new LocalCloudException("S3 did not start on port " + port, problem);
        }
    }

    @Override
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            server.stop();
        } catch (Exception problem) {
            throw new LocalCloudException("S3 did not stop", problem);
        } finally {
            server = null;
        }
    }

    @Override
    public int port() {
        return port;
    }

    String endpoint() {
        return "http://%s:%d".formatted(LocalAws.HOST, port);
    }
}
