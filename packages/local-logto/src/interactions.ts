import type { InteractionResults } from 'oidc-provider';
import type { Exchange } from './exchange.ts';
import { interactionId } from './interaction-cookie.ts';
import type { LogtoProvider } from './provider.ts';

/** A sign-in under way in one browser. */
export type Interaction = InstanceType<LogtoProvider['Interaction']>;

/** Finds the sign-in that a screen belongs to: the one of the app in its address, else the latest one. */
export const findInteraction = async (
  provider: LogtoProvider,
  { request, response, url }: Exchange,
): Promise<Interaction | undefined> => {
  const { cookies } = provider.createContext(request, response);
  const id = interactionId(cookies.get('_interaction', { signed: true }), url.searchParams.get('app_id'));
  const interaction = id ? await provider.Interaction.find(id) : undefined;
  if (!interaction?.session) return interaction;
  // Somebody may have signed out, or in as another, in another tab since.
  const session = await provider.Session.findByUid(interaction.session.uid);
  return session?.accountId === interaction.session.accountId ? interaction : undefined;
};

/**
 * Adds a result to a sign-in under way.
 *
 * @returns Where the browser goes on.
 */
export const saveResult = async (interaction: Interaction, result: InteractionResults): Promise<string> => {
  interaction.result = { ...interaction.lastSubmission, ...result };
  await interaction.persist();
  return interaction.returnTo;
};

const names = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];

/** The missing permissions of each resource, as oidc-provider lists them in the details of its prompt. */
const namesByResource = (value: unknown): Array<[string, string[]]> =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([resource, scopes]) => [resource, names(scopes)])
    : [];

/**
 * Grants a first-party app all that it asked for, without a question, as a real Logto does.
 * The sign-ins of one user, app and browser session share one grant.
 *
 * @returns Where the browser goes on.
 */
export const grantAll = async (
  provider: LogtoProvider,
  interaction: Interaction,
  accountId: string,
): Promise<string> => {
  const existing = interaction.grantId ? await provider.Grant.find(interaction.grantId) : undefined;
  const grant = existing ?? new provider.Grant({ accountId, clientId: String(interaction.params.client_id) });
  const { missingOIDCScope, missingResourceScopes } = interaction.prompt.details;
  const scopes = names(missingOIDCScope);
  if (scopes.length > 0) grant.addOIDCScope(scopes);
  for (const [resource, missing] of namesByResource(missingResourceScopes)) {
    grant.addResourceScope(resource, missing);
  }
  return saveResult(interaction, { consent: { grantId: await grant.save() } });
};
