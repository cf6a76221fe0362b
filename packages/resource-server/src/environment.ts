import { z } from 'zod';

const schema = z.object({
  LOGTO_ENDPOINT: z.url({
    protocol: /^https?$/,
    error: 'must be an http(s) address such as http://localhost:3001',
  }),
  PORT: z
    .string({ error: 'must be a port number such as 3040' })
    .regex(/^\d+$/, { error: 'must be a port number such as 3040' })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'must be a port number such as 3040' }),
  // `localhost` is reached from this machine only.
  HOST: z.string().default('localhost'),
});

export type Environment = { endpoint: string; port: number; host: string };

/**
 * Reads where Logto is and where to listen.
 *
 * @param variables The process's own by default.
 * @throws Error with one line per variable that cannot be used, each naming the variable, the file and the cure.
 */
export const readEnvironment = (variables: NodeJS.ProcessEnv = process.env): Environment => {
  const { success, data, error } = schema.safeParse(variables);
  if (!success) {
    const lines = error.issues.map(
      ({ path, message }) => `${path.join('.')} ${message}: set it in packages/resource-server/.env.local`,
    );
    throw new Error(lines.join('\n'));
  }
  return { endpoint: data.LOGTO_ENDPOINT, port: data.PORT, host: data.HOST };
};
