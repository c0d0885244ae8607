import { pathOf, useDepartments } from "@/pickers/departments";
import { useRoles } from "@/pickers/roles";
import { useMay } from "@/session/me";
import { useRoleName } from "@/workspace/roles";

/** What a role is called, by its id. */
export function useRoleNames(): (id: string) => string {
  const { data } = useRoles(useMay()("role:read"));
  const name = useRoleName();
  return (id) => name(id, data?.find((role) => role.id === id)?.name ?? id);
}

/** What a department is called and where it lies, by its id. */
export function useDepartmentNames(): (id: string) => string {
  const { data } = useDepartments(useMay()("department:read"));
  return (id) => {
    const path = pathOf(data ?? [], id);
    return path.length === 0 ? id : path.map(({ name }) => name).join(" / ");
  };
}
