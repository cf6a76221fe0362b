import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { bodyOf, type ManagementApi } from './management-api.ts';
import { RefusedError } from './refused-error.ts';

/** What bears ids in Logto, in the order in which it is created: each may refer to those before it. */
export const kinds = [
  'API resource',
  'permission',
  'role',
  'organization permission',
  'organization role',
  'application',
  'user',
  'organization',
] as const;
export type Kind = (typeof kinds)[number];

const settings = ['sign-in experience', 'ID-token claims'] as const;
export type SettingName = (typeof settings)[number];

const name = 'Logto samples: record of pnpm provision';
const description = 'Says what the command made, so that it changes and removes nothing else. Do not delete.';

const values = z.record(z.string(), z.unknown());
const byName = z.record(z.string(), z.string());
const contentSchema = z.object({
  madeBy: z.literal('pnpm provision'),
  /** Name to id of what this command made; no id yet where it was about to. */
  made: z.partialRecord(z.enum(kinds), byName),
  /** What others made and `--adopt` let this command change. */
  adopted: z.partialRecord(z.enum(kinds), byName),
  /**
   * What a setting was before this command first changed it, what it makes of it now, and what it made of it earlier,
   * which is still there when a run breaks off.
   */
  settings: z.partialRecord(
    z.enum(settings),
    z.object({ before: values, after: values, earlier: values.optional() }),
  ),
});

type Values = z.infer<typeof values>;
type Organization = { id: string; name: string; customData: Record<string, unknown> };

/** Says of an object in Logto who it belongs to: made by this command, adopted by it, or somebody else's. */
export type Owner = 'made' | 'adopted' | 'foreign';

export type ProvisionRecord = ReturnType<typeof readRecord>;

/**
 * Reads the record that this command keeps in Logto itself, as custom data of an organization without members.
 *
 * @param organizations All organizations of the tenant.
 * @throws RefusedError when it is damaged, or there are two.
 */
export const readRecord = (organizations: Organization[]) => {
  const [found, second] = organizations.filter((organization) => organization.name === name);
  if (second)
    throw new RefusedError(`There are two organizations "${name}": delete the newer one in Console`);
  const { data, success } = contentSchema.safeParse(
    found?.customData ?? { madeBy: 'pnpm provision', made: {}, adopted: {}, settings: {} },
  );
  if (!success) {
    throw new RefusedError(
      `The custom data of the organization "${name}" is damaged: mend it in Console, or delete that organization and run again with --adopt`,
    );
  }

  const content = data;
  let id = found?.id;
  let stored: unknown = found ? structuredClone(content) : undefined;
  let saving = Promise.resolve();

  const write = async (api: ManagementApi): Promise<void> => {
    if (isDeepStrictEqual(stored, content)) return;
    const customData = structuredClone(content);
    if (id === undefined) {
      const body = { name, description, customData };
      ({ id } = await bodyOf(api.POST('/api/organizations', { body })));
    } else {
      const params = { path: { id } };
      await api.PATCH('/api/organizations/{id}', { params, body: { customData } });
    }
    stored = customData;
  };

  const entries = (of: 'made' | 'adopted', kind: Kind) => {
    content[of][kind] ??= {};
    return content[of][kind];
  };

  return {
    isNew: found === undefined,
    ownerOf: (kind: Kind, key: string, objectId: string): Owner => {
      const made = content.made[kind]?.[key];
      if (made === objectId || made === '') return 'made';
      return content.adopted[kind]?.[key] === objectId ? 'adopted' : 'foreign';
    },
    /** The id of what this command made; empty where it was about to. */
    idOf: (kind: Kind, key: string): string | undefined => content.made[kind]?.[key],
    made: (kind: Kind): Array<[key: string, id: string]> => Object.entries(content.made[kind] ?? {}),
    setting: (setting: SettingName) => content.settings[setting],

    /** Notes what is about to be created: should the answer never come, what is there then is known as ours. */
    intend: (kind: Kind, key: string) => {
      entries('made', kind)[key] = '';
    },
    confirm: (kind: Kind, key: string, objectId: string) => {
      entries('made', kind)[key] = objectId;
      delete entries('adopted', kind)[key];
    },
    /** Takes an intention back: somebody else was faster. */
    withdraw: (kind: Kind, key: string) => {
      delete entries('made', kind)[key];
    },
    adopt: (kind: Kind, key: string, objectId: string) => {
      entries('adopted', kind)[key] = objectId;
      delete entries('made', kind)[key];
    },
    /** Notes what this command makes of a setting. What it was before is noted once: later it is partly our own. */
    change: (setting: SettingName, before: Values, after: Values) => {
      const known = content.settings[setting];
      const earlier = known && !isDeepStrictEqual(known.after, after) ? known.after : known?.earlier;
      content.settings[setting] = { before: known?.before ?? before, after, ...(earlier && { earlier }) };
    },

    /** Writes the record to Logto if it has changed. One write waits for the other: the last word is the newest. */
    save: (api: ManagementApi): Promise<void> => {
      // Whoever asked for the earlier write has its error.
      saving = saving.catch(() => undefined).then(() => write(api));
      return saving;
    },
    remove: async (api: ManagementApi): Promise<void> => {
      if (id !== undefined) await api.DELETE('/api/organizations/{id}', { params: { path: { id } } });
    },
  };
};
