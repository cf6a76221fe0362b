import type { Problem } from './find-contradictions.ts';
import type { Tenant } from './tenant.ts';

const needsSms = 'needs a connector for text messages: add "tencent-short-message-service" to connectors';

/** Finds connectors that exclude each other, and sign-in methods that need a connector which is missing. */
export const findConnectorContradictions = ({
  connectors,
  providers,
  signInExperience,
}: Tenant): Problem[] => {
  const problems: Problem[] = [];
  const add = (path: Problem['path'], message: string) => problems.push({ path, message });

  const smsIndexes = connectors.flatMap(({ connectorId }, index) => (connectorId === 'oidc' ? [] : [index]));
  const hasSms = smsIndexes.length > 0;
  for (const index of smsIndexes.slice(1)) {
    add(
      ['connectors', index, 'connectorId'],
      `must not occur twice: Logto uses one connector for text messages`,
    );
  }
  for (const [index, connector] of connectors.entries()) {
    if (connector.connectorId !== 'oidc') continue;
    if (JSON.stringify(connector.config).includes('{upstream}') && !providers.upstream) {
      add(
        ['connectors', index, 'config'],
        'contains {upstream}: add providers.upstream, or use the address of a provider',
      );
    }
  }

  const { signIn, signUp, forgotPasswordMethods, socialSignInConnectorTargets } = signInExperience;
  for (const [index, { identifier, password, verificationCode }] of signIn.methods.entries()) {
    const path = ['signInExperience', 'signIn', 'methods', index];
    if (!password && !verificationCode) add(path, 'must have a password or a verification code');
    if (!verificationCode) continue;
    if (identifier !== 'phone')
      add([...path, 'verificationCode'], 'is for phone only: no connector sends email');
    else if (!hasSms) add([...path, 'verificationCode'], needsSms);
  }
  for (const [index, identifier] of signUp.identifiers.entries()) {
    if (identifier === 'phone' && !hasSms) {
      add(['signInExperience', 'signUp', 'identifiers', index], needsSms);
    }
  }
  for (const index of forgotPasswordMethods.keys()) {
    if (!hasSms) add(['signInExperience', 'forgotPasswordMethods', index], needsSms);
  }
  const targets = connectors.flatMap((connector) =>
    connector.connectorId === 'oidc' ? [connector.metadata.target] : [],
  );
  for (const [index, target] of socialSignInConnectorTargets.entries()) {
    if (targets.includes(target)) continue;
    add(
      ['signInExperience', 'socialSignInConnectorTargets', index],
      `is "${target}", which is the target of no connector: add one, or correct it here`,
    );
  }
  return problems;
};
