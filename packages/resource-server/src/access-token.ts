import { z } from 'zod';

/** The claims of a verified access token that routes use (RFC 9068 section 2.2 and Logto's `organization_id`). */
export const accessTokenSchema = z.object({
  /** The user, or the application itself in machine-to-machine calls. */
  sub: z.string().min(1),
  client_id: z.string().min(1),
  aud: z.union([z.string(), z.array(z.string()).min(1)]).transform((audience) => [audience].flat()),
  // A list of whole words: looking for a permission inside the text would find it in longer ones too.
  scope: z
    .string()
    .default('')
    .transform((scope) => scope.split(' ')),
  /** Set when the permissions on the resource come from the user's roles in this organization. */
  organization_id: z.string().min(1).optional(),
});

export type AccessToken = z.infer<typeof accessTokenSchema>;
