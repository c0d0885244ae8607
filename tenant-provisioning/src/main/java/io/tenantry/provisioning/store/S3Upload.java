package io.tenantry.provisioning.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes one object in parts as they fill up: it holds one part in memory, whatever the object's
 * size, and nothing on disk. What fits in one part is written at once.
 */
final class S3Upload extends OutputStream {
    /** Amazon takes 5 MiB and up, and 10,000 parts: 80 GiB an object. */
    static final int PART = 8 * 1024 * 1024;

    private static final int MOST_PARTS = 10_000;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] part = new byte[1 << 16];
    private int filled;
    private @Nullable String upload;

    S3Upload(S3Client client, String bucket, String key) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            if (filled == PART) {
                send();
            }
            int now = Math.min(left, PART - filled);
            makeRoom(filled + now);
            System.arraycopy(some, at, part, filled, now);
            filled += now;
            at += now;
            left -= now;
        }
    }

    /** Small objects, which most are, need no room for a whole part. */
    private void makeRoom(int wanted) {
        if (part.length < wanted) {
            byte[] larger = new byte[Math.min(PART, Math.max(wanted, part.length * 4))];
            System.arraycopy(part, 0, larger, 0, filled);
            part = larger;
        }
    }

    private void send() throws IOException {
        String id = upload;
        if (id == null) {
            id =
                    client.createMultipartUpload(request -> request.bucket(bucket).key(key))
                            .uploadId();
            upload = id;
        }
        if (parts.size() == MOST_PARTS) {
            throw new IOException("the object is larger than %d parts".formatted(MOST_PARTS));
        }
        String into = id;
        int number = parts.size() + 1;
        String tag =
                client.uploadPart(
                                request ->
                                        request.bucket(bucket)
                                                .key(key)
                                                .uploadId(into)
                                                .partNumber(number),
                                body())
                        .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        filled = 0;
    }

    private RequestBody body() {
        // Not copied: nothing is written while it is sent.
        return RequestBody.fromRemainingByteBuffer(ByteBuffer.wrap(part, 0, filled));
    }

    /** Makes the object appear as a whole. */
    void complete() throws IOException {
        if (upload == null) {
            client.putObject(request -> request.bucket(bucket).key(key), body());
            return;
        }
        send();
        client.completeMultipartUpload(request ->
                request.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(whole -> whole.parts(parts)));
    }

    /** Forgets the parts; the object stays as it was. */
    void abort() {
        if (upload != null) {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(upload));
        }
    }
}
