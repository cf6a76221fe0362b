import { getAccessToken, getAccessTokenRSC } from '@logto/next/server-actions';
import { createAccountApi, createStepCookie, type SessionClaims, type StepCookie } from '@repo/server';
import { cookies } from 'next/headers';
import { environment } from '../environment';
import { clearAccessToken } from './client';
import { logtoConfig } from './config';

/** Logto's Account API, for server actions and route handlers. It takes the access token for no resource. */
export const account = createAccountApi(environment.endpoint, {
  getAccessToken: () => getAccessToken(logtoConfig),
  clearAccessToken,
});

/** The same for pages, which cannot change the session. `proxy.ts` has fetched the token. */
export const accountOfPage = createAccountApi(environment.endpoint, {
  getAccessToken: () => getAccessTokenRSC(logtoConfig),
});

/** Kept once the visitor has typed the password. */
export const confirmation = createStepCookie('confirmation', environment);

/** Kept while the visitor is at Wonderland to link an account. */
export const linking = createStepCookie('linking', environment);

/** Kept once Logto has sent a code to the visitor's new number. */
export const newPhone = createStepCookie('phone', environment);

export const readStep = async ({ name, read }: StepCookie, claims: SessionClaims) =>
  read((await cookies()).get(name)?.value, claims);

export const keepStep = async (step: StepCookie, values: Record<string, string>, claims: SessionClaims) => {
  (await cookies()).set(...(await step.keep(values, claims)));
};

export const forgetStep = async (step: StepCookie) => {
  (await cookies()).set(...step.forget());
};
