--liquibase formatted sql

--changeset tenantry:0030-roles
--comment Roles of the product (no tenant; their permissions stand in the code, and role_permissions has none for them) and roles that an enterprise made itself. scope: whether a role holds for the whole tenant or for the member's department and those below it. version: tokens that carry an older one are void.
CREATE TABLE roles (
    id         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id  CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    name       VARCHAR(80) NOT NULL,
    scope      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version    INT         NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY roles_name (tenant_id, name),
    CONSTRAINT roles_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0030-roles-of-the-product
INSERT INTO roles (id, tenant_id, name, scope, version, created_at, changed_at) VALUES
    ('platform_admin',   NULL, 'Platform administrator',   'platform',   0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)),
    ('platform_support', NULL, 'Platform support',         'platform',   0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)),
    ('enterprise_admin', NULL, 'Enterprise administrator', 'tenant',     0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)),
    ('department_admin', NULL, 'Department administrator', 'department', 0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)),
    ('member',           NULL, 'Member',                   'tenant',     0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6));

--changeset tenantry:0030-permissions
--comment What may be permitted, as the running release knows it: the server fills it at its start. Permissions that a release no longer knows stay, and permit nothing.
CREATE TABLE permissions (
    name    VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    realm   VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    summary VARCHAR(200) NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0030-role-permissions
CREATE TABLE role_permissions (
    role_id    VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    permission VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (role_id, permission),
    CONSTRAINT role_permissions_to_role FOREIGN KEY (role_id) REFERENCES roles (id) ON DELETE CASCADE,
    CONSTRAINT role_permissions_to_permission FOREIGN KEY (permission) REFERENCES permissions (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0030-departments
--comment A tree in each tenant. The key of the parent holds the tenant too, so that no department comes to lie under another tenant's. under: the parent's id, or the tenant's at the top; names are unique there, which NULLs would not be.
CREATE TABLE departments (
    id         CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id  CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    parent_id  CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    under      CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name       VARCHAR(120) NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    changed_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY departments_tenant (tenant_id, id),
    UNIQUE KEY departments_name (tenant_id, under, name),
    KEY departments_parent (tenant_id, parent_id),
    CONSTRAINT departments_to_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT departments_to_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES departments (tenant_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0030-memberships
--comment version: tokens that carry an older one are void. The role is one of the product or of this tenant; the code sees to the latter.
ALTER TABLE tenant_users
    ADD COLUMN department_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN version INT NOT NULL DEFAULT 0,
    ADD KEY tenant_users_department (tenant_id, department_id),
    ADD KEY tenant_users_role (role),
    ADD CONSTRAINT tenant_users_to_role FOREIGN KEY (role) REFERENCES roles (id),
    ADD CONSTRAINT tenant_users_to_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id);

--changeset tenantry:0030-department-managers
CREATE TABLE department_managers (
    tenant_id     CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    department_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id       CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (tenant_id, department_id, user_id),
    KEY department_managers_member (tenant_id, user_id),
    CONSTRAINT department_managers_to_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT department_managers_to_member FOREIGN KEY (tenant_id, user_id) REFERENCES tenant_users (tenant_id, user_id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0030-users
--comment version: tokens that carry an older one are void.
ALTER TABLE users
    ADD COLUMN version INT NOT NULL DEFAULT 0;

--changeset tenantry:0030-revocations
--comment The least version that tokens must carry of something, since it has changed; kept for as long as tokens live. Replicas read it every few seconds, and at once when Redis tells them.
CREATE TABLE revocations (
    kind    VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject VARCHAR(53) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version INT         NOT NULL,
    at      DATETIME(6) NOT NULL,
    PRIMARY KEY (kind, subject),
    KEY revocations_at (at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

--changeset tenantry:0030-sessions
--comment A family of refresh tokens: what one sign-in, or one choice of a tenant, has begun. ended_at: signed out, ended by its owner, or revoked.
CREATE TABLE sessions (
    id         CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id    CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id  CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    address    VARCHAR(64)  NOT NULL,
    client     VARCHAR(200) NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    used_at    DATETIME(6)  NOT NULL,
    expires_at DATETIME(6)  NOT NULL,
    ended_at   DATETIME(6)  NULL,
    PRIMARY KEY (id),
    KEY sessions_user (user_id),
    KEY sessions_tenant (tenant_id),
    KEY sessions_expires_at (expires_at),
    CONSTRAINT sessions_to_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
