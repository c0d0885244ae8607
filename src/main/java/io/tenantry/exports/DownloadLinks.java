package io.tenantry.exports;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.export.Export;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.Signatures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes links to exports, and knows its own again. The signature is of tenant, export and the end
 * of the link; nothing is kept of a link, so none can be listed, and each ends by itself.
 *
 * <p>What is secret stands in the query, under the name by which tracers and proxies know that it
 * is to be left out ({@value #SIGNATURE}); what a log keeps all the same is of no use minutes
 * later.
 */
@ApplicationScoped
class DownloadLinks {
    static final String PATH = "/api/v1/downloads";
    static final String TENANT = "tenant";
    static final String EXPIRES = "expires";
    static final String SIGNATURE = "sig";

    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Signatures signatures;
    private final ControlPlane controlPlane;
    private final ExportsConfig config;

    DownloadLinks(SecretBox secrets, ControlPlane controlPlane, ExportsConfig config) {
        this.signatures = secrets.signatures("export downloads");
        this.controlPlane = controlPlane;
        this.config = config;
    }

    /** A link, and when it ends. */
    record Link(String url, Instant expiresAt) {}

    /** A link to an export, which ends with it at the latest. */
    Link to(Export export) {
        Instant most = controlPlane.now().plus(config.linkLifetime());
        Instant gone = Optional.ofNullable(export.expiresAt()).orElse(most);
        Instant end = (gone.isBefore(most) ? gone : most).truncatedTo(ChronoUnit.SECONDS);
        String tenant = export.tenant().value();
        String expires = Long.toString(end.getEpochSecond());
        String signature =
                TO_TEXT.encodeToString(signatures.sign(signed(tenant, export.id(), expires)));
        return new Link(
                "%s/%s?%s=%s&%s=%s&%s=%s"
                        .formatted(
                                PATH,
                                export.id(),
                                TENANT,
                                tenant,
                                EXPIRES,
                                expires,
                                SIGNATURE,
                                signature),
                end);
    }

    /**
     * The tenant whose export a link leads to.
     *
     * @throws ProblemException {@code link_invalid} if it is not one of ours as it stands, or
     *     {@code link_expired}
     */
    TenantId demandGood(
            String export,
            @Nullable String tenant,
            @Nullable String expires,
            @Nullable String signature) {
        if (tenant == null || expires == null || signature == null) {
            throw invalid();
        }
        if (!signatures.isValid(signed(tenant, export, expires), decoded(signature))) {
            throw invalid();
        }
        // From here on it is what we wrote.
        Instant end = Instant.ofEpochSecond(Long.parseLong(expires));
        if (!end.isAfter(controlPlane.now())) {
            throw new ProblemException(
                    ErrorCode.LINK_EXPIRED,
                    "the link was good until " + end,
                    "Ask for a new link.");
        }
        return new TenantId(tenant);
    }

    private static String signed(String tenant, String export, String expires) {
        return "%s\n%s\n%s".formatted(tenant, export, expires);
    }

    private static byte[] decoded(String signature) {
        try {
            return Base64.getUrlDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.LINK_INVALID,
                "the link is not one of this service, or was changed",
                "Copy the whole link, or ask for a new one.");
    }
}
