import type { Connector, OidcConnector, Tenant, TencentAccount, TencentSmsConfig } from '@repo/tenant';
import type { Inbox } from '../inbox.ts';
import { redirectRequests } from './tencent/redirect-requests.ts';

// What this server uses of the types of `@logto/connector-kit`, so that it runs without that package and the connectors,
// as long as the tenant has none.

/** What a provider says about a user. */
export type SocialUserInfo = {
  id: string;
  email?: string;
  phone?: string;
  name?: string;
  avatar?: string;
  rawData?: unknown;
};

/** What a connector remembers during a visit to its provider. */
export type ConnectorSession = Record<string, unknown>;

/** A token response (RFC 6749, section 5.1). Some providers write `expires_in` as a text. */
export type TokenResponse = {
  access_token?: string;
  refresh_token?: string;
  expires_in?: number | string;
  scope?: string;
  token_type?: string;
};

type Issue = { path: Array<string | number>; message: string };

type BaseConnector = {
  /** A schema of Zod. */
  configGuard: { safeParse: (config: unknown) => { error?: { issues: Issue[] } } };
};

type GetSession = () => Promise<ConnectorSession>;

type SocialConnector = BaseConnector & {
  getAuthorizationUri: (
    visit: {
      state: string;
      redirectUri: string;
      connectorId: string;
      connectorFactoryId: string;
      jti: string;
      headers: { userAgent?: string };
    },
    setSession: (session: ConnectorSession) => Promise<void>,
  ) => Promise<string>;
  getUserInfo: (data: unknown, getSession: GetSession) => Promise<SocialUserInfo>;
  getTokenResponseAndUserInfo?: (
    data: unknown,
    getSession: GetSession,
  ) => Promise<{ userInfo: SocialUserInfo; tokenResponse?: TokenResponse }>;
  getAccessTokenByRefreshToken?: (refreshToken: string) => Promise<TokenResponse>;
};

type SmsConnector = BaseConnector & {
  sendMessage: (message: { to: string; type: CodePurpose; payload: { code: string } }) => Promise<unknown>;
};

/** A social connector: its settings, and the code that Logto itself runs. */
export type SocialSignIn = { settings: OidcConnector; connector: SocialConnector };

/** What a verification code is sent for. Each purpose has its own template. */
export type CodePurpose =
  | 'SignIn'
  | 'Register'
  | 'ForgotPassword'
  | 'UserPermissionValidation'
  | 'BindNewIdentifier';

export type SendCode = (phone: string, purpose: CodePurpose, code: string) => Promise<unknown>;

/** The connectors of a tenant. */
export type Connectors = {
  social: SocialSignIn[];
  /** Sends a verification code by text message. Absent if the tenant has no SMS connector. */
  sendCode?: SendCode;
  /** Whether text messages reach the inbox of the start page only. */
  hasInbox: boolean;
};

/** Settings that a connector refuses. The message has one line for each field, in the connector's own words. */
export class ConnectorSettingsError extends Error {
  override name = 'ConnectorSettingsError';
}

type Surroundings = {
  /** Returns the address that `{upstream}` stands for. */
  upstream: () => string;
  /** Receives text messages. */
  inbox: Inbox;
  /** Settings of a customer of Tencent Cloud. With them, text messages are sent, and nothing reaches the inbox. */
  tencent?: TencentSmsConfig;
};

/** A package with a connector of Logto. */
type Package<Connector> = {
  default: (options: { getConfig: () => Promise<unknown> }) => Promise<Connector>;
};

const loadOidc = async (settings: OidcConnector, { upstream }: Surroundings): Promise<SocialSignIn> => {
  // @ts-expect-error The package comes without types.
  const { default: createConnector }: Package<SocialConnector> = await import('@logto/connector-oidc');
  const getConfig = async (): Promise<unknown> =>
    JSON.parse(JSON.stringify(settings.config).replaceAll('{upstream}', upstream()));
  return { settings, connector: await createConnector({ getConfig }) };
};

/** A customer of Tencent Cloud for whom the settings of a connector are right. */
const customerOf = (config: TencentSmsConfig): TencentAccount => ({
  secretId: config.accessKeyId,
  secretKey: config.accessKeySecret,
  sdkAppId: config.sdkAppId,
  signNames: [config.signName],
  templates: config.templates.map(({ templateCode }) => ({
    id: templateCode,
    text: 'Your verification code is {1}.',
  })),
});

const loadSms = async (
  config: TencentSmsConfig,
  { inbox, tencent }: Surroundings,
  customer = customerOf(config),
) => {
  // @ts-expect-error The package comes without types.
  const { default: createConnector }: Package<SmsConnector> = await import('@logto/connector-tencent-sms');
  const { createTencentStandIn } = await import('./tencent/stand-in.ts');
  const connector = await createConnector({ getConfig: async () => tencent ?? config });
  const sendCode: SendCode = (to, purpose, code) =>
    connector.sendMessage({ to, type: purpose, payload: { code } });
  if (tencent) return { connector, sendCode };

  const standIn = createTencentStandIn(customer, inbox);
  const deliver: SendCode = (...message) => redirectRequests(standIn, () => sendCode(...message));
  return { connector, sendCode: deliver };
};

/** What the connector itself finds wrong with its settings, one line for each field. */
const findProblems = (index: number, { configGuard }: BaseConnector, { config }: Connector): string[] => {
  const { error } = configGuard.safeParse(config);
  return (error?.issues ?? []).map(({ path, message }) => {
    const field = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
    return `connectors[${index}].config${field}: ${message}`;
  });
};

/**
 * Loads the connectors of a tenant: the packages that Logto itself runs. Without connectors, the server starts faster.
 *
 * @throws ConnectorSettingsError if a connector refuses its settings.
 */
export const loadConnectors = async (tenant: Tenant, surroundings: Surroundings): Promise<Connectors> => {
  const connectors: Connectors = { social: [], hasInbox: surroundings.tencent === undefined };
  const problems: string[] = [];
  for (const [index, settings] of tenant.connectors.entries()) {
    if (settings.connectorId === 'oidc') {
      const social = await loadOidc(settings, surroundings);
      problems.push(...findProblems(index, social.connector, settings));
      connectors.social.push(social);
    } else {
      const { connector, sendCode } = await loadSms(settings.config, surroundings, tenant.providers.tencent);
      problems.push(...findProblems(index, connector, settings));
      connectors.sendCode = sendCode;
    }
  }
  if (problems.length > 0) throw new ConnectorSettingsError(problems.join('\n'));
  return connectors;
};
