import type { Answer } from './answer.ts';
import { missing } from './answer.ts';
import type { State } from './state.ts';

export type Route = (request: {
  state: State;
  /** The variable parts of the path, in their order. */
  parts: string[];
  query: URLSearchParams;
  body: unknown;
}) => Answer;

/** By method and path; `:` stands for a variable part. */
export type Routes = Record<string, Route>;

export const byId = <Item extends { id: string }>(items: Item[], id = '', entity?: string): Item => {
  const item = items.find((candidate) => candidate.id === id);
  if (!item) throw missing(entity, id);
  return item;
};

export const drop = <Item extends { id: string }>(items: Item[], id = '', entity?: string): void => {
  items.splice(items.indexOf(byId(items, id, entity)), 1);
};
