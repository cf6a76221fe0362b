import { z } from 'zod';

const text = z.string().min(1);

/** Options of the `authorizationEndpoint` (OpenID Connect Core 1.0, section 3.1.2.1). */
type AuthRequestOptionalConfig = {
  responseMode?: string;
  display?: string;
  /** `consent`, for providers that issue refresh tokens only then. */
  prompt?: string;
  maxAge?: string;
  uiLocales?: string;
  idTokenHint?: string;
  loginHint?: string;
  acrValues?: string;
};

/** What an ID token of the provider must be like. */
type IdTokenVerificationConfig = {
  /** Where the provider publishes its keys. */
  jwksUri: string;
  issuer?: string | string[];
  audience?: string | string[];
  algorithms?: string[];
  clockTolerance?: string | number;
  crit?: Record<string, boolean>;
  maxTokenAge?: string | number;
  subject?: string;
  typ?: string;
};

/** The settings of Logto's OIDC connector. `{upstream}` stands for the address of `providers.upstream`. */
export type OidcConfig = {
  /** Needs `offline_access` for a refresh token. */
  scope: string;
  clientId: string;
  clientSecret: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  tokenEndpointAuthMethod?: 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt';
  /** For `client_secret_jwt`. */
  clientSecretJwtSigningAlgorithm?: 'HS256' | 'HS384' | 'HS512';
  /** Accepts `"true"` for `true` in `email_verified`. */
  acceptStringTypedBooleanClaims?: boolean;
  /** Takes an email address over although the provider has not verified it. */
  trustUnverifiedEmail?: boolean;
  idTokenVerificationConfig: IdTokenVerificationConfig;
  authRequestOptionalConfig?: AuthRequestOptionalConfig;
  /** Further parameters, for providers that demand them. */
  customConfig?: Record<string, string>;
};

/** The settings of Logto's connector for Tencent SMS. */
export type TencentSmsConfig = {
  accessKeyId: string;
  accessKeySecret: string;
  /** An approved signature: the name of the sender. */
  signName: string;
  /** The id of the application in the SMS console. */
  sdkAppId: string;
  region: string;
  /** The ids of approved templates. Logto needs SignIn, Register, ForgotPassword and Generic. */
  templates: Array<{ usageType: string; templateCode: string }>;
};

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const config = <Config>() =>
  z
    .custom<Config>(isObject, { error: 'must be an object with the settings of the connector' })
    .describe('Settings of the connector, which checks them itself.');

const oidcConnector = z.strictObject({
  connectorId: z.literal('oidc'),
  id: text
    .regex(/^[\w-]+$/, { error: 'must consist of letters, digits, "_" and "-": it is part of an address' })
    .describe("The last part of the redirect URI for the provider's console: ENDPOINT/callback/ID."),
  metadata: z.strictObject({
    target: text.describe('The key in the claim `identities`, which must never change.'),
    name: text.describe('The name on the button "Continue with …".'),
    logo: z.string().optional().describe('The address of an image. A local Logto shows data: URIs only.'),
    logoDark: z.string().optional(),
  }),
  syncProfile: z
    .boolean()
    .default(false)
    .describe('Takes name and avatar over at every sign-in, not only at the first one.'),
  enableTokenStorage: z.boolean().default(false).describe("Stores tokens for the provider's own API."),
  config: config<OidcConfig>(),
});

const tencentSmsConnector = z.strictObject({
  connectorId: z.literal('tencent-short-message-service'),
  config: config<TencentSmsConfig>(),
});

export const connector = z.discriminatedUnion('connectorId', [oidcConnector, tencentSmsConnector], {
  error: 'must be "oidc" or "tencent-short-message-service"',
});

const upstreamUser = z.strictObject({
  login: text.max(64).describe('What the user signs in with there, which becomes the `sub` claim.'),
  name: z.string().optional(),
  email: z.string().optional(),
  emailVerified: z.boolean().optional(),
  picture: z.string().optional(),
});

const upstream = z
  .strictObject({
    name: text.describe('The name on its screens.'),
    clientId: text,
    clientSecret: text,
    redirectUris: z
      .array(z.url({ error: 'must be an absolute URI such as http://localhost:3301/callback/demo' }))
      .default([])
      .describe('Of other Logtos, and of apps that link accounts. The local Logto is registered anyway.'),
    users: z.array(upstreamUser).default([]),
  })
  .describe('An OpenID provider to sign in at, without passwords.');

const tencent = z
  .strictObject({
    secretId: text,
    secretKey: text,
    sdkAppId: text,
    signNames: z.array(text).describe('Approved signatures, which name the sender.'),
    templates: z
      .array(z.strictObject({ id: text, text }))
      .describe('Approved templates. `{1}` in a text stands for the verification code.'),
  })
  .describe('A customer of Tencent Cloud SMS.');

export const providers = z
  .strictObject({ upstream: upstream.optional(), tencent: tencent.optional() })
  .describe(
    'What a local Logto stands in for: the providers behind the connectors, which a real Logto reaches.',
  );

export type OidcConnector = z.output<typeof oidcConnector>;
export type TencentSmsConnector = z.output<typeof tencentSmsConnector>;
export type Connector = z.output<typeof connector>;
/** An OpenID provider that a local Logto serves. */
export type Upstream = z.output<typeof upstream>;
export type UpstreamUser = z.output<typeof upstreamUser>;
/** What Tencent Cloud knows about a customer: the keys, the application, and what it has approved. */
export type TencentAccount = z.output<typeof tencent>;
