package io.tenantry.provisioning.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.provisioning.server.ServerWish;
import io.tenantry.routing.TenantSlug;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The wish for a new tenant. It is journaled as it stands, so it carries no secret in the clear.
 *
 * @param slug see {@link TenantSlug}; not a reserved one
 * @param name what people call it: 1 to 200 characters, not blank, no control characters
 * @param plan the plan's code, at most 40 characters; null for none
 * @param server the database server to lie on; null for the one with the fewest tenants for its
 *     weight
 * @param labels what the server must have, by name (see {@link Labels}); empty for nothing, as in
 *     wishes journaled before there were labels
 * @param warm whether its database was made beforehand and is claimed already
 * @param source the tenant whose database it gets a copy of; null to begin with an empty one
 * @param backup the backup of the source that it begins with; null for what the source holds now
 * @param at the time to which what happened since the backup is replayed; null for the backup's own
 * @param admin what the step that makes the first administrator needs, for that step alone to read;
 *     a password only as its hash; null if the tenant begins without one
 * @param signUp the sign-up that it comes of, which the step that sets up its organisation reads;
 *     null if somebody else asked for it
 */
public record CreateTenant(
        String slug,
        String name,
        @Nullable String plan,
        @Nullable String server,
        // Left out when empty: replicas of an older release can read such a wish.
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> labels,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean warm,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String source,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String backup,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant at,
        @Nullable JsonNode admin,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String signUp) {
    private static final int LONGEST_NAME = 200;
    private static final Pattern PLAN = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /**
     * @throws ProvisioningException with {@link Reason#SLUG_MALFORMED}, {@link
     *     Reason#SLUG_RESERVED}, {@link Reason#NAME_MALFORMED}, {@link Reason#PLAN_MALFORMED} or
     *     {@link Reason#LABELS_MALFORMED}
     */
    @SuppressWarnings("RedundantNullCheck") // Jackson gives null for what is not in the journal.
    public CreateTenant {
        if (TenantSlug.parse(slug).isEmpty()) {
            throw new ProvisioningException(
                    Reason.SLUG_MALFORMED,
                    "a slug has 3 to 40 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen");
        }
        if (ReservedSlugs.contains(slug)) {
            throw new ProvisioningException(
                    Reason.SLUG_RESERVED,
                    "the slug %s is reserved; choose another".formatted(slug));
        }
        demandName(name);
        if (plan != null) {
            demandPlan(plan);
        }
        labels = labels == null ? Map.of() : new Labels(labels).values();
        admin = admin == null || admin.isNull() ? null : admin;
    }

    static void demandName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || CONTROL.matcher(name).find()) {
            throw new ProvisioningException(
                    Reason.NAME_MALFORMED,
                    "a tenant's name has 1 to 200 characters and no control characters");
        }
    }

    /**
     * Refuses what is not a plan's code.
     *
     * @throws ProvisioningException with {@link Reason#PLAN_MALFORMED} if the text is no plan's
     *     code
     */
    public static void demandPlan(String plan) {
        if (!PLAN.matcher(plan).matches()) {
            throw new ProvisioningException(
                    Reason.PLAN_MALFORMED,
                    "a plan's code has 1 to 40 lower-case letters, digits and hyphens");
        }
    }

    /** A wish that is yet to be fulfilled. */
    public CreateTenant(
            String slug,
            String name,
            @Nullable String plan,
            @Nullable String server,
            Map<String, String> labels,
            @Nullable JsonNode admin) {
        this(slug, name, plan, server, labels, false, null, null, null, admin, null);
    }

    /** A wish that is content with a server of any labels. */
    public CreateTenant(
            String slug,
            String name,
            @Nullable String plan,
            @Nullable String server,
            @Nullable JsonNode admin) {
        this(slug, name, plan, server, Map.of(), false, null, null, null, admin, null);
    }

    /** The same wish, which comes of a sign-up. */
    public CreateTenant ofSignUp(String id) {
        return new CreateTenant(
                slug, name, plan, server, labels, warm, source, backup, at, admin, id);
    }

    /** The same wish, for which a warm database was claimed. */
    CreateTenant onWarmDatabase() {
        return new CreateTenant(
                slug, name, plan, server, labels, true, source, backup, at, admin, signUp);
    }

    /**
     * The same wish for a copy: where it names no server and no plan, it has the original's.
     *
     * @param fromBackup which backup to copy; null for what the original holds
     * @param then the time to replay to; null for the backup's own
     */
    CreateTenant asCopyOf(Tenant original, @Nullable String fromBackup, @Nullable Instant then) {
        return new CreateTenant(
                slug,
                name,
                plan == null ? original.plan() : plan,
                server == null && labels.isEmpty() ? original.server() : server,
                labels,
                false,
                original.id().value(),
                fromBackup,
                then,
                admin,
                null);
    }

    ServerWish place() {
        return new ServerWish(server, new Labels(labels));
    }
}
