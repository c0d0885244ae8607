import { Button, Flex, Table, type TableColumnsType, type TableProps, Typography } from "antd";
import type { ReactNode, UIEvent } from "react";
import { Ready } from "@/states/States";
import { defineTexts } from "@/texts/texts";
import { Scrolling } from "./Scrolling";
import type { Pages } from "./usePages";

const texts = defineTexts(
  "lists",
  {
    more: "Show more",
    shown_one: "One shown",
    shown_other: "{{count, number}} shown",
    all_one: "One in all",
    all_other: "{{count, number}} in all",
  },
  { more: "显示更多", shown_other: "已显示 {{count}} 条", all_other: "共 {{count}} 条" },
);

/** From so many rows on only those that are seen are drawn. */
const MANY = 200;
const HEIGHT = 560;

interface ListingProps<T> {
  pages: Pages<T>;
  columns: TableColumnsType<T>;
  rowKey: keyof T & string;
  /** What is shown where there are none. */
  empty: ReactNode;
  /** What the list is of, for screen readers. */
  label: string;
  table?: Omit<TableProps<T>, "columns" | "dataSource" | "rowKey">;
}

/** A list as a table, page after page; with thousands of rows, too. */
export function Listing<T extends object>({
  pages,
  columns,
  rowKey,
  empty,
  label,
  table,
}: ListingProps<T>) {
  const t = texts.use();

  /** Whoever scrolls to where the rows end soon gets more of them. */
  function readOn({ currentTarget: { scrollHeight, scrollTop } }: UIEvent<HTMLDivElement>): void {
    if (pages.hasMore && !pages.isFetching && scrollHeight - scrollTop < 2 * HEIGHT) {
      pages.more();
    }
  }

  return (
    <Ready query={pages}>
      {(items) =>
        items.length === 0 && !pages.hasMore ? (
          empty
        ) : (
          <Scrolling label={label}>
            <Table<T>
              size="middle"
              rowKey={rowKey}
              columns={columns}
              dataSource={items as T[]}
              pagination={false}
              loading={false}
              {...(items.length > MANY
                ? { virtual: true, scroll: { x: 900, y: HEIGHT }, onScroll: readOn }
                : { scroll: { x: "max-content" } })}
              {...table}
            />
            <Flex align="center" justify="space-between" style={{ marginTop: 12 }}>
              <Typography.Text type="secondary">
                {t(pages.hasMore ? "shown" : "all", { count: items.length })}
              </Typography.Text>
              {pages.hasMore && (
                <Button onClick={pages.more} loading={pages.isFetching}>
                  {t("more")}
                </Button>
              )}
            </Flex>
          </Scrolling>
        )
      }
    </Ready>
  );
}
