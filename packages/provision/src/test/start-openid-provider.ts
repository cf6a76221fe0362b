import { once } from 'node:events';
import { createServer } from 'node:http';

/** Starts an OpenID provider that has a discovery document and nothing else. */
export const startOpenIdProvider = async () => {
  let document = '';
  const server = createServer((request, response) => {
    const isDiscovery = request.url === '/tenant/.well-known/openid-configuration';
    response.writeHead(isDiscovery ? 200 : 404).end(isDiscovery ? document : '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/tenant`;

  const describe = (metadata: object) => {
    document = JSON.stringify({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      ...metadata,
    });
  };
  describe({});
  return {
    issuer,
    /** Adds to its discovery document, or changes it. */
    describe,
    /** Serves a page in place of its discovery document. */
    serve: (page: string) => {
      document = page;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
