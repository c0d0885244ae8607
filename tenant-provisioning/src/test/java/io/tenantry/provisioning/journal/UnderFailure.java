package io.tenantry.provisioning.journal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a test class runs these steps of a kind of operation twice, and lets them fail and
 * crash. {@link EveryStepIsUnderFailureTest} demands such a word for every step of every kind.
 */
@Repeatable(UnderFailure.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface UnderFailure {
    /** The kind's name. */
    String kind();

    /** Inputs, as the journal keeps them, that together have every step in their plans. */
    String[] inputs();

    /** The names of the steps that the test class lets fail. */
    String[] steps();

    /** What Java makes of several. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        UnderFailure[] value();
    }
}
