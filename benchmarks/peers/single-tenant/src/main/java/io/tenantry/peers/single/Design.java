package io.tenantry.peers.single;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDateTime;

/** The table that Tenantry's sample workload reads, mapped the plain way. */
@Entity
@Table(name = "designs")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class Design {

    @Id String id;

    String title;

    String prompt;

    @Column(name = "created_by")
    String createdBy;

    @Version int version;

    @Column(name = "created_at")
    LocalDateTime createdAt;

    @Column(name = "changed_at")
    LocalDateTime changedAt;
}
