import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tenant } from '@repo/config/tenant';
import { startLocalLogto } from '@repo/local-logto';
import { applicationOf, appsFolder, areElsewhere } from '../apps.ts';
import { withPlaywright } from '../with-playwright.ts';
import { freePort } from './free-port.ts';
import { expect } from './test.ts';

/** What stands for `*` in an address, where a test goes. */
export const labels = ['tea', 'coffee'];

// A wildcard counts in Logto's redirect URIs only.
const spellOut = (baseUrl: string) =>
  baseUrl.includes('*') ? labels.map((label) => baseUrl.replace('*', label)) : [baseUrl];

/** The address of a path of the main instance, at another base URL. */
const at = (baseUrl: string, uri: string) => baseUrl + new URL(uri).pathname;

/**
 * Starts another instance of the app, with a local Logto of its own that has its addresses.
 *
 * @param addresses The addresses in its `BASE_URL`, for the port that it listens on.
 * @param env Further environment variables.
 */
export const startAnotherInstance = async (
  app: string,
  addresses: (port: number) => [main: string, ...others: string[]],
  env: Record<string, string>,
) => {
  const port = await freePort();
  const baseUrls = addresses(port);
  const { redirectUris, postSignOutRedirectUris, backchannelLogoutUri = '', ...rest } = applicationOf(app);
  const application = {
    ...rest,
    secret: 'secret-of-another-instance',
    redirectUris: baseUrls.flatMap((baseUrl) => redirectUris.map((uri) => at(baseUrl, uri))),
    postSignOutRedirectUris: baseUrls
      .flatMap(spellOut)
      .flatMap((baseUrl) => postSignOutRedirectUris.map((uri) => at(baseUrl, uri))),
    backchannelLogoutUri: at(`http://localhost:${port}`, backchannelLogoutUri),
  };
  const logto = await startLocalLogto({ tenant: { ...tenant, applications: [application] }, port: 0 });

  // Next.js takes its port from the command line, Express from the environment.
  const command = areElsewhere ? 'npm --silent start' : `pnpm --silent start --port ${port}`;
  const server = spawn('sh', ['-c', withPlaywright(command)], {
    cwd: `${appsFolder}/${app}`,
    env: {
      ...process.env,
      LOGTO_ENDPOINT: logto.endpoint,
      LOGTO_APP_ID: application.id,
      LOGTO_APP_SECRET: application.secret,
      COOKIE_SECRET: 'cookie-secret-of-another-instance',
      BASE_URL: baseUrls.join(','),
      PORT: String(port),
      HOST: 'localhost',
      ...env,
    },
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const address = `http://localhost:${port}`;
  // Whatever it answers.
  await expect
    .poll(
      () =>
        fetch(address).then(
          () => true,
          () => false,
        ),
      { timeout: 60_000 },
    )
    .toBe(true);

  return {
    port,
    address,
    logto: logto.endpoint,
    stop: async () => {
      // `withPlaywright` ends it.
      server.stdin.end();
      await once(server, 'exit');
      await logto.close();
    },
  };
};

export type Instance = Awaited<ReturnType<typeof startAnotherInstance>>;
