import { Alert, Form, Input, Select, Switch, Typography } from "antd";
import { useState } from "react";
import * as limits from "@/api/limits";
import type { SignOn, SignOnWish } from "@/api/schema";
import { Copyable } from "@/forms/Copyable";
import { FormDrawer } from "@/forms/FormDrawer";
import { useFit } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
import { RolePicker } from "@/pickers/RolePicker";
import { nameOf, PRESETS, PROVIDERS, type Provider, providerOf } from "./presets";
import { RulesEditor } from "./RulesEditor";
import { useSettingUp } from "./signOn";
import { texts } from "./texts";

/** Without TLS on this machine alone, for a trial; whether the platform allows that, it says itself. */
const SAFE = /^\s*(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])/;

interface ProviderDrawerProps {
  /** As it is; null if nothing is set up. */
  signOn: SignOn | null;
  redirectUri: string;
  /** Whether issuer and client have to stay: somebody depends on them. */
  frozen: boolean;
  close: () => void;
}

/** Where the identity provider is described. */
export function ProviderDrawer({ signOn, redirectUri, frozen, close }: ProviderDrawerProps) {
  const t = texts.use();
  const fit = useFit();
  const [form] = Form.useForm<SignOnWish>();
  const [provider, setProvider] = useState<Provider>(providerOf(signOn?.issuer));
  const saving = useSettingUp(close);
  useFaults(form, saving.error);
  const preset = PRESETS[provider];
  const issuer = Form.useWatch("issuer", form);
  const secretAnew = signOn === null || issuer !== signOn.issuer;

  function choose(wished: Provider): void {
    setProvider(wished);
    form.setFieldsValue(PRESETS[wished].values);
  }

  return (
    <FormDrawer
      title={t("provider")}
      form={form}
      label={t("save")}
      action={saving}
      close={close}
      width={760}
    >
      {frozen && <Alert type="info" showIcon title={t("frozen")} />}
      <Form<SignOnWish>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initially(signOn)}
        onFinish={(wish) => saving.run(cleaned(wish))}
      >
        <Form.Item label={t("which")} htmlFor="sign-on-provider">
          <Select
            id="sign-on-provider"
            value={provider}
            onChange={choose}
            disabled={frozen}
            options={PROVIDERS.map((each) => ({ value: each, label: nameOf(each, t) }))}
          />
        </Form.Item>
        <ul className="hints">
          {preset.hints.map((hint) => (
            <li key={hint}>{t(hint)}</li>
          ))}
        </ul>
        <Form.Item label={t("redirectUri")} extra={t("redirectHint")}>
          <Copyable value={redirectUri} label={t("redirectUri")} />
        </Form.Item>
        <Form.Item
          name="issuer"
          label={t("issuer")}
          extra={t("issuerHint")}
          rules={[
            ...fit.line(limits.SignOnWish_issuer, t("issuerNeeded")),
            { pattern: SAFE, message: t("issuerHttps") },
          ]}
        >
          <Input
            placeholder={preset.issuer}
            disabled={frozen}
            className="code"
            inputMode="url"
            autoComplete="off"
          />
        </Form.Item>
        <Form.Item
          name="clientId"
          label={t("clientId")}
          rules={fit.line(limits.SignOnWish_clientId, t("clientIdNeeded"))}
        >
          <Input disabled={frozen} className="code" autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="clientSecret"
          label={t("clientSecret")}
          extra={t(secretAnew ? "secretHint" : "secretKept")}
          rules={fit.secret(
            limits.SignOnWish_clientSecret,
            secretAnew ? t("secretNeeded") : undefined,
          )}
        >
          <Input.Password autoComplete="new-password" className="code" />
        </Form.Item>
        <Form.Item
          name="scopes"
          label={t("scopes")}
          extra={t("scopesHint")}
          rules={fit.line(limits.SignOnWish_scopes)}
        >
          <Input className="code" autoComplete="off" />
        </Form.Item>
        <Typography.Title level={2} className="form-part">
          {t("who")}
        </Typography.Title>
        <RulesEditor claim={preset.claim} />
        <Form.Item name="defaultRole" label={t("defaultRole")}>
          <RolePicker allowClear placeholder={t("refused")} />
        </Form.Item>
        <Toggle name="joins" label={t("joins")} />
        <Typography.Title level={2} className="form-part">
          {t("emails")}
        </Typography.Title>
        <Form.Item
          name="emailClaim"
          label={t("emailClaim")}
          rules={fit.line(limits.SignOnWish_emailClaim)}
        >
          <Input className="code" autoComplete="off" />
        </Form.Item>
        <Toggle name="emailTrusted" label={t("emailTrusted")} hint={t("emailTrustedHint")} />
        <Toggle name="factorTrusted" label={t("factorTrusted")} />
      </Form>
    </FormDrawer>
  );
}

function Toggle({ name, label, hint }: { name: string; label: string; hint?: string }) {
  return (
    <div className="toggle">
      <Form.Item name={name} valuePropName="checked" noStyle>
        <Switch aria-label={label} />
      </Form.Item>
      <label htmlFor={name}>
        {label}
        {hint !== undefined && (
          <>
            <br />
            <Typography.Text type="secondary">{hint}</Typography.Text>
          </>
        )}
      </label>
    </div>
  );
}

function initially(signOn: SignOn | null): Partial<SignOnWish> {
  if (signOn === null) {
    return {
      scopes: "openid email profile",
      rules: [],
      joins: true,
      emailClaim: "email",
      emailTrusted: false,
      factorTrusted: false,
    };
  }
  const { issuer, clientId, scopes, rules, defaultRole, joins } = signOn;
  const { emailClaim, emailTrusted, factorTrusted } = signOn;
  return {
    issuer,
    clientId,
    scopes,
    rules,
    defaultRole: defaultRole ?? null,
    joins,
    emailClaim,
    emailTrusted,
    factorTrusted,
  };
}

/** What is left empty is left out: the secret stays, the rest is as usual. */
function cleaned(wish: SignOnWish): SignOnWish {
  return {
    ...wish,
    issuer: wish.issuer.trim(),
    clientId: wish.clientId.trim(),
    clientSecret: wish.clientSecret?.trim() || null,
    scopes: wish.scopes?.trim() || null,
    emailClaim: wish.emailClaim?.trim() || null,
    defaultRole: wish.defaultRole ?? null,
    rules: (wish.rules ?? []).map(({ claim, value, role, department }) => ({
      claim: claim.trim(),
      value: value.trim(),
      role: role ?? null,
      department: department ?? null,
    })),
  };
}
