import { Form, Input, InputNumber } from "antd";
import * as limits from "@/api/limits";
import type { DatabaseServer, DatabaseServerCapacity } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { LabelsInput, useLabelRules } from "@/forms/LabelsInput";
import { texts } from "./texts";

const GB = 1e9;

/** Who comes to lie on a server, as forms hold it. */
export interface PlacementFields {
  maxTenants?: number | null;
  /** Of data; a decimal number is fine. */
  gigabytes?: number | null;
  maxConnections?: number | null;
  weight?: number | null;
  labels?: Record<string, string>;
}

export function placementOf(server: DatabaseServer): PlacementFields {
  const { maxTenants, maxBytes, maxConnections } = server.capacity;
  return {
    maxTenants: maxTenants ?? null,
    gigabytes: maxBytes == null ? null : maxBytes / GB,
    maxConnections: maxConnections ?? null,
    weight: server.weight,
    labels: server.labels,
  };
}

export function capacityOf(fields: PlacementFields): DatabaseServerCapacity {
  return {
    maxTenants: fields.maxTenants ?? null,
    maxBytes: fields.gigabytes == null ? null : Math.round(fields.gigabytes * GB),
    maxConnections: fields.maxConnections ?? null,
  };
}

export function PlacementItems() {
  const t = texts.use();
  const fit = useFit();
  return (
    <>
      <Form.Item
        name="maxTenants"
        label={t("maxTenants")}
        extra={t("limitHint")}
        rules={fit.number(limits.DatabaseServerCapacity_maxTenants)}
      >
        <InputNumber precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item
        name="gigabytes"
        label={t("maxBytes")}
        extra={t("limitHint")}
        rules={fit.number({ most: Math.floor(limits.DatabaseServerCapacity_maxBytes.most / GB) })}
      >
        <InputNumber style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item
        name="maxConnections"
        label={t("maxConnections")}
        extra={t("limitHint")}
        rules={fit.number(limits.DatabaseServerCapacity_maxConnections)}
      >
        <InputNumber precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item
        name="weight"
        label={t("weight")}
        extra={t("weightHint")}
        rules={fit.number(limits.NewDatabaseServer_weight)}
      >
        <InputNumber precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="labels" label={t("labels")} extra={t("labelsHint")} rules={useLabelRules()}>
        <LabelsInput />
      </Form.Item>
    </>
  );
}

/** How a server is reached, as forms hold it. */
export interface ConnectionFields {
  name: string;
  host: string;
  port: number;
  adminUser: string;
  adminPassword: string;
}

export function ConnectionItems({ named }: { named: boolean }) {
  const t = texts.use();
  const fit = useFit();
  return (
    <>
      <Form.Item
        name="name"
        label={t("name")}
        extra={t("nameHint")}
        rules={fit.line(limits.NewDatabaseServer_name, t("nameNeeded"))}
      >
        <Input autoComplete="off" spellCheck={false} disabled={named} autoFocus={!named} />
      </Form.Item>
      <Form.Item
        name="host"
        label={t("host")}
        rules={fit.line(limits.NewDatabaseServer_host, t("hostNeeded"))}
      >
        <Input autoComplete="off" spellCheck={false} autoFocus={named} />
      </Form.Item>
      <Form.Item
        name="port"
        label={t("port")}
        rules={fit.number(limits.NewDatabaseServer_port, "needed")}
      >
        <InputNumber precision={0} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item
        name="adminUser"
        label={t("adminUser")}
        extra={t("adminUserHint")}
        rules={fit.line(limits.NewDatabaseServer_adminUser, t("adminUserNeeded"))}
      >
        <Input autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="adminPassword"
        label={t("adminPassword")}
        extra={t("adminPasswordHint")}
        rules={fit.secret(limits.NewDatabaseServer_adminPassword, t("adminPasswordNeeded"))}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
