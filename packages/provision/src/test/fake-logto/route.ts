import { type Answer, missing } from './answer.ts';
import type { State } from './state.ts';

type Route = (request: {
  state: State;
  /** The variable parts of the path, in order. */
  parts: string[];
  query: URLSearchParams;
  body: unknown;
}) => Answer;

/** Routes by method and path, such as `GET /api/users/:`, where `:` is a variable part. */
export type Routes = Record<string, Route>;

export const byId = <Item extends { id: string }>(items: Item[], id = '', entity?: string): Item => {
  const item = items.find((candidate) => candidate.id === id);
  if (!item) throw missing(entity, id);
  return item;
};

export const drop = <Item extends { id: string }>(items: Item[], id = '', entity?: string): void => {
  items.splice(items.indexOf(byId(items, id, entity)), 1);
};
