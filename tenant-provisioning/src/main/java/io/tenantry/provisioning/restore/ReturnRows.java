package io.tenantry.provisioning.restore;

/**
 * What the operation is given that brings rows back.
 *
 * @param id of the row return
 * @param peek which they come from
 */
record ReturnRows(String id, String peek, RowsWish wish) {}
