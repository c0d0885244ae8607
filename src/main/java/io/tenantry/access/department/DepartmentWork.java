package io.tenantry.access.department;

import io.tenantry.access.user.ActingMember;
import io.tenantry.access.user.Reach;
import io.tenantry.access.user.Refusals;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One change of the tree: who makes it, how far they reach, and the tree as it was.
 *
 * @param own what the acting person may do
 */
record DepartmentWork(
        Handle handle, ActingMember by, Standing own, DepartmentTree tree, Standings standings) {
    /**
     * Demands that a department is there and within reach.
     *
     * @param id null stands for the top of the tree, which is within reach of the whole tenant only
     */
    void demandReached(@Nullable String id) {
        if (id != null && !tree.has(id)) {
            throw Refusals.noDepartment();
        }
        if (!standings.reaches(handle, own, id)) {
            throw Refusals.beyondOwn("this is not in your department or one below it");
        }
    }

    /** Demands that a department lies below the one that the caller's reach begins at. */
    void demandBelowOwn(String id) {
        demandReached(id);
        if (own.reach() instanceof Reach.Under(String top) && top.equals(id)) {
            throw Refusals.beyondOwn("your own department is not yours to move or remove");
        }
    }

    /** Demands that a department, with all below it, can lie right below another, or at the top. */
    void demandFits(String id, @Nullable String parent) {
        demandNoCycle(id, parent);
        demandDepth(tree.level(parent) + tree.height(id));
    }

    void demandNoCycle(String id, @Nullable String parent) {
        if (parent != null && tree.isWithin(parent, id)) {
            throw new ProblemException(
                    ErrorCode.DEPARTMENT_CYCLE,
                    "the department would lie below itself",
                    "Choose one that is neither the department nor below it.");
        }
    }

    static void demandDepth(int levels) {
        if (levels > DepartmentTree.DEEPEST) {
            throw new ProblemException(
                    ErrorCode.DEPARTMENT_TOO_DEEP,
                    "departments would lie deeper than %d levels".formatted(DepartmentTree.DEEPEST),
                    "Choose a place nearer to the top.");
        }
    }
}
