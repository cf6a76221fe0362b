import { loadEnvironmentFiles } from '@repo/config/load-environment-files';
import type { Application } from '@repo/tenant';
import { managementRole } from '@repo/tenant/management-role';

loadEnvironmentFiles();
const { BASE_URL = '', LOGTO_APP_ID = '', LOGTO_APP_SECRET = '' } = process.env;

/** The application that the app signs in with. A real Logto generates its own id and secret. */
export const applications = {
  app: {
    name: '{{TITLE}}',
    description: `Development on ${BASE_URL}`,
    type: 'Traditional',
    id: LOGTO_APP_ID,
    secret: LOGTO_APP_SECRET,
    redirectUris: [
      // #region next-app
      `${BASE_URL}/callback`,
      // #endregion
      // #region next-pages
      `${BASE_URL}/api/logto/sign-in-callback`,
      // #region lesson
      `${BASE_URL}/api/logto-edge/sign-in-callback`,
      // #endregion
      // #endregion
      // #region express
      `${BASE_URL}/logto/sign-in-callback`,
      // #endregion
    ],
    postSignOutRedirectUris: [`${BASE_URL}/`],
    // #region redis
    backchannelLogoutUri: `${BASE_URL}{{LOGOUTPATH}}`,
    backchannelLogoutSessionRequired: true,
    // #endregion
  },
} satisfies Record<string, Application>;
// #region organizations

/** The application that the API calls Logto's Management API as. */
export const resourceServerApplication = {
  name: '{{TITLE}}: API',
  description: 'Invites members of organizations',
  type: 'MachineToMachine',
  id: 'local-api',
  secret: `${LOGTO_APP_SECRET}-of-the-api`,
  redirectUris: [],
  postSignOutRedirectUris: [],
  roles: [managementRole],
} satisfies Application;
// #endregion
// #region connectors

/** Where a social provider redirects visitors who link an account: to the app, not to Logto. */
export const linkRedirectUris = [
  // #region next-pages
  `${BASE_URL}/api/account/link-callback`,
  // #endregion
  // #region next-app
  `${BASE_URL}/account/link-callback`,
  // #endregion
  // #region express
  `${BASE_URL}/account/link-callback`,
  // #endregion
];
// #endregion
