import type { BaseConnector, ConnectorType, SocialConnector } from '@logto/connector-kit';
import type { ConnectorSettings, OidcConnector, TencentSmsConnector } from './settings.ts';

/** A social connector: its settings, and the code that Logto itself runs. */
export type SocialSignIn = { settings: OidcConnector; connector: SocialConnector };

/** What a verification code is sent for. Each purpose has its own template. */
export type CodePurpose = 'SignIn' | 'Register' | 'ForgotPassword';

export type SendCode = (phone: string, purpose: CodePurpose, code: string) => Promise<unknown>;

/** The connectors of a tenant. */
export type Connectors = {
  social: SocialSignIn[];
  /** Sends a verification code by text message. Absent if the tenant has no SMS connector. */
  sendCode?: SendCode;
};

const loadOidc = async (settings: OidcConnector): Promise<SocialSignIn> => {
  const { default: createConnector } = await import('@logto/connector-oidc');
  return { settings, connector: await createConnector({ getConfig: async () => settings.config }) };
};

const loadSms = async (settings: TencentSmsConnector) => {
  const { default: createConnector } = await import('@logto/connector-tencent-sms');
  const { TemplateType } = await import('@logto/connector-kit');
  const connector = await createConnector({ getConfig: async () => settings.config });
  const sendCode: SendCode = (to, purpose, code) =>
    connector.sendMessage({ to, type: TemplateType[purpose], payload: { code } });
  return { connector, sendCode };
};

/** What the connector itself finds wrong with its settings, one line for each field. */
const findProblems = (
  index: number,
  { configGuard }: BaseConnector<ConnectorType>,
  { config }: ConnectorSettings,
): string[] => {
  const { error } = configGuard.safeParse(config);
  return (error?.issues ?? []).map(({ path, message }) => {
    const field = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
    return `connectors[${index}].config${field}: ${message}`;
  });
};

/**
 * Loads the connectors of a tenant: the packages that Logto itself runs. They are loaded only if a tenant uses them,
 * since they double the code of this server.
 *
 * @throws If a connector refuses its settings, in its own words.
 */
export const loadConnectors = async (all: ConnectorSettings[]): Promise<Connectors> => {
  const connectors: Connectors = { social: [] };
  const problems: string[] = [];
  for (const [index, settings] of all.entries()) {
    if (settings.connectorId === 'oidc') {
      const social = await loadOidc(settings);
      problems.push(...findProblems(index, social.connector, settings));
      connectors.social.push(social);
    } else {
      const { connector, sendCode } = await loadSms(settings);
      problems.push(...findProblems(index, connector, settings));
      connectors.sendCode = sendCode;
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return connectors;
};
