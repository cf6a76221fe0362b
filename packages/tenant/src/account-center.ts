import { z } from 'zod';

const control = z
  .enum(['Off', 'ReadOnly', 'Edit'])
  .optional()
  .describe('Whether users see it and may change it. Off if it is missing.');

/** What users may see and change of their own account, through Logto's Account API. */
export const accountCenter = z.strictObject({
  enabled: z.boolean().default(false).describe('Whether Logto has an Account API at all.'),
  fields: z
    .strictObject({
      name: control,
      avatar: control,
      profile: control,
      username: control,
      email: control,
      phone: control,
      password: control,
      social: control,
      customData: control,
      mfa: control,
      session: control,
    })
    .default({}),
});

export type AccountCenter = z.output<typeof accountCenter>;
