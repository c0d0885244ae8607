package io.tenantry.provisioning.restore;

/**
 * What came, or would come, of bringing rows back.
 *
 * @param matched how many rows of the peek are meant
 * @param inserted how many of them are not there now
 * @param replaced how many of them are others now
 */
public record RowsReport(long matched, long inserted, long replaced) {}
