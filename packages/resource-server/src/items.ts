import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { AccessToken } from './access-token.ts';
import type { Lists } from './lists.ts';
import { checkBody } from './request-body.ts';
import type { ProtectedResponse } from './require-access-token.ts';

export type Item = { id: string; name: string; addedBy: string };

const newItem = z.strictObject({ name: z.string().trim().min(1).max(100) });
const hint = 'Send {"name": "…"} as application/json, with a name of 1 to 100 characters';

// With an organization's token the list is the organization's, else it is the caller's own.
const ownerOf = ({ organization_id, sub }: AccessToken): string =>
  organization_id ? `organization:${organization_id}` : `user:${sub}`;

/** Answers with the list that belongs to the access token. */
export const showItems = (items: Lists<Item>) => (_request: Request, response: ProtectedResponse) => {
  const owner = ownerOf(response.locals.accessToken);
  response.json({ owner, items: items.of(owner) });
};

/** Adds to the list that belongs to the access token. */
export const addItem = (items: Lists<Item>) => (request: Request, response: ProtectedResponse) => {
  const { accessToken } = response.locals;
  const { name } = checkBody(request.body, newItem, hint);
  const item = { id: randomUUID(), name, addedBy: accessToken.sub };
  items.add(ownerOf(accessToken), item);
  response.status(201).json(item);
};
