package io.tenantry.provisioning.journal;

import com.fasterxml.jackson.core.JsonProcessingException;

/** An operation was journaled by a release whose input this one does not understand. */
final class UnreadableInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableInputException(JsonProcessingException cause) {
        // Jackson's own message would quote the input.
        super("the journaled input cannot be read: " + cause.getOriginalMessage());
    }
}
