import { Typography } from "antd";

/** As much of a version as tells it from others. */
const SHOWN = 8;

/** The version of a changelog: a long number, of which the beginning is shown. */
export function Version({ of, copyable = false }: { of: string | null; copyable?: boolean }) {
  if (of === null) {
    return <Typography.Text type="secondary">–</Typography.Text>;
  }
  return (
    <Typography.Text code title={of} copyable={copyable ? { text: of } : false}>
      {of.slice(0, SHOWN)}
    </Typography.Text>
  );
}
