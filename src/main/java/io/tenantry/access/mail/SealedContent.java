package io.tenantry.access.mail;

/** What a mail says, sealed. */
final class SealedContent {
    private final byte[] sealed;

    private SealedContent(byte[] sealed) {
        this.sealed = sealed;
    }

    static SealedContent of(byte[] sealed) {
        return new SealedContent(sealed.clone());
    }

    byte[] bytes() {
        return sealed.clone();
    }
}
