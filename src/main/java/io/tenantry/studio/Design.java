package io.tenantry.studio;

import io.tenantry.routing.Ulid;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A garment design that somebody has asked for. */
@Entity
@Table(name = "designs")
class Design {
    @Id private String id;
    private String title;

    @Column(columnDefinition = "TEXT")
    private String prompt;

    @Column(name = "created_by", updatable = false)
    private String createdBy;

    @Version private int version;

    // UTC, as all times are stored; a LocalDateTime passes the driver without a time zone's help.
    @Column(name = "created_at", updatable = false)
    private LocalDateTime createdAt;

    @Column(name = "changed_at")
    private LocalDateTime changedAt;

    /** For Hibernate, which fills every field before anybody sees the object. */
    @SuppressWarnings("NullAway.Init")
    protected Design() {}

    Design(String title, String prompt, String createdBy, Instant now) {
        this.id = Ulid.at(now);
        this.title = title;
        this.prompt = prompt;
        this.createdBy = createdBy;
        this.createdAt = stored(now);
        this.changedAt = createdAt;
    }

    void retitle(String newTitle, Instant now) {
        title = newTitle;
        changedAt = stored(now);
    }

    void rephrase(String newPrompt, Instant now) {
        prompt = newPrompt;
        changedAt = stored(now);
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    String prompt() {
        return prompt;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt.toInstant(ZoneOffset.UTC);
    }

    Instant changedAt() {
        return changedAt.toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime stored(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
