import type { Tenant } from '@repo/tenant';
import { type Exchange, redirect, sendPage } from '../exchange.ts';
import { errors } from '../provider/oidc-provider.ts';
import { readForm } from '../screens/interaction.ts';
import { newUpstreamUser, type UpstreamAccounts, type UpstreamUser } from './accounts.ts';
import type { UpstreamProvider } from './provider.ts';
import { chooseAccountScreen, consentScreen, noSignInScreen } from './screens.ts';

/** The provider behind the OIDC connector, its name on the screens, and its users. */
export type Upstream = { name: string; provider: UpstreamProvider; accounts: UpstreamAccounts };

const findInteraction = async ({ provider }: Upstream, { request, response }: Exchange) => {
  try {
    return await provider.interactionDetails(request, response);
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
};

type Interaction = NonNullable<Awaited<ReturnType<typeof findInteraction>>>;

/** The user that the first screen saved in the pending sign-in. */
const chosenUser = ({ accounts }: Upstream, { result }: Interaction): UpstreamUser | undefined =>
  typeof result?.chosen === 'string'
    ? (accounts.find(result.chosen) ?? newUpstreamUser(result.chosen))
    : undefined;

const grantAll = async ({ provider }: Upstream, { params }: Interaction, accountId: string) => {
  const grant = new provider.Grant({ accountId, clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  return grant.save();
};

/**
 * Answers the screens of the upstream provider: who signs in, and what Logto will learn.
 *
 * @returns Whether the path belongs to them.
 */
export const handleUpstreamScreens = async (
  exchange: Exchange,
  tenant: Tenant,
  upstream: Upstream,
): Promise<boolean> => {
  const { request, response, url } = exchange;
  const { name, provider, accounts } = upstream;
  if (!url.pathname.startsWith('/upstream/interaction/')) return false;
  const interaction = await findInteraction(upstream, exchange);
  if (!interaction) {
    sendPage(exchange, tenant, noSignInScreen(name), 404);
    return true;
  }

  const user = chosenUser(upstream, interaction);
  if (request.method !== 'POST') {
    sendPage(exchange, tenant, user ? consentScreen(name, user) : chooseAccountScreen(name, accounts.all()));
    return true;
  }

  const field = await readForm(exchange);
  if (field('cancel')) {
    const denied = { error: 'access_denied', error_description: 'End-User aborted interaction' };
    await provider.interactionFinished(request, response, denied);
    return true;
  }
  if (!user) {
    const chosen = field('login').trim().slice(0, 64);
    interaction.result = chosen ? { chosen } : {};
    await interaction.persist();
    redirect(exchange, url.pathname);
    return true;
  }
  accounts.save({
    ...user,
    name: field('name').trim(),
    email: field('email').trim(),
    emailVerified: field('emailVerified') === 'yes',
  });
  await provider.interactionFinished(request, response, {
    login: { accountId: user.login },
    consent: { grantId: await grantAll(upstream, interaction, user.login) },
  });
  return true;
};
