import { App, ConfigProvider } from "antd";
import english from "antd/locale/en_US";
import chinese from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { type PropsWithChildren, useEffect } from "react";
import { nonce } from "./nonce";
import { useLanguage } from "./texts/texts";
import { useAppearance } from "./theme/appearance";
import { themeOf } from "./theme/theme";

/** Language and looks of everything. */
export function Frame({ children }: PropsWithChildren) {
  const language = useLanguage();
  const { dark } = useAppearance();
  dayjs.locale(language === "zh-CN" ? "zh-cn" : "en");
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
  }, [dark]);
  return (
    <ConfigProvider
      theme={themeOf(dark)}
      locale={language === "zh-CN" ? chinese : english}
      form={{ scrollToFirstError: { focus: true } }}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
    >
      <App className="app">{children}</App>
    </ConfigProvider>
  );
}
