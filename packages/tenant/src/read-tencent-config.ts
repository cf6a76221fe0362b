import type { TencentSmsConfig } from './connectors.ts';

/**
 * Logto needs a template for each; the last two are for changes in the account center. One that contains only
 * the code serves all.
 */
const usageTypes = [
  'Register',
  'SignIn',
  'ForgotPassword',
  'Generic',
  'UserPermissionValidation',
  'BindNewIdentifier',
];

/**
 * Reads the settings of your own account at Tencent Cloud from `TENCENT_ACCESS_KEY_ID`, `TENCENT_ACCESS_KEY_SECRET`,
 * `TENCENT_SIGN_NAME`, `TENCENT_SDK_APP_ID`, `TENCENT_REGION` and `TENCENT_TEMPLATE_CODE`.
 *
 * @param variables The variables to read; the process's own by default.
 * @returns `undefined` if none of them is set.
 * @throws Error with one line per missing variable if some are set.
 */
export const readTencentConfig = (
  variables: Record<string, string | undefined> = process.env,
): TencentSmsConfig | undefined => {
  const missing: string[] = [];
  const read = (name: string): string => {
    const value = variables[`TENCENT_${name}`] ?? '';
    if (!value) missing.push(`TENCENT_${name}`);
    return value;
  };
  const templateCode = read('TEMPLATE_CODE');
  const config = {
    accessKeyId: read('ACCESS_KEY_ID'),
    accessKeySecret: read('ACCESS_KEY_SECRET'),
    signName: read('SIGN_NAME'),
    sdkAppId: read('SDK_APP_ID'),
    region: read('REGION'),
    templates: usageTypes.map((usageType) => ({ usageType, templateCode })),
  };
  if (missing.length === 6) return undefined;
  if (missing.length === 0) return config;
  throw new Error(
    missing.map((name) => `${name} is missing: set it, or remove all TENCENT_ variables`).join('\n'),
  );
};
