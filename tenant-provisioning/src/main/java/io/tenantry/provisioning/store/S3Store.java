package io.tenantry.provisioning.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in a bucket of an S3-compatible service. */
public final class S3Store implements ObjectStore {
    /** What services say of a version that is locked. */
    private static final Set<String> LOCKED =
            Set.of("AccessDenied", "InvalidRequest", "ObjectLocked");

    /** More the service does not take. */
    private static final int AT_ONCE = 1_000;

    private final S3Client client;
    private final S3Settings settings;

    S3Store(S3Client client, S3Settings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** Opens it; nothing is asked of the service yet. */
    public static S3Store open(S3Settings settings) {
        return new S3Store(S3Connection.open(settings), settings);
    }

    @Override
    public void put(String name, Content content) throws IOException {
        S3Upload upload = new S3Upload(client, settings.bucket(), key(name));
        boolean complete = false;
        try {
            content.writeTo(upload);
            upload.complete();
            complete = true;
        } catch (SdkException e) {
            throw S3Problems.of(e, name, settings);
        } finally {
            if (!complete) {
                abort(upload);
            }
        }
    }

    /** What cannot be given up now is so when the place is next cleared. */
    private static void abort(S3Upload upload) {
        try {
            upload.abort();
        } catch (SdkException e) {
            System.getLogger(S3Store.class.getName())
                    .log(System.Logger.Level.DEBUG, "an upload could not be given up", e);
        }
    }

    @Override
    public InputStream get(String name) throws IOException {
        String key = key(name);
        return reading(
                asking(
                        name,
                        () ->
                                client.getObject(
                                        request -> request.bucket(settings.bucket()).key(key))));
    }

    @Override
    public InputStream get(String name, long offset, long length) throws IOException {
        String key = key(name);
        String range = "bytes=%d-%d".formatted(offset, offset + length - 1);
        try {
            return reading(
                    client.getObject(
                            request -> request.bucket(settings.bucket()).key(key).range(range)));
        } catch (SdkException e) {
            if (S3Problems.isBeyondEnd(e)) {
                return InputStream.nullInputStream();
            }
            throw S3Problems.of(e, name, settings);
        }
    }

    private static S3Reading reading(ResponseInputStream<GetObjectResponse> answer) {
        Long length = answer.response().contentLength();
        return new S3Reading(answer, length == null ? -1 : length);
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        String key = key(prefix);
        int cut = key.length() - prefix.length();
        return asking(
                prefix,
                () ->
                        client
                                .listObjectsV2Paginator(
                                        request -> request.bucket(settings.bucket()).prefix(key))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .filter(found -> isBelow(found, key))
                                .map(found -> found.substring(cut))
                                .sorted()
                                .toList());
    }

    private static boolean isBelow(String key, String parts) {
        return key.startsWith(parts)
                && (key.length() == parts.length() || key.charAt(parts.length()) == '/');
    }

    @Override
    public void delete(String name) throws IOException {
        String key = key(name);
        if (settings.lock() == LockMode.OFF) {
            asking(
                    name,
                    () ->
                            client.deleteObject(
                                    request -> request.bucket(settings.bucket()).key(key)));
        } else {
            remove(name, versions(name, key));
        }
    }

    /** A bucket that locks keeps versions; without naming one, a removal only hides the object. */
    private List<ObjectIdentifier> versions(String name, String key) throws IOException {
        return asking(
                name,
                () -> {
                    List<ObjectIdentifier> found = new ArrayList<>();
                    client.listObjectVersionsPaginator(
                                    request -> request.bucket(settings.bucket()).prefix(key))
                            .forEach(page -> {
                                page.versions().stream()
                                        .filter(version -> version.key().equals(key))
                                        .map(S3Store::identifier)
                                        .forEach(found::add);
                                page.deleteMarkers().stream()
                                        .filter(marker -> marker.key().equals(key))
                                        .map(marker ->
                                                ObjectIdentifier.builder()
                                                        .key(key)
                                                        .versionId(marker.versionId())
                                                        .build())
                                        .forEach(found::add);
                            });
                    return found;
                });
    }

    private static ObjectIdentifier identifier(ObjectVersion version) {
        return ObjectIdentifier.builder().key(version.key()).versionId(version.versionId()).build();
    }

    private void remove(String name, List<ObjectIdentifier> objects) throws IOException {
        if (objects.isEmpty()) {
            return;
        }
        DeleteObjectsResponse answer =
                asking(
                        name,
                        () ->
                                client.deleteObjects(request ->
                                        request.bucket(settings.bucket())
                                                .delete(which ->
                                                        which.objects(objects).quiet(true))));
        for (S3Error error : answer.errors()) {
            if (LOCKED.contains(String.valueOf(error.code()))) {
                throw new ObjectLockedException(name, null);
            }
            throw new IOException(
                    "%s: %s cannot be removed (%s: %s)"
                            .formatted(settings.shown(), name, error.code(), error.message()));
        }
    }

    @Override
    public void clear(String prefix) throws IOException {
        if (settings.lock() == LockMode.OFF) {
            List<String> names = list(prefix);
            for (int from = 0; from < names.size(); from += AT_ONCE) {
                remove(prefix, keys(names, from));
            }
        } else {
            ObjectStore.super.clear(prefix);
        }
        giveUpUnfinished(prefix);
    }

    private List<ObjectIdentifier> keys(List<String> names, int from) {
        return names.subList(from, Math.min(names.size(), from + AT_ONCE)).stream()
                .map(name -> ObjectIdentifier.builder().key(key(name)).build())
                .toList();
    }

    /** What a killed process had begun to upload. */
    private void giveUpUnfinished(String prefix) throws IOException {
        String key = key(prefix);
        asking(
                prefix,
                () -> {
                    List<MultipartUpload> unfinished =
                            client
                                    .listMultipartUploadsPaginator(request ->
                                            request.bucket(settings.bucket()).prefix(key))
                                    .uploads()
                                    .stream()
                                    .filter(upload -> isBelow(upload.key(), key))
                                    .toList();
                    for (MultipartUpload upload : unfinished) {
                        client.abortMultipartUpload(request ->
                                request.bucket(settings.bucket())
                                        .key(upload.key())
                                        .uploadId(upload.uploadId()));
                    }
                    return unfinished;
                });
    }

    @Override
    public boolean locks() {
        return settings.lock() != LockMode.OFF;
    }

    @Override
    public void lock(String name, Instant until) throws IOException {
        String key = key(name);
        ObjectLockRetentionMode mode =
                settings.lock() == LockMode.COMPLIANCE
                        ? ObjectLockRetentionMode.COMPLIANCE
                        : ObjectLockRetentionMode.GOVERNANCE;
        asking(
                name,
                () ->
                        client.putObjectRetention(request ->
                                request.bucket(settings.bucket())
                                        .key(key)
                                        .retention(
                                                keep -> keep.mode(mode).retainUntilDate(until))));
    }

    private <T> T asking(String name, Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (SdkException e) {
            throw S3Problems.of(e, name, settings);
        }
    }

    private String key(String name) {
        ObjectName.demand(name);
        return settings.prefix().isEmpty() ? name : settings.prefix() + "/" + name;
    }
}
