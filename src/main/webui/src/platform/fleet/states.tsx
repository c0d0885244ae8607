import { Tag } from "antd";
import type { DatabaseServer, Operation, PlatformSignUp, Tenant } from "@/api/schema";
import { defineTexts } from "@/texts/texts";

const texts = defineTexts(
  "fleet-states",
  {
    tenant_requested: "requested",
    tenant_provisioning: "being made",
    tenant_active: "active",
    tenant_suspended: "suspended",
    tenant_maintenance: "maintenance",
    tenant_deleting: "being purged",
    tenant_deleted: "deleted",
    tenant_purged: "purged",
    tenant_failed: "never made",
    operation_running: "running",
    operation_succeeded: "succeeded",
    operation_failed: "stands still",
    operation_undone: "undone",
    server_registering: "registering",
    server_active: "active",
    server_draining: "draining",
    server_down: "down",
    sign_up_open: "being filled in",
    sign_up_waiting: "waiting",
    sign_up_rejected: "rejected",
    sign_up_provisioning: "being made",
    sign_up_failed: "stands still",
    sign_up_undone: "undone",
    sign_up_done: "done",
  },
  {
    tenant_requested: "已申请",
    tenant_provisioning: "创建中",
    tenant_active: "正常",
    tenant_suspended: "已暂停",
    tenant_maintenance: "维护中",
    tenant_deleting: "清除中",
    tenant_deleted: "已删除",
    tenant_purged: "已清除",
    tenant_failed: "未建成",
    operation_running: "进行中",
    operation_succeeded: "成功",
    operation_failed: "停滞",
    operation_undone: "已撤回",
    server_registering: "登记中",
    server_active: "可用",
    server_draining: "排空中",
    server_down: "停用",
    sign_up_open: "填写中",
    sign_up_waiting: "待审批",
    sign_up_rejected: "已拒绝",
    sign_up_provisioning: "创建中",
    sign_up_failed: "停滞",
    sign_up_undone: "已撤回",
    sign_up_done: "已完成",
  },
);

export type TenantState = Tenant["state"];
export type OperationState = Operation["state"];
export type ServerState = DatabaseServer["state"];
export type SignUpState = PlatformSignUp["state"];

export const TENANT_STATES: readonly TenantState[] = [
  "active",
  "suspended",
  "maintenance",
  "requested",
  "provisioning",
  "deleted",
  "deleting",
  "purged",
  "failed",
];
/** Those in which anything of a tenant is there beside what is told of it. */
export const STATES_THERE: readonly TenantState[] = TENANT_STATES.filter(
  (state) => state !== "purged" && state !== "failed",
);
export const OPERATION_STATES: readonly OperationState[] = [
  "running",
  "failed",
  "undone",
  "succeeded",
];
export const SIGN_UP_STATES: readonly SignUpState[] = [
  "waiting",
  "open",
  "provisioning",
  "failed",
  "undone",
  "rejected",
  "done",
];

const TENANT_COLOURS: Partial<Record<TenantState, string>> = {
  active: "success",
  suspended: "warning",
  maintenance: "processing",
  requested: "processing",
  provisioning: "processing",
  deleting: "error",
};
const OPERATION_COLOURS: Partial<Record<OperationState, string>> = {
  running: "processing",
  succeeded: "success",
  failed: "error",
  undone: "warning",
};
const SERVER_COLOURS: Partial<Record<ServerState, string>> = {
  active: "success",
  draining: "warning",
  down: "error",
  registering: "processing",
};
const SIGN_UP_COLOURS: Partial<Record<SignUpState, string>> = {
  waiting: "warning",
  provisioning: "processing",
  failed: "error",
  done: "success",
};

/** What the states of what the platform runs are called. */
export function useStateNames() {
  const t = texts.use();
  return {
    tenant: (state: TenantState) => t(`tenant_${state}`),
    operation: (state: OperationState) => t(`operation_${state}`),
    server: (state: ServerState) => t(`server_${state}`),
    signUp: (state: SignUpState) => t(`sign_up_${state}`),
  };
}

export function TenantStateTag({ state }: { state: TenantState }) {
  const { tenant } = useStateNames();
  return <Tag color={TENANT_COLOURS[state] ?? "default"}>{tenant(state)}</Tag>;
}

export function OperationStateTag({ state }: { state: OperationState }) {
  const { operation } = useStateNames();
  return <Tag color={OPERATION_COLOURS[state] ?? "default"}>{operation(state)}</Tag>;
}

export function ServerStateTag({ state }: { state: ServerState }) {
  const { server } = useStateNames();
  return <Tag color={SERVER_COLOURS[state] ?? "default"}>{server(state)}</Tag>;
}

export function SignUpStateTag({ state }: { state: SignUpState }) {
  const { signUp } = useStateNames();
  return <Tag color={SIGN_UP_COLOURS[state] ?? "default"}>{signUp(state)}</Tag>;
}
