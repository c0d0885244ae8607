import { Flex } from "antd";
import { Link } from "react-router";
import { Front } from "@/workspace/Front";
import { texts } from "./texts";

/** For whoever came without what stands in the link: it is good once, and not kept. */
export function Incomplete() {
  const t = texts.use();
  return (
    <Front title={t("incompleteTitle")} lead={t("incompleteLead")}>
      <Flex vertical gap="small">
        <Link to="/sign-in">{t("signIn")}</Link>
        <Link to="/">{t("start")}</Link>
      </Flex>
    </Front>
  );
}
