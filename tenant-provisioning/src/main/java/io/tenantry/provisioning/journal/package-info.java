/**
 * The operation journal: how a change that spans the control plane and database servers is made
 * whole.
 *
 * <p>An operation is a row, its steps are rows, and what an onlooker is told are rows. Each step is
 * idempotent and has an idempotent undo. The journal says <em>doing</em> before a step begins and
 * <em>done</em> after it, so whoever finds the rows knows what may have happened: a step that reads
 * "doing" is simply done again, or undone. A step that fails for a passing reason is tried again
 * later, a bounded number of times; otherwise everything that was begun is undone in reverse.
 *
 * <p>Whoever holds an operation's <em>lease</em> runs it. A lease ends by itself, so the operations
 * of a killed process pass to another; each claim raises the lease's token, and the token fences
 * the one that lost it:
 *
 * <ul>
 *   <li>every journal write is conditional on the token, and what a step changes in the control
 *       plane is written in the transaction that records it as done;
 *   <li>on a database server a step works only on a connection that holds a lock named after the
 *       operation, taken before the lease was last seen to hold. The successor takes that lock by
 *       killing the connection that has it, so a paused process that wakes up has no connection
 *       left to do harm with.
 * </ul>
 *
 * <p>This room knows nothing of tenants' databases: kinds of operations are given to it.
 */
@NullMarked
package io.tenantry.provisioning.journal;

import org.jspecify.annotations.NullMarked;
