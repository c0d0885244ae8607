package io.tenantry.routing.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals and opens secrets with AES-256-GCM.
 *
 * <p>A sealed secret is {@code version (1 byte) | key id (4) | nonce (12) | ciphertext and tag}.
 * Its <em>place</em> (table, row and column, say) is authenticated with it, so that a secret copied
 * to another row does not open there.
 *
 * <p>Secrets are sealed under the current key and open under whichever known key they name, so that
 * the master key can be changed while everything works.
 */
public final class SecretBox {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + MasterKey.ID_BYTES + NONCE_BYTES;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MasterKey master;
    private final List<MasterKey> known;

    public SecretBox(MasterKey master) {
        this(master, List.of());
    }

    /**
     * A box with former keys.
     *
     * @param master the key that secrets are sealed under
     * @param former keys under which secrets may have been sealed elsewhere or before
     */
    public SecretBox(MasterKey master, List<MasterKey> former) {
        this.master = master;
        this.known = Stream.concat(Stream.of(master), former.stream()).toList();
    }

    /**
     * Signatures under a key that is derived from the master key.
     *
     * @param purpose what they are for, in a few words that stay the same
     */
    public Signatures signatures(String purpose) {
        return Signatures.of(known, purpose);
    }

    /** Which key a sealed secret names. */
    public enum Seal {
        /** The key that this box seals with. */
        CURRENT,
        /** Another key that this box knows. */
        FORMER,
        /** None that this box knows: it does not open. */
        UNKNOWN
    }

    /** Looks which key a sealed secret names, without opening it. */
    public Seal sealOf(byte[] sealed) {
        if (sealed.length < HEADER_BYTES || sealed[0] != VERSION) {
            return Seal.UNKNOWN;
        }
        return keyOf(sealed)
                .map(key -> key.equals(master) ? Seal.CURRENT : Seal.FORMER)
                .orElse(Seal.UNKNOWN);
    }

    private Optional<MasterKey> keyOf(byte[] sealed) {
        byte[] keyId = Arrays.copyOfRange(sealed, 1, 1 + MasterKey.ID_BYTES);
        return known.stream().filter(key -> MessageDigest.isEqual(keyId, key.id())).findFirst();
    }

    /**
     * Seals a secret for one place.
     *
     * @param place where the sealed form will be stored, for instance {@code
     *     tenant_databases/01J…/account}
     */
    public byte[] seal(byte[] secret, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(Cipher.ENCRYPT_MODE, master.key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = cipher.doFinal(secret);
            return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
                    .put(VERSION)
                    .put(master.id())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** Seals a text in UTF-8; see {@link #seal(byte[], String)}. */
    public byte[] seal(String secret, String place) {
        return seal(secret.getBytes(StandardCharsets.UTF_8), place);
    }

    /**
     * Opens what {@link #seal} made for the same place.
     *
     * @throws SealBrokenException if it was sealed under another key or for another place, or was
     *     changed
     */
    public byte[] open(byte[] sealed, String place) {
        if (sealed.length < HEADER_BYTES || sealed[0] != VERSION) {
            throw new SealBrokenException("not a sealed secret", place);
        }
        MasterKey key =
                keyOf(sealed)
                        .orElseThrow(() ->
                                new SealBrokenException(
                                        "sealed under a master key that is not configured", place));
        byte[] nonce = Arrays.copyOfRange(sealed, HEADER_BYTES - NONCE_BYTES, HEADER_BYTES);
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(Cipher.DECRYPT_MODE, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(sealed, HEADER_BYTES, sealed.length - HEADER_BYTES);
        } catch (AEADBadTagException e) {
            throw new SealBrokenException("changed, or moved from another place", place);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("opening failed", e);
        }
    }

    /** Opens a text in UTF-8; see {@link #open(byte[], String)}. */
    public String openText(byte[] sealed, String place) {
        return new String(open(sealed, place), StandardCharsets.UTF_8);
    }
}
