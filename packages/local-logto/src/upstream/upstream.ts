import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { Upstream as UpstreamSettings, UpstreamUser } from '@repo/tenant';
import { type Exchange, redirect, sendPage } from '../exchange.ts';
import { errors } from '../provider/oidc-provider.ts';
import { readForm } from '../screens/interaction.ts';
import { createUpstreamAccounts, newUpstreamUser } from './accounts.ts';
import { createUpstreamProvider, type UpstreamProvider } from './provider.ts';
import { chooseAccountScreen, consentScreen, goBackScreen, noSignInScreen } from './screens.ts';

/** The OpenID provider behind the OIDC connector. */
export type Upstream = {
  /** Answers its endpoints, which are mounted under `/upstream`. */
  answer: RequestListener;
  /**
   * Answers its screens: who signs in, and what Logto will learn.
   *
   * @returns Whether the path belongs to them.
   */
  answerScreen: (exchange: Exchange) => Promise<boolean>;
};

const findInteraction = async (provider: UpstreamProvider, { request, response }: Exchange) => {
  try {
    return await provider.interactionDetails(request, response);
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
};

type Interaction = NonNullable<Awaited<ReturnType<typeof findInteraction>>>;

const grantAll = (provider: UpstreamProvider, { params }: Interaction, accountId: string) => {
  const grant = new provider.Grant({ accountId, clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  return grant.save();
};

type UpstreamOptions = {
  settings: UpstreamSettings;
  issuer: string;
  /** Of the Logtos that may sign users in here. */
  redirectUris: string[];
  report: (error: unknown) => void;
};

/** Creates the provider behind the OIDC connector, with its users and its screens. */
export const createUpstream = ({ settings, issuer, redirectUris, report }: UpstreamOptions): Upstream => {
  const { name, clientId, clientSecret, users } = settings;
  const accounts = createUpstreamAccounts(users);
  const cookieKeys = [randomBytes(32).toString('base64url')];
  const client = { clientId, clientSecret, redirectUris };
  const provider = createUpstreamProvider({ issuer, client, accounts, cookieKeys, report });

  /** The user who was chosen on the first screen. */
  const chosenUser = ({ result }: Interaction): UpstreamUser | undefined =>
    typeof result?.chosen === 'string'
      ? (accounts.find(result.chosen) ?? newUpstreamUser(result.chosen))
      : undefined;

  const submit = async (exchange: Exchange, interaction: Interaction): Promise<void> => {
    const { request, response, url } = exchange;
    const field = await readForm(exchange);
    const finish = async (result: Parameters<UpstreamProvider['interactionResult']>[2]) => {
      const next = await provider.interactionResult(request, response, result);
      sendPage(exchange, goBackScreen(name, next));
    };
    if (field('cancel')) {
      return finish({ error: 'access_denied', error_description: 'End-User aborted interaction' });
    }
    const user = chosenUser(interaction);
    if (!user) {
      const chosen = field('login').trim().slice(0, 64);
      interaction.result = chosen ? { chosen } : {};
      await interaction.persist();
      return redirect(exchange, url.pathname);
    }
    accounts.save({
      ...user,
      name: field('name').trim(),
      email: field('email').trim(),
      emailVerified: field('emailVerified') === 'yes',
    });
    const grantId = await grantAll(provider, interaction, user.login);
    await finish({ login: { accountId: user.login }, consent: { grantId } });
  };

  return {
    answer: provider.callback(),
    answerScreen: async (exchange) => {
      if (!exchange.url.pathname.startsWith('/upstream/interaction/')) return false;
      const interaction = await findInteraction(provider, exchange);
      if (!interaction) {
        sendPage(exchange, noSignInScreen(name), 404);
      } else if (exchange.request.method === 'POST') {
        await submit(exchange, interaction);
      } else {
        const user = chosenUser(interaction);
        sendPage(exchange, user ? consentScreen(name, user) : chooseAccountScreen(name, accounts.all()));
      }
      return true;
    },
  };
};
