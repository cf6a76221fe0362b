import type { KoaContextWithOIDC } from 'oidc-provider';

/** The screens that `first_screen` and its predecessor `interaction_mode` can ask for. */
const screens = new Map(
  Object.entries({
    signIn: 'sign-in',
    signUp: 'register',
    sign_in: 'sign-in',
    register: 'register',
    reset_password: 'reset-password',
    single_sign_on: 'single-sign-on',
    'identifier:sign_in': 'identifier-sign-in',
    'identifier:register': 'identifier-register',
  }),
);

type Prompt = { params: Record<string, unknown>; prompt: { name: string } };

/**
 * Returns the address of the next step of a sign-in: the consent, which needs no screen, or the screen that the
 * request's extra parameters name. Sets the `_logto` cookie, as a real Logto does for its screens.
 */
export const promptLocation = (context: KoaContextWithOIDC, { params, prompt }: Prompt): string => {
  const text = (name: string): string | undefined => {
    const value = params[name];
    return typeof value === 'string' && value ? value : undefined;
  };
  const shared = {
    appId: text('client_id'),
    organizationId: text('organization_id'),
    uiLocales: text('ui_locales'),
  };
  context.cookies.set('_logto', JSON.stringify(shared), {
    sameSite: 'lax',
    overwrite: true,
    httpOnly: false,
  });

  const search = new URLSearchParams();
  const append = (name: string, value: string | undefined): void => {
    if (value) search.append(name, value);
  };
  append('app_id', shared.appId);
  if (prompt.name === 'consent') return `/consent?${search}`;

  append('organization_id', shared.organizationId);
  append('ui_locales', shared.uiLocales);
  for (const name of ['one_time_token', 'login_hint', 'identifier']) append(name, text(name));
  const screen = screens.get(text('first_screen') ?? text('interaction_mode') ?? 'sign_in') ?? 'sign-in';
  const [method, target] = text('direct_sign_in')?.split(':') ?? [];
  if (!method) return `/${screen}?${search}`;
  append('fallback', screen);
  return `/direct/${[method, target].filter(Boolean).join('/')}?${search}`;
};
