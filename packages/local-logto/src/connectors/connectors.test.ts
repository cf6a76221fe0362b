import { expect, test } from 'vitest';
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
      authRequestOptionalConfig: JSON.parse('{"maxAge":60}'),
    },
    sms: { accessKeyId: '', accessKeySecret: '', signName: '', sdkAppId: '', region: '', templates },
  };
  const loading = loadConnectors([
    { connectorId: 'oidc', id: 'demo', metadata: { target: 'demo', name: 'Demo' }, config: wrong.oidc },
    { connectorId: 'tencent-short-message-service', config: wrong.sms },
  ]);
  await expect(loading).rejects.toThrow(
    `connectors[0].config.idTokenVerificationConfig.algorithms: Expected array, received string
connectors[0].config.authRequestOptionalConfig.maxAge: Expected string, received number
connectors[1].config.templates: Template with UsageType (Register, ForgotPassword, Generic) should be provided!`,
  );
});
