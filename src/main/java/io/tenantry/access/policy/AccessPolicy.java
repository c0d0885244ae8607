package io.tenantry.access.policy;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How people come into a tenant.
 *
 * @param domains in the form that DNS knows, sorted
 * @param language as {@code Language} has it; null for that of the installation
 */
@Schema(name = "AccessPolicy")
public record AccessPolicy(
        @Schema(
                        description = "Whether an administrator has to let in who joins",
                        examples = "false")
                boolean approvalRequired,
        @Schema(
                        description =
                                "Whoever has an address of one of these domains may join by themselves",
                        examples = "[\"acme.example\"]")
                List<String> domains,
        @Schema(
                        description = "The language of mails to people who join: en or zh-CN",
                        examples = "zh-CN")
                @Nullable String language) {
    /** Of a tenant that has said nothing. */
    static final AccessPolicy DEFAULT = new AccessPolicy(false, List.of(), null);

    public AccessPolicy {
        domains = domains.stream().distinct().sorted().toList();
    }
}
