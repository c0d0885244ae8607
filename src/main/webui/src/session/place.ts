/** A tenant's slug, or null for what concerns no tenant: the platform, one's own account. */
export type Place = string | null;
