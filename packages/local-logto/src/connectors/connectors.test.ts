import { parseTenant } from '@repo/tenant';
import { expect, test } from 'vitest';
import { createInbox } from '../inbox.ts';
import { loadConnectors } from './connectors.ts';

test('a connector refuses wrong settings in its own words, with the path of the field', async () => {
  const templates = [{ usageType: 'SignIn', templateCode: '100001' }];
  const wrong = {
    oidc: {
      scope: 'openid',
      clientId: 'logto',
      clientSecret: '',
      authorizationEndpoint: 'http://localhost/auth',
      tokenEndpoint: 'http://localhost/token',
      idTokenVerificationConfig: { jwksUri: 'http://localhost/jwks', algorithms: 'ES256' },
      authRequestOptionalConfig: { maxAge: 60 },
    },
    sms: { accessKeyId: '', accessKeySecret: '', signName: '', sdkAppId: '', region: '', templates },
  };
  const tenant = parseTenant(
    {
      applications: [],
      connectors: [
        { connectorId: 'oidc', id: 'demo', metadata: { target: 'demo', name: 'Demo' }, config: wrong.oidc },
        { connectorId: 'tencent-short-message-service', config: wrong.sms },
      ],
    },
    'tenant',
  );
  const loading = loadConnectors(tenant, { upstream: () => '', inbox: createInbox() });
  await expect(loading).rejects.toThrow(
    `connectors[0].config.idTokenVerificationConfig.algorithms: Expected array, received string
connectors[0].config.authRequestOptionalConfig.maxAge: Expected string, received number
connectors[1].config.templates: Template with UsageType (Register, ForgotPassword, Generic) should be provided!`,
  );
});
