package io.tenantry.server;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The real SMTP server that the application of the tests sends its mails to. */
public final class TestMailServer {
    private static final String HOST = "127.0.0.1";
    private static final Pattern TOKEN = Pattern.compile("#token=([\\w-]+)");

    private static GreenMail server;
    private static int port;

    private TestMailServer() {}

    /** Starts it, on the port that it had before; answers the port. */
    public static synchronized int start() {
        server = new GreenMail(new ServerSetup(port, HOST, ServerSetup.PROTOCOL_SMTP));
        server.start();
        port = server.getSmtp().getPort();
        return port;
    }

    public static synchronized void stop() {
        server.stop();
    }

    /** A mail that has arrived. */
    public record Received(String subject, String text, String html) {
        /** The secret in its link. */
        public String token() {
            Matcher found = TOKEN.matcher(text);
            if (!found.find()) {
                throw new AssertionError("no link in: " + text);
            }
            return found.group(1);
        }
    }

    /** The last mail to an address; waits until there are so many. */
    public static Received last(String address, int count) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .until(() -> to(address), mails -> mails.size() >= count)
                .getLast();
    }

    public static Received only(String address) {
        return last(address, 1);
    }

    /** All mails that an address has got. */
    public static synchronized List<Received> to(String address) {
        return Arrays.stream(server.getReceivedMessagesForDomain(address))
                .map(TestMailServer::received)
                .toList();
    }

    private static Received received(MimeMessage message) {
        try {
            return new Received(
                    message.getSubject(), part(message, "text/plain"), part(message, "text/html"));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(MimeMessage message, String type)
            throws MessagingException, IOException {
        Multipart parts = (Multipart) message.getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(type)) {
                return part.getContent().toString();
            }
        }
        throw new AssertionError("no " + type);
    }
}
