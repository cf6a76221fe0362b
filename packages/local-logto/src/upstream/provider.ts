import { generateKeyPairSync } from 'node:crypto';
import type { Configuration } from 'oidc-provider';
import { createMemoryStore } from '../provider/memory-store.ts';
import { interactionPolicy, Provider } from '../provider/oidc-provider.ts';
import { type UpstreamAccounts, upstreamClaims } from './accounts.ts';

export type UpstreamProvider = InstanceType<typeof Provider>;

/** How a Logto is registered with the upstream provider. */
export type UpstreamClient = { clientId: string; clientSecret: string; redirectUris: string[] };

type UpstreamOptions = {
  issuer: string;
  client: UpstreamClient;
  accounts: UpstreamAccounts;
  cookieKeys: string[];
  /** Receives errors inside the server. */
  report: (error: unknown) => void;
};

const createSigningKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

/** Asks for a sign-in every time, so that a visitor can come back as somebody else. */
const policyThatAlwaysAsks = () => {
  const { base, Check } = interactionPolicy;
  const policy = base();
  policy.get('login')?.checks.add(
    new Check('always', 'The provider asks every time', ({ oidc }) => {
      return oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT;
    }),
  );
  return policy;
};

const configuration = ({ client, accounts, cookieKeys }: UpstreamOptions): Configuration => {
  const store = createMemoryStore();
  // Both providers are served on one host, so their cookies need different names and paths.
  const cookies = { sameSite: 'lax', signed: true, overwrite: true } as const;
  return {
    adapter: store.adapter,
    claims: { profile: ['name', 'picture'], email: ['email', 'email_verified'] },
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        client_name: 'Logto',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: client.redirectUris,
        id_token_signed_response_alg: 'ES256',
      },
    ],
    // Logto's connector reads the ID token only.
    conformIdTokenClaims: false,
    cookies: {
      keys: cookieKeys,
      long: { ...cookies, path: '/upstream' },
      short: cookies,
      names: {
        session: '_upstream_session',
        interaction: '_upstream_interaction',
        resume: '_upstream_interaction_resume',
      },
    },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, login) => {
      const user = accounts.find(login);
      return user && { accountId: login, claims: () => upstreamClaims(user) };
    },
    interactions: {
      policy: policyThatAlwaysAsks(),
      url: (_context, { uid }) => `/upstream/interaction/${uid}`,
    },
    jwks: { keys: [createSigningKey()] },
    pkce: { required: () => false },
    renderError: (context, error) => {
      context.body = error;
    },
    ttl: {
      AccessToken: 3600,
      Grant: 30 * 24 * 3600,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: 30 * 24 * 3600,
      Session: 24 * 3600,
    },
  };
};

/**
 * Creates the OpenID provider that the OIDC connector signs in at, in the place of Google and others. It is served
 * under `/upstream`, with its userinfo endpoint at `/upstream/me`.
 */
export const createUpstreamProvider = (options: UpstreamOptions): UpstreamProvider => {
  const provider = new Provider(options.issuer, configuration(options));
  provider.proxy = true;
  provider.on('server_error', (_context, error) => options.report(error));
  return provider;
};
