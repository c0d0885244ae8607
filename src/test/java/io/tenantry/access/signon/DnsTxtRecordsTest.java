package io.tenantry.access.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real adapter, against answers of a DNS server over the wire. */
class DnsTxtRecordsTest {
    private static final int HEADER = 12;
    private static final int NO_SUCH_NAME = 3;
    private static final int ANSWER = 0x8180;
    private static final int TXT = 16;

    private static Vertx vertx;

    private DatagramSocket server;
    private TxtRecords records;
    private volatile Duration timeout = Duration.ofSeconds(5);

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void open() throws IOException {
        server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        String address = "127.0.0.1:" + server.getLocalPort();
        records =
                new DnsTxtRecords(
                        new DnsConfig() {
                            @Override
                            public Optional<String> server() {
                                return Optional.of(address);
                            }

                            @Override
                            public Duration timeout() {
                                return timeout;
                            }
                        },
                        vertx);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatTheRecordsHoldIsRead() throws IOException {
        answerOnce(0, "tenantry-verification=abc", "v=spf1 include:x -all");

        assertThat(records.of("_tenantry.acme.test"))
                .containsExactlyInAnyOrder("tenantry-verification=abc", "v=spf1 include:x -all");
    }

    @Test
    void aNameThatThereIsNotHasNone() throws IOException {
        answerOnce(NO_SUCH_NAME);

        assertThat(records.of("_tenantry.nowhere.test")).isEmpty();
    }

    @Test
    void aServerThatIsSilentIsNotWaitedForForLong() {
        timeout = Duration.ofMillis(100);
        assertThatThrownBy(() -> records.of("_tenantry.acme.test"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not answer");
    }

    private void answerOnce(int failure, String... texts) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        byte[] room = new byte[512];
                        DatagramPacket question = new DatagramPacket(room, room.length);
                        server.receive(question);
                        byte[] answer = answer(room, failure, texts);
                        server.send(
                                new DatagramPacket(
                                        answer, answer.length, question.getSocketAddress()));
                    } catch (IOException closed) {
                        assertThat(server.isClosed()).isTrue();
                    }
                });
    }

    /** The question again, and after it the records (RFC 1035, section 4). */
    private static byte[] answer(byte[] question, int failure, String... texts) {
        ByteBuffer answer = ByteBuffer.allocate(512);
        answer.put(question, 0, 2)
                .putShort((short) (ANSWER | failure))
                .putShort((short) 1)
                .putShort((short) texts.length)
                .putInt(0);
        int end = HEADER;
        while (question[end] != 0) {
            end += question[end] + 1;
        }
        answer.put(question, HEADER, end + 5 - HEADER);
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            answer.putShort((short) (0xc000 | HEADER))
                    .putShort((short) TXT)
                    .putShort((short) 1)
                    .putInt(60)
                    .putShort((short) (bytes.length + 1))
                    .put((byte) bytes.length)
                    .put(bytes);
        }
        byte[] sent = new byte[answer.position()];
        answer.flip().get(sent);
        return sent;
    }
}
