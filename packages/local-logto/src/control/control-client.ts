import type { Message } from '../inbox.ts';
import type { Faults } from './faults.ts';
import type { LoggedRequest } from './request-log.ts';

/** Controls a local Logto from a test. Every function throws if the server refuses or cannot be reached. */
export type ControlClient = {
  /** The latest 500 requests to the OpenID provider and from it to apps, newest first. */
  requests: () => Promise<LoggedRequest[]>;
  clearRequests: () => Promise<void>;
  /** The latest 200 text messages, newest first. */
  messages: () => Promise<Message[]>;
  clearMessages: () => Promise<void>;
  /** Replaces the current faults with these. */
  setFaults: (faults: Faults) => Promise<void>;
  /** Ends all faults. */
  behave: () => Promise<void>;
  /** Forgets the opaque access tokens. To expire signed ones, set `accessTokenTtl` or `clockSkew`. */
  expireAccessTokens: () => Promise<void>;
  /**
   * Ends all sessions of a user, and posts logout tokens to their apps. A real Logto posts none when sessions are deleted
   * through its API.
   *
   * @returns How many sessions there were.
   */
  endSessions: (username: string) => Promise<number>;
  /**
   * Signs a logout token with exactly these claims (OpenID Connect Back-Channel Logout 1.0, section 2.4), and posts it to no app.
   * For tests that an app refuses a logout token that has expired, say, or is meant for another app.
   */
  signLogoutToken: (claims: Record<string, unknown>) => Promise<string>;
  /** Replaces the signing key. */
  rotateKeys: () => Promise<void>;
  /** Forgets sessions, grants and registered users. Keeps the keys, the faults, the request log and the messages. */
  restart: () => Promise<void>;
};

/**
 * Creates a client of the control API.
 *
 * @param endpoint The address of the local Logto, such as `http://localhost:3001`.
 */
export const createControlClient = (endpoint: string): ControlClient => {
  const send = async (method: string, path: string, input?: unknown): Promise<Response> => {
    const response = await fetch(new URL(`/local/${path}`, endpoint), {
      method,
      headers: { 'content-type': 'application/json' },
      body: method === 'GET' ? undefined : JSON.stringify(input ?? {}),
    });
    if (!response.ok)
      throw new Error(`${method} /local/${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const order = async (method: string, path: string, input?: unknown): Promise<void> => {
    await (await send(method, path, input)).arrayBuffer();
  };

  return {
    requests: async () => {
      const requests: LoggedRequest[] = JSON.parse(await (await send('GET', 'requests')).text());
      return requests;
    },
    clearRequests: () => order('DELETE', 'requests'),
    messages: async () => {
      const messages: Message[] = JSON.parse(await (await send('GET', 'messages')).text());
      return messages;
    },
    clearMessages: () => order('DELETE', 'messages'),
    setFaults: (faults) => order('PUT', 'faults', faults),
    behave: () => order('PUT', 'faults'),
    expireAccessTokens: () => order('POST', 'expire-access-tokens'),
    endSessions: async (username) => {
      const { sessions }: { sessions: number } = JSON.parse(
        await (await send('POST', 'end-sessions', { username })).text(),
      );
      return sessions;
    },
    signLogoutToken: async (claims) => {
      const { token }: { token: string } = JSON.parse(
        await (await send('POST', 'logout-token', claims)).text(),
      );
      return token;
    },
    rotateKeys: () => order('POST', 'rotate-keys'),
    restart: () => order('POST', 'restart'),
  };
};
