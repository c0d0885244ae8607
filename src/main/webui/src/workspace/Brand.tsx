import { Link } from "react-router";

/** The product's mark, which leads home. */
export function Brand({ to = "/" }: { to?: string }) {
  return (
    <Link to={to} className="brand" aria-label="Tenantry">
      <img src="/favicon.svg" alt="" width={26} height={26} />
      <span>Tenantry</span>
    </Link>
  );
}
