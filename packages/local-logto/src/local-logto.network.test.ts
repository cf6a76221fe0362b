import dns from 'node:dns';
import { Socket } from 'node:net';
import { tenant } from '@repo/config/tenant';
import { afterEach, expect, test, vi } from 'vitest';
import { startLocalLogto } from './local-logto.ts';
import { openVisit } from './test/visitor.ts';

/** Notes every host that this process connects to, and every name that it looks up. */
const watchNetwork = (): Set<string> => {
  const hosts = new Set<string>();
  const connect = Socket.prototype.connect;
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (
    this: Socket,
    ...parameters: unknown[]
  ): Socket {
    const options = parameters.flat().find((item) => typeof item === 'object' && item !== null);
    hosts.add(String(Reflect.get(options ?? {}, 'host')));
    return Reflect.apply(connect, this, parameters);
  });
  const lookup = dns.lookup;
  vi.spyOn(dns, 'lookup').mockImplementation((...parameters: unknown[]) => {
    hosts.add(String(parameters[0]));
    return Reflect.apply(lookup, dns, parameters);
  });
  return hosts;
};

afterEach(() => {
  vi.restoreAllMocks();
});

test("no request leaves the machine with the samples' tenant, whatever connector a visitor uses", async () => {
  const hosts = watchNetwork();
  const [firstApplication, ...others] = tenant.applications;
  if (!firstApplication) throw new Error('No application');
  const application = {
    ...firstApplication,
    id: 'first-app',
    secret: 'secret-of-first-app',
    redirectUris: ['http://localhost:4010/callback'],
  };
  const applications = [application, ...others];
  const localLogto = await startLocalLogto({ tenant: { ...tenant, applications }, port: 0, control: true });
  const { endpoint } = localLogto;

  const social = openVisit(endpoint);
  const upstream = await social.press(await social.start(), 'Continue with Wonderland');
  const missing = await social.signInUpstream(upstream, 'hatter');
  const back = await social.press(missing, 'Continue', { identifier: 'hatter' });
  expect(await social.userinfo(back)).toMatchObject({ identities: { wonderland: { userId: 'hatter' } } });

  const phone = openVisit(endpoint);
  const page = await phone.press(await phone.start(), 'Sign in', { identifier: '+1 202 555 0123' });
  const signedIn = await phone.enterCode(page, await phone.codeFor('12025550123'));
  expect((await phone.userinfo(signedIn)).username).toBe('alice');

  await localLogto.close();
  expect([...hosts].filter((host) => !['localhost', '127.0.0.1', '::1'].includes(host))).toEqual([]);
  expect(hosts).toContain('localhost');
});
