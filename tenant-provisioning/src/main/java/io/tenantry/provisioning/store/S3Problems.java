package io.tenantry.provisioning.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a service's refusals mean, and what to do. */
final class S3Problems {
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final int BEYOND_END = 416;

    private S3Problems() {}

    static boolean isBeyondEnd(SdkException failure) {
        return failure instanceof S3Exception answer && answer.statusCode() == BEYOND_END;
    }

    static boolean isForbidden(SdkException failure) {
        return failure instanceof S3Exception answer && answer.statusCode() == FORBIDDEN;
    }

    static IOException of(SdkException failure, String name, S3Settings settings) {
        return switch (failure) {
            case NoSuchKeyException e -> missing(name, e);
            case NoSuchBucketException e ->
                    failed(e, "the bucket does not exist; make it", settings);
            case S3Exception e when isForbidden(e) ->
                    failed(
                            e,
                            "the service refuses (%s); check the access key and what it may do in the bucket"
                                    .formatted(code(e)),
                            settings);
            case S3Exception e when e.statusCode() == NOT_FOUND ->
                    failed(e, "the service does not know it (%s)".formatted(code(e)), settings);
            case S3Exception e ->
                    failed(
                            e,
                            "the service answers %d (%s)".formatted(e.statusCode(), code(e)),
                            settings);
            default ->
                    failed(
                            failure,
                            "the service cannot be reached (%s); check the endpoint, the region and the credentials"
                                    .formatted(root(failure)),
                            settings);
        };
    }

    private static NoSuchFileException missing(String name, Exception cause) {
        NoSuchFileException missing = new NoSuchFileException(name);
        missing.initCause(cause);
        return missing;
    }

    private static IOException failed(Exception cause, String what, S3Settings settings) {
        return new IOException("%s: %s".formatted(settings.shown(), what), cause);
    }

    private static String code(S3Exception answer) {
        return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
                ? "without a reason"
                : answer.awsErrorDetails().errorCode();
    }

    private static String root(Throwable failure) {
        Throwable root =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .reduce(failure, (_, cause) -> cause);
        return "%s: %s".formatted(root.getClass().getSimpleName(), root.getMessage());
    }
}
