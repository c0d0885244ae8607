import { useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Department, NewDepartment } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { DEPARTMENTS } from "@/pickers/departments";
import { MEMBERS } from "@/pickers/members";
import { texts } from "./texts";

const RENEWS = [DEPARTMENTS, MEMBERS, ["invitations"]];

export function useMaking(done: (made: Department) => void) {
  const t = texts.use();
  return useAction({
    call: (wish: NewDepartment, header) =>
      body(api.POST("/api/v1/departments", { body: wish, params: { header } })),
    renews: [DEPARTMENTS],
    said: ({ name }) => t("made", { name }),
    done,
  });
}

export function useRenaming({ id }: Department, done: () => void) {
  const t = texts.use();
  return useAction({
    call: (name: string) =>
      body(
        api.PATCH("/api/v1/departments/{department}", {
          body: { name },
          params: { path: { department: id } },
        }),
      ),
    renews: [DEPARTMENTS],
    said: t("saved"),
    done,
  });
}

export interface Move {
  department: Department;
  /** Null for the top. */
  parent: string | null;
}

/** Moves a department. It is shown at its new place at once, and back at the old one if that fails. */
export function useMoving(done: (move: Move) => void) {
  const queries = useQueryClient();
  const place = ({ department, parent }: Move) =>
    queries.setQueryData<Department[]>(DEPARTMENTS, (all) =>
      all?.map((each) => (each.id === department.id ? { ...each, parent } : each)),
    );
  return useAction({
    call: async (move: Move) => {
      await queries.cancelQueries({ queryKey: DEPARTMENTS });
      place(move);
      try {
        return await body(
          api.PATCH("/api/v1/departments/{department}", {
            body: { parent: move.parent },
            params: { path: { department: move.department.id } },
          }),
        );
      } catch (error) {
        place({ ...move, parent: move.department.parent });
        throw error;
      }
    },
    renews: [DEPARTMENTS],
    done: (_, move) => done(move),
  });
}

export function useMerging({ id }: Department, done: (into: string) => void) {
  const t = texts.use();
  return useAction({
    call: (into: string) =>
      body(
        api.POST("/api/v1/departments/{department}/merge", {
          body: { into },
          params: { path: { department: id } },
        }),
      ),
    renews: RENEWS,
    said: t("merged"),
    done: (_, into) => done(into),
  });
}

export function useDeleting({ id }: Department, done: (reassign: string | null) => void) {
  const t = texts.use();
  return useAction({
    call: (reassign: string | null) =>
      body(
        api.DELETE("/api/v1/departments/{department}", {
          params: {
            path: { department: id },
            ...(reassign === null ? {} : { query: { reassign } }),
          },
        }),
      ),
    renews: RENEWS,
    said: t("deleted"),
    done: (_, reassign) => done(reassign),
  });
}

export function useSayingManagers({ id }: Department, done: () => void) {
  const t = texts.use();
  return useAction({
    call: (members: string[]) =>
      body(
        api.PUT("/api/v1/departments/{department}/managers", {
          body: { members },
          params: { path: { department: id } },
        }),
      ),
    renews: [DEPARTMENTS, MEMBERS],
    said: t("saved"),
    done,
  });
}
