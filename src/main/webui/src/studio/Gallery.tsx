import { DeleteOutlined, EditOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Typography } from "antd";
import type { Design } from "@/api/schema";
import { useFormats } from "@/texts/format";
import { Swatch } from "./Swatch";
import { texts } from "./texts";

export interface DesignActions {
  edit: ((design: Design) => void) | null;
  remove: ((design: Design) => void) | null;
}

/** Designs as cards. */
export function Gallery({ designs, edit, remove }: DesignActions & { designs: readonly Design[] }) {
  const t = texts.use();
  const { ago } = useFormats();
  return (
    <ul className="gallery" aria-label={t("title")} style={{ listStyle: "none", padding: 0 }}>
      {designs.map((design) => (
        <li key={design.id}>
          <Card
            size="small"
            cover={<Swatch of={design.id} />}
            style={{ height: "100%" }}
            styles={{ body: { display: "flex", flexDirection: "column", gap: 8 } }}
          >
            <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }} ellipsis={{ rows: 2 }}>
              <bdi>{design.title}</bdi>
            </Typography.Title>
            <Typography.Paragraph type="secondary" ellipsis={{ rows: 3 }} style={{ margin: 0 }}>
              <bdi>{design.prompt}</bdi>
            </Typography.Paragraph>
            <Flex align="center" justify="space-between">
              <Typography.Text type="secondary">{ago(design.changedAt)}</Typography.Text>
              <span>
                {edit !== null && (
                  <Button
                    type="text"
                    icon={<EditOutlined />}
                    aria-label={t("editOne", { title: design.title })}
                    onClick={() => edit(design)}
                  />
                )}
                {remove !== null && (
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={`${t("remove")} ${design.title}`}
                    onClick={() => remove(design)}
                  />
                )}
              </span>
            </Flex>
          </Card>
        </li>
      ))}
    </ul>
  );
}
