import { expect, test } from 'vitest';
import { readTencentConfig } from './read-tencent-config.ts';

const variables = {
  TENCENT_ACCESS_KEY_ID: 'AKIDexample',
  TENCENT_ACCESS_KEY_SECRET: 'secret',
  TENCENT_SIGN_NAME: 'Logto',
  TENCENT_SDK_APP_ID: '1400000001',
  TENCENT_REGION: 'ap-guangzhou',
  TENCENT_TEMPLATE_CODE: '100001',
};

test('one template serves all purposes', () => {
  expect(readTencentConfig(variables)).toEqual({
    accessKeyId: 'AKIDexample',
    accessKeySecret: 'secret',
    signName: 'Logto',
    sdkAppId: '1400000001',
    region: 'ap-guangzhou',
    templates: [
      'Register',
      'SignIn',
      'ForgotPassword',
      'Generic',
      'UserPermissionValidation',
      'BindNewIdentifier',
    ].map((usageType) => ({ usageType, templateCode: '100001' })),
  });
});

test('nothing is read where no variable is set', () => {
  expect(readTencentConfig({ TENCENT_REGION: '', PATH: '/bin' })).toBeUndefined();
});

test('every missing variable has a line of its own', () => {
  expect(() => readTencentConfig({ ...variables, TENCENT_REGION: '', TENCENT_SIGN_NAME: undefined })).toThrow(
    `TENCENT_SIGN_NAME is missing: set it, or remove all TENCENT_ variables
TENCENT_REGION is missing: set it, or remove all TENCENT_ variables`,
  );
});
