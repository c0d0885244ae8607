import { ConfigProvider, theme } from "antd";
import { type PropsWithChildren, useEffect } from "react";
import { Messages } from "./messages/Messages";
import { nonce } from "./nonce";
import { useLanguage } from "./texts/texts";
import { useAppearance } from "./theme/appearance";
import { useLocale } from "./theme/locale";
import { themeOf, VARIABLES } from "./theme/theme";

/** Language and looks of everything. */
export function Frame({ children }: PropsWithChildren) {
  const locale = useLocale(useLanguage());
  const { dark } = useAppearance();
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
  }, [dark]);
  return (
    <ConfigProvider
      theme={themeOf(dark)}
      form={{ scrollToFirstError: { focus: true } }}
      {...(locale === undefined ? {} : { locale })}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
    >
      <Ground>{children}</Ground>
    </ConfigProvider>
  );
}

/** What everything stands on: it has the theme's variables for what is styled by hand. */
function Ground({ children }: PropsWithChildren) {
  // Puts the variables there, which else the first of Ant Design's parts would do.
  theme.useToken();
  return (
    <div className={`ground ${VARIABLES}`}>
      <Messages />
      {children}
    </div>
  );
}
