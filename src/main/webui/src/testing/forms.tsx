import { fireEvent, screen, waitFor } from "@testing-library/react";
import type { ReactElement } from "react";
import { expect } from "vitest";
import { FactorSetup } from "@/account/FactorSetup";
import PasswordScreen from "@/account/PasswordScreen";
import ProfileScreen from "@/account/ProfileScreen";
import { RemovalForm } from "@/account/ShowFactorForm";
import { NameDialog } from "@/enterprise/departments/NameDialog";
import { CodeDialog } from "@/enterprise/invitations/CodeDialog";
import { InviteDialog } from "@/enterprise/invitations/InviteDialog";
import ManyScreen from "@/enterprise/invitations/ManyScreen";
import { KeyDrawer } from "@/enterprise/keys/KeyDrawer";
import { RoleDialog } from "@/enterprise/roles/RoleDialog";
import { JoiningCard } from "@/enterprise/settings/JoiningCard";
import { SupportCard } from "@/enterprise/settings/SupportCard";
import { DomainsCard } from "@/enterprise/sign-on/DomainsCard";
import { ProviderDrawer } from "@/enterprise/sign-on/ProviderDrawer";
import { TypedConfirmation } from "@/forms/TypedConfirmation";
import InvitationScreen from "@/invitation/InvitationScreen";
import { JoinForm } from "@/invitation/JoinForm";
import JoinScreen from "@/invitation/JoinScreen";
import { AdministratorPassword } from "@/onboarding/AdministratorPassword";
import { AdministratorStep } from "@/onboarding/AdministratorStep";
import { OrganisationStep } from "@/onboarding/OrganisationStep";
import { PeopleStep } from "@/onboarding/PeopleStep";
import { Verification } from "@/platform/audit/Verification";
import { server, tenant } from "@/platform/fleet/testing";
import PlanScreen from "@/platform/migrations/PlanScreen";
import { SettingsForm } from "@/platform/migrations/SettingsForm";
import { RestoreDrawer } from "@/platform/recovery/RestoreDrawer";
import { TENANT } from "@/platform/recovery/testing";
import { EditServer } from "@/platform/servers/EditServer";
import { RegisterServer } from "@/platform/servers/RegisterServer";
import { LostFactorCard } from "@/platform/settings/LostFactorCard";
import { Plans } from "@/platform/settings/Plans";
import { Enter } from "@/platform/support/Enter";
import { CloneTenant } from "@/platform/tenants/CloneTenant";
import { CreateTenant } from "@/platform/tenants/CreateTenant";
import { EditTenant } from "@/platform/tenants/EditTenant";
import { SuspendTenant } from "@/platform/tenants/SuspendTenant";
import ForgottenScreen from "@/recovery/PasswordScreen";
import { SettingField } from "@/settings/SettingField";
import { SignInForm } from "@/sign-in/SignInForm";
import SignInScreen from "@/sign-in/SignInScreen";
import { DesignDrawer } from "@/studio/DesignDrawer";

const close = () => undefined;
const done = close;
const action = { run: done, isRunning: false, error: null, forget: done };
const ACME = tenant("acme");
const APPLYING = {
  key: { id: "one", secret: "s3cret" },
  signUp: {
    id: "one",
    state: "open" as const,
    language: "en",
    departments: [],
    invitations: [],
    missing: [],
    createdAt: "2026-11-27T08:00:00Z",
  },
};
const ADA = { email: "ada@acme.example", name: "Ada", verified: true, ready: false };
const OFFER = {
  mode: "open" as const,
  plans: [],
  regions: [],
  languages: [],
  mostInvitations: 50,
  mostDepartments: 100,
};

const PLAN = { from: null, to: "b", upToDate: 0, ways: [] };
const LIMIT = {
  name: "members",
  type: "limit" as const,
  description: "",
  choices: null,
  unlimited: null,
  defaultValue: 5,
  minimum: 1,
  maximum: 10,
};

interface Form {
  /** The file that it is in. */
  of: string;
  shown: () => ReactElement;
  at?: string;
  /** What has to be chosen, or opened, before it can be sent. */
  choose?: () => Promise<void>;
  /** Whether it sends nothing by itself. */
  quiet?: boolean;
}

