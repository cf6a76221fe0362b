const { ENDPOINT, PORT } = process.env;

export const config = {
  endpoint: ENDPOINT,
  appId: 'my-app',
  appSecret: 'local-only-secret',
  baseUrl: `http://localhost:${PORT}`,
  cookieSecret: 'a-secret-for-cookies-of-this-test',
  cookieSecure: false,
};
