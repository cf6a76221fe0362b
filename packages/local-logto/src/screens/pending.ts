import type {
  CodePurpose,
  ConnectorSession,
  SocialUserInfo,
  TokenResponse,
} from '../connectors/connectors.ts';
import type { Identifier } from '../directory.ts';
import type { SentCode } from '../verification-code.ts';
import type { Interaction } from './interaction.ts';

/** A verification code that was sent, or not sent because nobody has the number. */
export type Verification = SentCode & { phone: string; purpose: CodePurpose; isVerified: boolean };

/** A visit to the provider of a social connector. */
export type SocialVisit = {
  connectorId: string;
  state: string;
  /** What the connector itself remembers. */
  session: ConnectorSession;
};

/** Who a visitor is at the provider of a social connector. */
export type SocialAccount = { connectorId: string; userInfo: SocialUserInfo; tokens?: TokenResponse };

/** What a visitor has entered so far to register. */
export type Registration = { username?: string; primaryPhone?: string; social?: SocialAccount };

/** What the screens of one pending sign-in remember. */
export type Pending = {
  /** What was entered on the first screen. */
  identifier?: Identifier;
  /** The user of the tenant whose button has filled in the first screen. */
  filledIn?: string;
  verification?: Verification;
  /** How many codes were sent. */
  messages?: number;
  visit?: SocialVisit;
  /** A social account that may be linked to the user who has the same email address or phone number. */
  social?: SocialAccount;
  registration?: Registration;
  /** The account whose password may be replaced. */
  resetAccountId?: string;
  /** What the screen `/sign-in` says next: what has been done, or what went wrong. */
  done?: string;
  failure?: string;
};

/** What the screens of a sign-in remember. */
export const readPending = ({ result }: Interaction): Pending =>
  typeof result?.pending === 'string' ? JSON.parse(result.pending) : {};

/** Changes what the screens of a sign-in remember. An `undefined` forgets. */
export const remember = async (interaction: Interaction, change: Partial<Pending>): Promise<void> => {
  const pending = { ...readPending(interaction), ...change };
  interaction.result = { ...interaction.result, pending: JSON.stringify(pending) };
  await interaction.persist();
};
