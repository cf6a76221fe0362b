import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { CommandError } from './command-error.ts';
import { bodyOf, type ManagementApi } from './management-api.ts';

const kinds = [
  'API resource',
  'permission',
  'role',
  'organization permission',
  'organization role',
  'application',
  'user',
  'organization',
  'connector',
] as const;
export type Kind = (typeof kinds)[number];

const settings = ['sign-in experience', 'ID-token claims', 'account center'] as const;
export type SettingName = (typeof settings)[number];

const name = 'Logto samples: record of pnpm provision';
const description =
  'Lists what the command created, so that it changes and removes nothing else. Do not delete.';

const values = z.record(z.string(), z.unknown());
const byName = z.record(z.string(), z.string());
const contentSchema = z.object({
  madeBy: z.literal('pnpm provision'),
  /** The ids of objects that this command created, by key; empty if it was about to create the object. */
  made: z.partialRecord(z.enum(kinds), byName),
  /** The ids of objects that others created and this command changed because of `--adopt`. */
  adopted: z.partialRecord(z.enum(kinds), byName),
  /**
   * The values of a setting before this command first changed it, the values that it sets now, and those that an
   * earlier run set, which remain if this run is interrupted.
   */
  settings: z.partialRecord(
    z.enum(settings),
    z.object({ before: values, after: values, earlier: values.optional() }),
  ),
});

type Values = z.infer<typeof values>;
type Organization = { id: string; name: string; customData: Record<string, unknown> };

/** Who owns an object in Logto: `made` by this command, `adopted` by it, or `foreign`. */
type Owner = 'made' | 'adopted' | 'foreign';

export type ProvisionRecord = ReturnType<typeof readRecord>;

/**
 * Reads the record of what this command created. Logto itself stores it, as the custom data of an organization without
 * members.
 *
 * @param organizations All organizations of the tenant.
 * @throws CommandError if the record is damaged, or there are two.
 */
export const readRecord = (organizations: Organization[]) => {
  const [found, second] = organizations.filter((organization) => organization.name === name);
  if (second)
    throw new CommandError(`There are two organizations "${name}": delete the newer one in Console`);
  const { data, success } = contentSchema.safeParse(
    found?.customData ?? { madeBy: 'pnpm provision', made: {}, adopted: {}, settings: {} },
  );
  if (!success) {
    throw new CommandError(
      `The custom data of the organization "${name}" is damaged: repair it in Console, or delete the organization and run again with --adopt`,
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
    /** The id of an object that this command created; empty if it was about to create it. */
    idOf: (kind: Kind, key: string): string | undefined => content.made[kind]?.[key],
    made: (kind: Kind): Array<[key: string, id: string]> => Object.entries(content.made[kind] ?? {}),
    setting: (setting: SettingName) => content.settings[setting],

    /** Notes that an object is about to be created, so that the next run recognizes it if the response is lost. */
    intend: (kind: Kind, key: string) => {
      entries('made', kind)[key] = '';
    },
    confirm: (kind: Kind, key: string, objectId: string) => {
      entries('made', kind)[key] = objectId;
      delete entries('adopted', kind)[key];
    },
    /** Takes back an intention, because somebody else has created the object. */
    withdraw: (kind: Kind, key: string) => {
      delete entries('made', kind)[key];
    },
    adopt: (kind: Kind, key: string, objectId: string) => {
      entries('adopted', kind)[key] = objectId;
      delete entries('made', kind)[key];
    },
    /** Notes the new values of a setting, and at the first change also the old ones, to restore them. */
    change: (setting: SettingName, before: Values, after: Values) => {
      const known = content.settings[setting];
      const earlier = known && !isDeepStrictEqual(known.after, after) ? known.after : known?.earlier;
      // An older version of this command may not have changed all of these values.
      const untouched = Object.entries(before).filter(([name]) => known && !(name in known.after));
      content.settings[setting] = {
        before: known ? { ...known.before, ...Object.fromEntries(untouched) } : before,
        after,
        ...(earlier && { earlier }),
      };
    },

    /** Writes the record to Logto if it has changed. Writes wait for one another, so that the newest comes last. */
    save: (api: ManagementApi): Promise<void> => {
      // The caller of the earlier write handles its error.
      saving = saving.catch(() => undefined).then(() => write(api));
      return saving;
    },
    remove: async (api: ManagementApi): Promise<void> => {
      if (id !== undefined) await api.DELETE('/api/organizations/{id}', { params: { path: { id } } });
    },
  };
};
