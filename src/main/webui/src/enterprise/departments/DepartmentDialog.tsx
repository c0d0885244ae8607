import type { Department } from "@/api/schema";
import type { Move } from "./departments";
import { ManagersDialog } from "./ManagersDialog";
import { NameDialog } from "./NameDialog";
import { DeleteDialog, MergeDialog, MoveDialog } from "./PlaceDialogs";

export type Change = "rename" | "move" | "merge" | "remove" | "managers";

/** What somebody wants to do. */
export type Asked =
  | { what: "create"; below: Department | null }
  | { what: Change; department: Department };

interface DepartmentDialogProps {
  asked: Asked;
  all: readonly Department[];
  move: (move: Move) => void;
  close: () => void;
  choose: (id: string | null) => void;
}

/** Asks for what is needed to do it. */
export function DepartmentDialog({ asked, all, move, close, choose }: DepartmentDialogProps) {
  if (asked.what === "create") {
    return <NameDialog department={null} below={asked.below} close={close} choose={choose} />;
  }
  const { department } = asked;
  switch (asked.what) {
    case "rename":
      return <NameDialog department={department} below={null} close={close} choose={choose} />;
    case "move":
      return <MoveDialog department={department} all={all} move={move} close={close} />;
    case "merge":
      return <MergeDialog department={department} all={all} close={close} choose={choose} />;
    case "remove":
      return <DeleteDialog department={department} all={all} close={close} choose={choose} />;
    case "managers":
      return <ManagersDialog department={department} close={close} />;
  }
}
