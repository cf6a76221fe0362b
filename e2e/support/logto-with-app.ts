import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { tenant } from '@repo/config/tenant';
import { startLocalLogto } from '@repo/local-logto';
import { createControlClient } from '@repo/local-logto/control';

const [firstApplication] = tenant.applications;
if (!firstApplication) throw new Error('The tenant has no application');

const listen = async (listener: RequestListener) => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No address');
  return { server, address: `http://127.0.0.1:${address.port}` };
};

/** Starts a local Logto, and an app whose callback and page after sign-out redirect on to another origin. */
export const startLogtoWithApp = async () => {
  const home = await listen((_request, response) => response.end('Home'));
  const app = await listen((request, response) => {
    response.writeHead(302, { location: `${home.address}${request.url?.split('?')[0]}` }).end();
  });
  const application = {
    ...firstApplication,
    redirectUris: [`${app.address}/signed-in`],
    postSignOutRedirectUris: [`${app.address}/signed-out`],
    backchannelLogoutUri: undefined,
  };
  const logto = await startLocalLogto({
    tenant: { ...tenant, applications: [application] },
    port: 0,
    control: true,
    samples: true,
  });
  const parameters = (more: Record<string, string>) =>
    String(new URLSearchParams({ client_id: application.id, ...more }));
  const authorize = { redirect_uri: `${app.address}/signed-in`, response_type: 'code', scope: 'openid' };
  const signOut = { post_logout_redirect_uri: `${app.address}/signed-out` };
  return {
    home: home.address,
    control: createControlClient(logto.endpoint),
    startPage: `${logto.endpoint}/local`,
    accountPage: `${logto.endpoint}/account`,
    signIn: `${logto.endpoint}/oidc/auth?${parameters(authorize)}`,
    signUp: `${logto.endpoint}/oidc/auth?${parameters({ ...authorize, first_screen: 'register' })}`,
    signOut: `${logto.endpoint}/oidc/session/end?${parameters(signOut)}`,
    close: async () => {
      await logto.close();
      home.server.close();
      app.server.close();
    },
  };
};
