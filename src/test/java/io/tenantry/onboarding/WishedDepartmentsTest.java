package io.tenantry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.onboarding.WishedDepartments.Wished;
import java.util.List;
import org.junit.jupiter.api.Test;

class WishedDepartmentsTest {
    private static final WishedDepartments DEPARTMENTS =
            WishedDepartments.of(
                    List.of(
                            new DepartmentWish(
                                    " Design ",
                                    List.of(
                                            new DepartmentWish("Knitwear", null),
                                            new DepartmentWish("Interns", null))),
                            new DepartmentWish(
                                    "Sales", List.of(new DepartmentWish("Interns", null)))));

    @Test
    void thoseAboveComeBeforeThoseBelow() {
        assertThat(DEPARTMENTS.all().stream().map(Wished::path))
                .containsExactly(
                        "Design", "Design/Knitwear", "Design/Interns", "Sales", "Sales/Interns");
    }

    @Test
    void aNameThatTwoHaveIsCalledByItsPath() {
        assertThat(DEPARTMENTS.find("Knitwear")).map(Wished::path).contains("Design/Knitwear");
        assertThat(DEPARTMENTS.find("Interns")).isEmpty();
        assertThat(DEPARTMENTS.find(" Sales/Interns ")).isPresent();
        assertThat(DEPARTMENTS.find("Nowhere")).isEmpty();
    }
}