/** Every form in which something is typed: another one is another line. */
export const FORMS: readonly Form[] = [
  { of: "account/FactorSetup", shown: () => <FactorSetup done={done} /> },
  { of: "account/PasswordScreen", shown: () => <PasswordScreen /> },
  { of: "account/ProfileScreen", shown: () => <ProfileScreen /> },
  { of: "account/ShowFactorForm", shown: () => <RemovalForm done={done} cancel={close} /> },
  {
    of: "enterprise/departments/NameDialog",
    shown: () => <NameDialog department={null} below={null} close={close} choose={done} />,
  },
  { of: "enterprise/invitations/CodeDialog", shown: () => <CodeDialog close={close} /> },
  { of: "enterprise/invitations/InviteDialog", shown: () => <InviteDialog close={close} /> },
  {
    of: "enterprise/keys/KeyDrawer",
    shown: () => <KeyDrawer close={close} made={done} />,
    choose: async () => {
      // What one may give is known a moment later than the fields are shown.
      await waitFor(() => expect(screen.getAllByRole("checkbox")[0]).toBeEnabled());
      fireEvent.click(screen.getAllByRole("checkbox")[0] as HTMLElement);
    },
  },
  {
    of: "enterprise/roles/RoleDialog",
    shown: () => <RoleDialog of={null} close={close} made={done} />,
  },
  { of: "enterprise/settings/JoiningCard", shown: () => <JoiningCard /> },
  { of: "enterprise/settings/SupportCard", shown: () => <SupportCard /> },
  {
    of: "enterprise/sign-on/DomainsCard",
    shown: () => <DomainsCard domains={[]} manages provider="none" />,
  },
  {
    of: "enterprise/sign-on/ProviderDrawer",
    shown: () => (
      <ProviderDrawer signOn={null} redirectUri="https://x.example" frozen={false} close={close} />
    ),
    choose: async () => void fireEvent.click(await screen.findByText("Add a rule")),
  },
  {
    of: "forms/TypedConfirmation",
    shown: () => (
      <TypedConfirmation title="Delete" word="acme" label="Delete" action={action} close={close} />
    ),
    quiet: true,
  },
  {
    of: "invitation/InvitationScreen",
    shown: () => <InvitationScreen />,
    at: "/invitation",
    quiet: true,
  },
  { of: "enterprise/invitations/ManyScreen", shown: () => <ManyScreen /> },
  { of: "platform/migrations/PlanScreen", shown: () => <PlanScreen />, quiet: true },
  {
    of: "platform/migrations/SettingsForm",
    shown: () => <SettingsForm plan={PLAN} tenants={[]} label="Start" action={action} />,
    quiet: true,
  },
  {
    of: "platform/recovery/RestoreDrawer",
    shown: () => (
      <RestoreDrawer
        tenant={TENANT}
        recovery={{ windows: [], gaps: [] }}
        backups={[]}
        moment={{ at: Date.parse("2026-11-27T08:00:00Z"), backup: null }}
        ended={done}
        close={close}
      />
    ),
    choose: async () => void fireEvent.click(await screen.findByText("As a new tenant")),
    quiet: true,
  },
  { of: "platform/settings/Plans", shown: () => <Plans />, quiet: true },
  {
    of: "settings/SettingField",
    shown: () => <SettingField declaration={LIMIT} value={5} onChange={done} />,
    quiet: true,
  },
  {
    of: "sign-in/SignInScreen",
    shown: () => <SignInScreen />,
    at: "/sign-in",
    choose: async () =>
      void fireEvent.click(await screen.findByText("Sign in through your organisation")),
  },
  {
    of: "invitation/JoinForm",
    shown: () => (
      <JoinForm masked={undefined} byMail={false} error={null} isRunning={false} submit={done} />
    ),
    quiet: true,
  },
  { of: "invitation/JoinScreen", shown: () => <JoinScreen />, at: "/join" },
  {
    of: "onboarding/AdministratorPassword",
    shown: () => (
      <AdministratorPassword
        applying={APPLYING}
        who={{ ...ADA, account: "new" }}
        isSignedIn={false}
        typed={done}
        done={done}
        back={close}
      />
    ),
  },
  {
    of: "onboarding/AdministratorStep",
    shown: () => (
      <AdministratorStep applying={APPLYING} typed={done} next={done} back={undefined} />
    ),
  },
  {
    of: "onboarding/OrganisationStep",
    shown: () => <OrganisationStep signUpKey={APPLYING.key} organisation={undefined} done={done} />,
  },
  {
    of: "onboarding/PeopleStep",
    shown: () => <PeopleStep applying={APPLYING} offer={OFFER} next={done} back={undefined} />,
  },
  { of: "platform/audit/Verification", shown: () => <Verification tenant="" close={close} /> },
  { of: "platform/settings/LostFactorCard", shown: () => <LostFactorCard /> },
  {
    of: "platform/servers/EditServer",
    shown: () => <EditServer server={server("db1")} close={close} />,
  },
  {
    of: "platform/servers/RegisterServer",
    shown: () => <RegisterServer server={null} close={close} />,
  },
  { of: "platform/support/Enter", shown: () => <Enter tenant={ACME} /> },
  {
    of: "platform/tenants/CloneTenant",
    shown: () => <CloneTenant tenant={ACME} close={close} />,
  },
  { of: "platform/tenants/CreateTenant", shown: () => <CreateTenant close={close} /> },
  { of: "platform/tenants/EditTenant", shown: () => <EditTenant tenant={ACME} close={close} /> },
  {
    of: "forms/ReasonDialog",
    shown: () => <SuspendTenant tenant={ACME} action={action} close={close} />,
    quiet: true,
  },
  { of: "recovery/PasswordScreen", shown: () => <ForgottenScreen />, at: "/password" },
  { of: "sign-in/SignInForm", shown: () => <SignInForm done={done} /> },
  { of: "studio/DesignDrawer", shown: () => <DesignDrawer design={null} close={close} /> },
];
