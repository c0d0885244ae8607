package io.tenantry.access.mail;

import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address that people reach this installation at: links in mails lead there. */
@Singleton
public class PublicAddress {
    private final String address;

    PublicAddress(@ConfigProperty(name = "tenantry.access.public-url") String address) {
        this.address = address.replaceAll("/+$", "");
    }

    /** Its first page. */
    public String home() {
        return address + "/";
    }

    /** One of its pages; {@code path} begins with a slash. */
    public String page(String path) {
        return address + path;
    }

    /** The address of something else there; {@code path} begins with a slash. */
    public URI at(String path) {
        return URI.create(address + path);
    }

    /** As browsers name it in the header Origin. */
    public String origin() {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /** Whether browsers speak TLS to it, so that cookies can be kept to that. */
    public boolean isTls() {
        return address.startsWith("https:");
    }

    /**
     * A link to a page that is handed a secret. It stands in the fragment, which browsers send to
     * no server: so it comes into no log, and no other site learns it.
     *
     * @param page lower-case letters and hyphens
     */
    public String link(String page, String secret) {
        return address + "/" + page + "#token=" + secret;
    }
}
