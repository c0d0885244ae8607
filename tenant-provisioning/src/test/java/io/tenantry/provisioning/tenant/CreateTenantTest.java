package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateTenantTest {
    private static void assertRefused(
            Reason reason, String slug, String name, @Nullable String plan) {
        assertThatThrownBy(() -> new CreateTenant(slug, name, plan, null, null))
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "1abc",
                "-abc",
                "abc-",
                "Abc",
                "a_c",
                "a'; DROP TABLE tenants; --",
                "аcme",
                "ａｃｍｅ",
                "acme\u0000",
                "acme\n",
                "a23456789012345678901234567890123456789012"
            })
    void refusesWhatIsNoSlug(String slug) {
        assertRefused(Reason.SLUG_MALFORMED, slug, "Name", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"www", "api", "admin", "app", "platform", "tenantry"})
    void refusesReservedSlugs(String slug) {
        assertRefused(Reason.SLUG_RESERVED, slug, "Name", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "a\u0000b"})
    void refusesNamesThatPeopleCannotRead(String name) {
        assertRefused(Reason.NAME_MALFORMED, "acme", name, null);
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertRefused(Reason.NAME_MALFORMED, "acme", "x".repeat(201), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Gold", "a b", "12345678901234567890123456789012345678901"})
    void refusesWhatIsNoPlan(String plan) {
        assertRefused(Reason.PLAN_MALFORMED, "acme", "Name", plan);
    }

    @Test
    void survivesTheJournal() throws Exception {
        ObjectMapper json = new ObjectMapper();
        CreateTenant wish =
                new CreateTenant(
                        "acme",
                        "Ácme 公司 🧵",
                        "gold",
                        "db1",
                        json.readTree("{\"email\":\"a@b.example\"}"));

        assertThat(json.readValue(json.writeValueAsString(wish), CreateTenant.class))
                .isEqualTo(wish);
        CreateTenant plain = new CreateTenant("acme", "Acme", null, null, NullNode.getInstance());
        assertThat(json.readValue(json.writeValueAsString(plain), CreateTenant.class))
                .isEqualTo(new CreateTenant("acme", "Acme", null, null, null));
    }

    @Test
    void aWishWithLabelsSurvivesTheJournalAndOneWithoutLooksAsItAlwaysDid() throws Exception {
        ObjectMapper json = new ObjectMapper();
        CreateTenant labelled =
                new CreateTenant("acme", "Acme", null, null, Map.of("region", "eu"), null);

        assertThat(json.readValue(json.writeValueAsString(labelled), CreateTenant.class))
                .isEqualTo(labelled);
        CreateTenant signedUp = labelled.ofSignUp("01JD8Q3C5N8F4T3J6B1ZK2M7XA");
        assertThat(json.readValue(json.writeValueAsString(signedUp), CreateTenant.class))
                .isEqualTo(signedUp);
        String before =
                "{\"slug\":\"acme\",\"name\":\"Acme\",\"plan\":null,\"server\":null,\"admin\":null}";
        CreateTenant old = json.readValue(before, CreateTenant.class);
        assertThat(old.labels()).isEmpty();
        assertThat(json.writeValueAsString(old)).isEqualTo(before);
    }

    @Test
    void refusesMalformedLabels() {
        assertThatThrownBy(() ->
                        new CreateTenant("acme", "Acme", null, null, Map.of("Region", "eu"), null))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.LABELS_MALFORMED));
    }
}
