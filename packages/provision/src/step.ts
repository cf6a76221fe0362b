import type { Context } from './definition.ts';
import type { ProvisionRecord } from './record.ts';

export type Action = 'create' | 'adopt' | 'change' | 'remove' | 'leave';

/** One thing that a run does, or finds done. */
export type Step = {
  action: Action;
  /** The kind of thing, in the singular. */
  kind: string;
  name: string;
  /** What changes, by name. */
  differences: string[];
  /** Notes in the record what `run` is about to do. */
  announce: (record: ProvisionRecord) => void;
  run: (context: Context, record: ProvisionRecord) => Promise<void>;
};

export const nothing = (): void => undefined;
