import type { Page } from '@repo/ui';

/** The links of the navigation and the cards on the home page. */
export const pages: readonly Page[] = [
  { path: '/', label: 'Home', summary: 'Who is signed in, and what to look at next.' },
  { path: '/claims', label: 'Claims', summary: 'What the ID token says about you, claim by claim.' },
  // #region lesson
  { path: '/userinfo', label: 'Userinfo', summary: 'What the userinfo endpoint knows beyond the ID token.' },
  // #endregion
  {
    path: '/resources',
    label: 'API resources',
    summary: 'Access tokens for APIs, and what each one allows.',
  },
  // #region organizations
  { path: '/organizations', label: 'Organizations', summary: 'Yours, and tokens valid in only one of them.' },
  // #endregion
  // #region connectors
  { path: '/account', label: 'Account', summary: 'Change what Logto knows about you, and link accounts.' },
  // #endregion
  // #region permissions
  { path: '/admin', label: 'Admin', summary: 'The shopping list, for those who may write to it.' },
  // #endregion
  // #region lesson
  { path: '/session', label: 'Session', summary: 'Where your session is stored, and what it holds.' },
  // #endregion
];
