import { Button, Card, Flex, Input, Typography } from "antd";
import { texts } from "./texts";

interface AsideProps {
  text: string;
  setText: (text: string) => void;
  putBack: () => void;
}

/** Lines that were taken out of a list, so that the others could go. */
export function Aside({ text, setText, putBack }: AsideProps) {
  const t = texts.use();
  return (
    <Card
      title={<h2 className="card-title">{t("aside")}</h2>}
      extra={<Button onClick={putBack}>{t("putBack")}</Button>}
    >
      <Flex vertical gap="small">
        <Typography.Text type="secondary">{t("asideHint")}</Typography.Text>
        <Input.TextArea
          aria-label={t("aside")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          rows={6}
          wrap="off"
          spellCheck={false}
          className="code"
        />
      </Flex>
    </Card>
  );
}
