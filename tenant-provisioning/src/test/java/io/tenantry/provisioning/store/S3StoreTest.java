package io.tenantry.provisioning.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3StoreTest extends ObjectStoreContract {
    private static S3Server server;

    @BeforeAll
    static void start() {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    ObjectStore store() throws IOException {
        S3Store store = S3Store.open(server.settings());
        store.clear("a");
        return store;
    }

    @Override
    int many() {
        return 1_003;
    }

    @Override
    void assertNothingUnfinished() {
        try (S3Client client = server.client()) {
            assertThat(
                            client.listMultipartUploads(request -> request.bucket(S3Server.BUCKET))
                                    .uploads())
                    .isEmpty();
        }
    }

    @Test
    void clearingAPlaceGivesUpWhatAKilledProcessLeftHalfWritten() throws IOException {
        try (S3Client client = server.client()) {
            client.createMultipartUpload(
                    request -> request.bucket(S3Server.BUCKET).key("tenantry/main/a/b"));
        }

        S3Store.open(server.settings()).clear("a");

        assertNothingUnfinished();
    }

    @Test
    void wrongCredentialsAreSaidToBe() {
        S3Store store =
                S3Store.open(server.settings(new S3Settings.Login("tester", "somebody-elses")));

        assertThatThrownBy(() -> store.put("a/b", out -> out.write('x')))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("check the access key")
                .hasMessageContaining("s3://backups/tenantry/main")
                .hasMessageNotContaining("somebody-elses");
        assertThatThrownBy(() -> store.list("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("check the access key");
        assertThatThrownBy(() -> store.get("a/b"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aBucketThatIsNotThereIsSaidToBe() {
        S3Store store = S3Store.open(server.settings("no-such-bucket"));

        assertThatThrownBy(() -> store.put("a/b", out -> out.write('x')))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("bucket does not exist");
        assertThatThrownBy(() -> store.get("a/b"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aServiceThatIsDownIsSaidToBe() throws IOException {
        S3Store store =
                S3Store.open(
                        S3Server.settings(
                                S3Server.freePort(),
                                S3Server.BUCKET,
                                new S3Settings.Login("tester", "not-a-secret")));

        assertThatThrownBy(() -> store.list("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("check the endpoint");
    }

    @Test
    void aPlaceIsReadFromItsAddress() throws IOException {
        S3Settings there = server.settings();
        StorePlace place =
                new StorePlace(
                        "s3://backups/tenantry/main/",
                        null,
                        there.endpoint(),
                        true,
                        there.login(),
                        LockMode.OFF);
        store().put("a/b", out -> out.write('x'));

        assertThat(place.open(Clock.systemUTC()).list("a")).containsExactly("a/b");
        assertThat(StorePlace.folder(Path.of("/backups")).open(Clock.systemUTC()))
                .isInstanceOf(FolderStore.class);
        assertThatThrownBy(() ->
                        new StorePlace("s3://Not A Bucket", null, null, true, null, LockMode.OFF)
                                .open(Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noSecretIsShown() {
        assertThat(server.settings().toString()).doesNotContain("not-a-secret");
    }
}
