import type { SignInMethod, Tenant } from '@repo/tenant';

/** The ways to sign in that a screen offers: those of the tenant, or those that the parameter `identifier` names. */
export const signInMethods = ({ signInExperience }: Tenant, search: string): SignInMethod[] => {
  const { methods } = signInExperience.signIn;
  const named = new URLSearchParams(search).get('identifier')?.split(' ') ?? [];
  const chosen = methods.filter(({ identifier }) => named.includes(identifier));
  return chosen.length > 0 ? chosen : methods;
};

/** Whether nobody gets a code. Then one screen asks for identifier and password, as in a real Logto. */
export const isPasswordOnly = (methods: SignInMethod[]): boolean =>
  methods.every(({ password, verificationCode }) => password && !verificationCode);
