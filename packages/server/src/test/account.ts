import type { AccountApi } from '../account-api.ts';

type Answer = { status: number; body?: unknown };

/** An Account API that answers each request with what is given for it, and lists the requests with their options. */
export const createAccount = (answers: Record<string, Answer>) => {
  const asked: unknown[] = [];
  const account: AccountApi = async (request, options) => {
    asked.push(options ? [request, options] : request);
    const answer = answers[request];
    if (!answer) throw new Error(`Unexpected: ${request}`);
    return { request, statusText: '', ...answer };
  };
  return { account, asked };
};
