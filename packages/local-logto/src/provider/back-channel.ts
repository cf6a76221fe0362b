import type { Configuration } from 'oidc-provider';
import type { RequestLog } from '../control/request-log.ts';
import type { Directory } from '../directory.ts';
import type { MemoryStore } from './memory-store.ts';
import type { LogtoProvider } from './provider.ts';

/**
 * Returns the fetch of oidc-provider, which posts logout tokens to applications (OpenID Connect Back-Channel Logout 1.0,
 * section 2.5). Logs each request.
 */
export const postToApp =
  (directory: Directory, log: RequestLog): NonNullable<Configuration['fetch']> =>
  async (input, { method, headers, body, redirect, signal } = {}) => {
    // Leaves out oidc-provider's dispatcher, which refuses loopback addresses: the applications are there.
    const request = new Request(input, { method, headers, body, redirect, signal });
    const application = directory.tenant.applications.find(
      ({ backchannelLogoutUri: uri }) => uri && new URL(uri).href === request.url,
    );
    const time = Date.now();
    const start = performance.now();
    let status = 0;
    try {
      const response = await fetch(request);
      ({ status } = response);
      await response.body?.cancel();
      return response;
    } finally {
      log.add({
        time,
        fromLogto: true,
        app: application?.id,
        method: request.method,
        endpoint: request.url,
        status,
        duration: Math.round(performance.now() - start),
      });
    }
  };

type Session = InstanceType<LogtoProvider['Session']>;

/** What the types of oidc-provider lack. */
type Recipient = { backchannelLogout: (accountId: string, sid: string | undefined) => Promise<void> };

const isRecipient = (client: object): client is Recipient =>
  'backchannelLogoutUri' in client && client.backchannelLogoutUri !== undefined;

const postLogoutTokens = async (provider: LogtoProvider, session: Session, accountId: string) => {
  const posts = Object.keys(session.authorizations ?? {}).map(async (clientId) => {
    const client = await provider.Client.find(clientId);
    if (client && isRecipient(client)) await client.backchannelLogout(accountId, session.sidFor(clientId));
  });
  // An application that is down or refuses does not keep the session alive. The request log shows it.
  await Promise.allSettled(posts);
};

/**
 * Ends all sessions of an account and posts logout tokens to their applications, as at a sign-out. A real Logto posts none
 * when sessions are deleted through its API.
 *
 * @returns How many sessions there were.
 */
export const endSessions = async (
  provider: LogtoProvider,
  store: MemoryStore,
  accountId: string,
): Promise<number> => {
  const stored = store.entries('Session').filter((session) => session.accountId === accountId);
  const sessions = await Promise.all(stored.map(({ jti = '' }) => provider.Session.find(jti)));
  const ended = sessions.filter((session) => session !== undefined);
  await Promise.all(
    ended.map(async (session) => {
      await postLogoutTokens(provider, session, accountId);
      await session.destroy();
    }),
  );
  return ended.length;
};
