package io.tenantry.routing.hibernate;

import io.tenantry.routing.mysql.Deadlock;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.ThreadLocalRandom;

/** Outside of the transaction's interceptor, so that each attempt is a transaction of its own. */
@Interceptor
@AgainAfterDeadlock
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class AgainAfterDeadlockInterceptor {
    /** Whoever loses so often is told to come back later. */
    private static final int MOST_ATTEMPTS = 4;

    @AroundInvoke
    Object run(InvocationContext call) throws Exception {
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return call.proceed();
            } catch (Exception e) {
                if (!Deadlock.isCauseOf(e)) {
                    throw e;
                }
            }
            pause(attempt);
        }
        return call.proceed();
    }

    /**
     * Up to 40, 160 and 640 ms: a backup gets its tables only once nobody is at them, and as long
     * as it waits for one of them whoever comes again at once loses again.
     */
    private static void pause(int attempt) throws InterruptedException {
        long most = 10L << (2 * attempt);
        Thread.sleep(ThreadLocalRandom.current().nextLong(most / 4, most));
    }
}
