import { createAccountApi, createStepCookie, type SessionClaims, type StepCookie } from '@repo/server';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { environment } from '../environment.ts';
import { createNodeClient } from './client.ts';

/** Logto's Account API. It takes the access token for no resource. */
export const accountOf = (request: Request, response: Response) => {
  const client = createNodeClient(request, response);
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

export const readStep = ({ req, locals }: Response, { name, read }: StepCookie, claims: SessionClaims) =>
  read(locals[name] ?? parseCookie(req.headers.cookie ?? '')[name], claims);

export const keepStep = async (
  response: Response,
  step: StepCookie,
  values: Record<string, string>,
  claims: SessionClaims,
) => {
  const cookie = await step.keep(values, claims);
  response.cookie(...cookie);
  // For the page in this same response.
  response.locals[step.name] = cookie[1];
};

export const forgetStep = (response: Response, step: StepCookie) => {
  response.cookie(...step.forget());
  response.locals[step.name] = '';
};
