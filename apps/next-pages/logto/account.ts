import { createAccountApi, createStepCookie, type SessionClaims, type StepCookie } from '@repo/server';
import { stringifySetCookie } from 'cookie';
import type { GetServerSidePropsContext } from 'next';
import { environment } from '../environment';
import { logtoClient } from './client';

type Request = GetServerSidePropsContext['req'];
type Response = GetServerSidePropsContext['res'];

/** Logto's Account API. It takes the access token for no resource. */
export const accountOf = async (request: Request, response: Response) => {
  const client = await logtoClient.createNodeClientFromNextApi(request, response);
  return createAccountApi(environment.endpoint, {
    getAccessToken: () => client.getAccessToken(),
    clearAccessToken: () => client.clearAccessToken(),
  });
};

/** Kept once the visitor has typed the password. */
export const confirmation = createStepCookie('confirmation', environment);

/** Kept while the visitor is at Wonderland to link an account. */
export const linking = createStepCookie('linking', environment);

/** Kept once Logto has sent a code to the visitor's new number. */
export const newPhone = createStepCookie('phone', environment);

export const readStep = ({ cookies }: Request, { name, read }: StepCookie, claims: SessionClaims) =>
  read(cookies[name], claims);

/** Use it last: the SDK replaces the response's `Set-Cookie` headers when it stores a token. */
export const keepStep = async (
  response: Response,
  step: StepCookie,
  values: Record<string, string>,
  claims: SessionClaims,
) => response.appendHeader('Set-Cookie', stringifySetCookie(...(await step.keep(values, claims))));

export const forgetStep = (response: Response, step: StepCookie) =>
  response.appendHeader('Set-Cookie', stringifySetCookie(...step.forget()));
