import { EyeOutlined } from "@ant-design/icons";
import { Button, Flex, type TableColumnsType, Tag, Typography } from "antd";
import { Link } from "react-router";
import type { Peek, Tenant } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { usePeeks } from "./peeks";
import { texts } from "./texts";

const COLOURS = {
  making: "processing",
  open: "success",
  ending: "processing",
  failed: "error",
} as const;

/** How a peek is. */
export function PeekState({ of: { state } }: { of: Peek }) {
  const t = texts.use();
  return <Tag color={COLOURS[state]}>{t(`state_${state}`)}</Tag>;
}

interface PeeksTabProps {
  tenant: Tenant;
  atWork: boolean;
  /** Opens another one; null if one may not. */
  open: (() => void) | null;
}

/** Databases that show a moment of a tenant's past. */
export function PeeksTab({ tenant, atWork, open }: PeeksTabProps) {
  const t = texts.use();
  const { exact, ago } = useFormats();
  const peeks = usePeeks(tenant.id, atWork);
  const opens = open !== null && (
    <Button type="primary" icon={<EyeOutlined />} onClick={open}>
      {t("open")}
    </Button>
  );
  const columns: TableColumnsType<Peek> = [
    {
      key: "moment",
      title: t("moment"),
      render: (_, { id, at }) => (
        <Link to={`/platform/recovery/${tenant.slug}/peeks/${id}`}>
          {at === null ? t("ofBackup") : exact(at)}
        </Link>
      ),
    },
    { key: "state", title: t("state"), render: (_, peek) => <PeekState of={peek} /> },
    { key: "created", title: t("created"), dataIndex: "createdAt", render: exact },
    { key: "expires", title: t("expires"), render: (_, { expiresAt }) => ago(expiresAt) },
    {
      key: "handedOut",
      title: t("handedOut"),
      render: (_, { handedOutAt }) =>
        handedOutAt === null ? t("handedOutNever") : exact(handedOutAt),
    },
  ];
  return (
    <Flex vertical gap="middle">
      <Flex wrap gap="small" align="center" justify="space-between">
        <Typography.Text type="secondary" style={{ flex: "1 1 300px" }}>
          {t("lead")}
        </Typography.Text>
        {(peeks.data?.length ?? 0) > 0 && opens}
      </Flex>
      <Listing
        pages={peeks}
        columns={columns}
        rowKey="id"
        label={t("list")}
        empty={<Nothing action={opens}>{t("none")}</Nothing>}
      />
    </Flex>
  );
}
