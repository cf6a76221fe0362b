import type { Page } from '@repo/ui';

/** The navigation, and the cards on the home page. */
export const pages: readonly Page[] = [
  { path: '/', label: 'Home', summary: 'Who is signed in, and where to go from here.' },
  { path: '/claims', label: 'Claims', summary: 'What the ID token says about you, claim by claim.' },
  {
    path: '/userinfo',
    label: 'Userinfo',
    summary: 'What Logto answers about you now, and what it keeps out of the ID token.',
  },
  {
    path: '/resources',
    label: 'Resources',
    summary: 'Access tokens for APIs, and what each of them lets you do.',
  },
  {
    path: '/organizations',
    label: 'Organizations',
    summary: 'The organizations you belong to, and tokens that hold only within one of them.',
  },
  {
    path: '/session',
    label: 'Session',
    summary: 'Where your session is stored, how big it is, and which tokens are cached in it.',
  },
];
