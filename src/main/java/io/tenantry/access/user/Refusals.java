package io.tenantry.access.user;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;

/** Why changes of people, roles and departments are refused. */
public final class Refusals {
    private static final String LOOK = "Check the id; what others see need not be what you see.";

    private Refusals() {}

    /** What is asked would give, take or touch more than the caller has themselves. */
    public static ProblemException beyondOwn(String what) {
        return new ProblemException(
                ErrorCode.BEYOND_OWN_PERMISSIONS,
                what,
                "Ask somebody who has these permissions, or an enterprise administrator.");
    }

    /** The tenant has no such member, or the caller does not see them. */
    public static ProblemException noMember() {
        return new ProblemException(ErrorCode.MEMBER_NOT_FOUND, "there is no such member", LOOK);
    }

    /** The tenant has no such role. */
    public static ProblemException noRole() {
        return new ProblemException(
                ErrorCode.ROLE_NOT_FOUND,
                "there is no such role",
                "Choose one that GET /api/v1/roles lists.");
    }

    /** The tenant has no such department. */
    public static ProblemException noDepartment() {
        return new ProblemException(
                ErrorCode.DEPARTMENT_NOT_FOUND,
                "there is no such department",
                "Choose one that GET /api/v1/departments lists.");
    }

    /** The tenant has as many of something as it may. */
    public static ProblemException full(String what, int most) {
        return new ProblemException(
                ErrorCode.LIMIT_REACHED,
                "an organisation has at most %d %s".formatted(most, what),
                "Delete one that is not needed.");
    }
}
