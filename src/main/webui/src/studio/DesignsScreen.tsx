import { AppstoreOutlined, BarsOutlined, PlusOutlined } from "@ant-design/icons";
import { App, Button, Flex, Segmented, type TableColumnsType } from "antd";
import { type ReactNode, useState } from "react";
import { useSearchParams } from "react-router";
import type { Design } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Nothing } from "@/states/Nothing";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import { DesignDrawer } from "./DesignDrawer";
import { useDesigns, useRemoving } from "./designs";
import { type DesignActions, Gallery } from "./Gallery";
import { texts } from "./texts";

/** So many cards; more are seen better in a list, which draws only what one looks at. */
const MANY = 120;

/**
 * The sample product's screen, and how a screen is written here: what it reads and does stands in
 * designs.ts, what it says in texts.ts, and its four states come from Ready and Listing.
 */
export default function DesignsScreen() {
  const t = texts.use();
  const may = useMay();
  const designs = useDesigns();
  const removing = useRemoving();
  const { modal } = App.useApp();
  const [search, setSearch] = useSearchParams();
  const [drawn, setDrawn] = useState<{ design: Design | null } | null>(null);
  const asList = search.get("view") === "list";

  function show(view: string): void {
    setSearch(view === "list" ? { view } : {}, { replace: true });
  }

  const actions: DesignActions = {
    edit: may("design:update") ? (design) => setDrawn({ design }) : null,
    remove: may("design:delete")
      ? (design) =>
          modal.confirm({
            title: t("removeAsk", { title: design.title }),
            content: t("removeDetail"),
            okText: t("remove"),
            okButtonProps: { danger: true },
            cancelText: t("cancel"),
            onOk: () => removing.run(design),
          })
      : null,
  };
  const create = may("design:create") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setDrawn({ design: null })}>
      {t("create")}
    </Button>
  );
  const nothing = <Nothing action={create}>{t("first")}</Nothing>;

  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          <Segmented
            aria-label={t("show")}
            value={asList ? "list" : "gallery"}
            onChange={show}
            options={[
              { value: "gallery", label: t("gallery"), icon: <AppstoreOutlined /> },
              { value: "list", label: t("list"), icon: <BarsOutlined /> },
            ]}
          />
          {create}
        </>
      }
    >
      <Failure error={removing.error} />
      {asList ? (
        <DesignList {...actions} pages={designs} empty={nothing} />
      ) : (
        <Ready query={designs}>
          {(items) =>
            items.length === 0 ? (
              nothing
            ) : (
              <>
                <Gallery {...actions} designs={items.slice(0, MANY)} />
                <Flex justify="center">
                  {items.length >= MANY ? (
                    <Button onClick={() => show("list")}>{t("moreAsList")}</Button>
                  ) : (
                    designs.hasMore && (
                      <Button onClick={designs.more} loading={designs.isFetching}>
                        {t("more")}
                      </Button>
                    )
                  )}
                </Flex>
              </>
            )
          }
        </Ready>
      )}
      {drawn !== null && <DesignDrawer design={drawn.design} close={() => setDrawn(null)} />}
    </Page>
  );
}

interface DesignListProps extends DesignActions {
  pages: ReturnType<typeof useDesigns>;
  empty: ReactNode;
}

function DesignList({ pages, empty, edit, remove }: DesignListProps) {
  const t = texts.use();
  const { time } = useFormats();
  const columns: TableColumnsType<Design> = [
    { key: "title", title: t("name"), dataIndex: "title", width: 260, render: bidirectional },
    {
      key: "prompt",
      title: t("prompt"),
      dataIndex: "prompt",
      ellipsis: true,
      width: 420,
      render: bidirectional,
    },
    { key: "changed", title: t("changed"), dataIndex: "changedAt", width: 180, render: time },
    {
      key: "actions",
      title: "",
      width: 160,
      render: (_, design) => (
        <Flex gap="small">
          {edit !== null && (
            <Button size="small" onClick={() => edit(design)}>
              {t("edit")}
            </Button>
          )}
          {remove !== null && (
            <Button size="small" danger onClick={() => remove(design)}>
              {t("remove")}
            </Button>
          )}
        </Flex>
      ),
    },
  ];
  return <Listing pages={pages} columns={columns} rowKey="id" empty={empty} label={t("title")} />;
}

function bidirectional(text: string) {
  return <bdi>{text}</bdi>;
}
