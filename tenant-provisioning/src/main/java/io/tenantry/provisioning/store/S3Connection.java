package io.tenantry.provisioning.store;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes clients: how long they wait, and how often they try. */
final class S3Connection {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Without a byte coming or going. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int ATTEMPTS = 4;

    private S3Connection() {}

    static S3Client open(S3Settings settings) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(SILENCE))
                        .overrideConfiguration(how ->
                                how.retryStrategy(
                                        StandardRetryStrategy.builder()
                                                .maxAttempts(ATTEMPTS)
                                                .build()))
                        // Younger than many of the services; objects carry proof of their own.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        // The JDK's client waits seconds for services that know no such question.
                        .serviceConfiguration(how -> how.expectContinueEnabled(false))
                        .forcePathStyle(settings.pathStyle());
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        if (settings.region() != null) {
            builder.region(Region.of(settings.region()));
        } else if (settings.endpoint() != null) {
            builder.region(Region.US_EAST_1);
        }
        if (settings.login() != null) {
            builder.credentialsProvider(
                    StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(
                                    settings.login().accessKey(), settings.login().secretKey())));
        }
        return builder.build();
    }
}
