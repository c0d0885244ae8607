import { Form, Input, InputNumber } from "antd";
import type { DatabaseServer, DatabaseServerCapacity } from "@/api/schema";
import { LabelsInput } from "@/forms/LabelsInput";
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
  return (
    <>
      <Form.Item name="maxTenants" label={t("maxTenants")} extra={t("limitHint")}>
        <InputNumber min={0} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="gigabytes" label={t("maxBytes")} extra={t("limitHint")}>
        <InputNumber min={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="maxConnections" label={t("maxConnections")} extra={t("limitHint")}>
        <InputNumber min={0} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="weight" label={t("weight")} extra={t("weightHint")}>
        <InputNumber min={0} max={1000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="labels" label={t("labels")} extra={t("labelsHint")}>
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
  return (
    <>
      <Form.Item
        name="name"
        label={t("name")}
        extra={t("nameHint")}
        rules={[{ required: true, whitespace: true, message: t("nameNeeded") }]}
      >
        <Input
          maxLength={63}
          autoComplete="off"
          spellCheck={false}
          disabled={named}
          autoFocus={!named}
        />
      </Form.Item>
      <Form.Item
        name="host"
        label={t("host")}
        rules={[{ required: true, whitespace: true, message: t("hostNeeded") }]}
      >
        <Input maxLength={255} autoComplete="off" spellCheck={false} autoFocus={named} />
      </Form.Item>
      <Form.Item
        name="port"
        label={t("port")}
        rules={[{ required: true, message: t("portNeeded") }]}
      >
        <InputNumber min={1} max={65535} precision={0} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item
        name="adminUser"
        label={t("adminUser")}
        extra={t("adminUserHint")}
        rules={[{ required: true, whitespace: true, message: t("adminUserNeeded") }]}
      >
        <Input maxLength={80} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="adminPassword"
        label={t("adminPassword")}
        extra={t("adminPasswordHint")}
        rules={[{ required: true, message: t("adminPasswordNeeded") }]}
      >
        <Input.Password maxLength={500} autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
