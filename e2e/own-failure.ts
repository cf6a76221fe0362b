import type { Page } from '@repo/scriptless-browser';
import { load } from 'cheerio';

// The contract names them.
const headings = [
  'You are not signed in',
  'This sign-in could not be completed',
  'Your session has ended',
  'Logto refused the request',
  'The service cannot be reached',
  'Your session cannot be read',
  'Your session is too large',
  'Something went wrong',
];

/** The first heading of a page, or nothing. */
export const headingOf = (body: string): string => load(body)('h1').first().text();

/** Whether an answer is how an app itself reports a failure: a page, data for a script that shows one, or JSON. */
export const isOwnFailure = ({ headers, body }: Pick<Page, 'headers' | 'body'>): boolean => {
  const type = headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) return /"(kind|error)":"[a-z_-]+"/.test(body);
  if (type.startsWith('text/x-component')) return headings.some((heading) => body.includes(heading));
  return headings.includes(headingOf(body));
};
