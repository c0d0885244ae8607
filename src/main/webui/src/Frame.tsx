import { ConfigProvider, theme } from "antd";
import { type PropsWithChildren, useEffect } from "react";
import { Messages } from "./messages/Messages";
import { nonce } from "./nonce";
import { useAppearance } from "./theme/appearance";
import { locale } from "./theme/locale";
import { themeOf, VARIABLES } from "./theme/theme";

/** Language and looks of everything. */
export function Frame({ children }: PropsWithChildren) {
  const words = locale.use();
  const { dark } = useAppearance();
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
  }, [dark]);
  return (
    <ConfigProvider
      theme={themeOf(dark)}
      form={{ scrollToFirstError: { focus: true } }}
      {...(words === null ? {} : { locale: words })}
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
