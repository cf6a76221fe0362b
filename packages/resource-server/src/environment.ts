import { z } from 'zod';

const credential = {
  error: 'must be that of a machine-to-machine application with the role "Logto Management API access"',
};
const portNumber = { error: 'must be a port number such as 3040' };

const schema = z.object({
  LOGTO_ENDPOINT: z.url({
    protocol: /^https?$/,
    error: 'must be an http(s) address such as http://localhost:3001',
  }),
  PORT: z
    .string(portNumber)
    .regex(/^\d+$/, portNumber)
    .transform(Number)
    .refine((port) => port <= 65_535, portNumber),
  HOST: z.string().optional(),
  LOGTO_APP_ID: z.string(credential).min(1, credential),
  LOGTO_APP_SECRET: z.string(credential).min(1, credential),
  LOGTO_MANAGEMENT_API: z
    .url({ error: "must be the resource indicator of your tenant's Management API" })
    .default('https://default.logto.app/api'),
});

/**
 * Reads where Logto is, the API's own application there, and where to listen.
 *
 * @param file The file that an error tells the reader to edit, such as `.env.local`.
 * @param variables The variables to read; the process's own by default.
 * @throws Error with one line per missing or invalid variable, each with the variable, the cure and the file.
 */
export const readEnvironment = (
  file: string,
  variables: Record<string, string | undefined> = process.env,
) => {
  const { success, data, error } = schema.safeParse(variables);
  if (!success) {
    const lines = error.issues.map(({ path, message }) => `${path.join('.')} ${message}: set it in ${file}`);
    throw new Error(lines.join('\n'));
  }
  // Only this machine reaches `localhost`. An empty host would listen on every address.
  return {
    endpoint: data.LOGTO_ENDPOINT,
    port: data.PORT,
    host: data.HOST || 'localhost',
    management: {
      appId: data.LOGTO_APP_ID,
      appSecret: data.LOGTO_APP_SECRET,
      indicator: data.LOGTO_MANAGEMENT_API,
    },
  };
};
