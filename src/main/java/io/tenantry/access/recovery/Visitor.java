package io.tenantry.access.recovery;

import io.tenantry.access.mail.Language;

/**
 * Whoever asks.
 *
 * @param address where they call from
 */
record Visitor(String address, Language language) {}
