import type { Context } from './definition.ts';
import type { ProvisionRecord } from './record.ts';

/** One change that a run makes, or an object that it leaves unchanged. */
export type Step = {
  action: 'create' | 'adopt' | 'change' | 'remove' | 'leave';
  /** The kind of object, in the singular. */
  kind: string;
  name: string;
  /** The names of the fields that change. */
  differences: string[];
  /** Writes into the record what `run` is about to do. */
  announce?: (record: ProvisionRecord) => void;
  run: (context: Context, record: ProvisionRecord) => Promise<void>;
};
