import { fileURLToPath } from 'node:url';
import { withLogto } from '@logto/express';
import { resources } from '@repo/config';
import { findBaseUrl, isOwnOrigin, misdirected, securityHeaders } from '@repo/server';
import express from 'express';
import { pages } from './components/pages.ts';
import { environment } from './environment.ts';
import { logtoConfig } from './logto/config.ts';
import { retryWithNewToken, showFailure } from './logto/failures.ts';
import { requireScopes } from './logto/permissions.ts';
import { requireSameUser, requireSignIn } from './logto/protect.ts';
import { sessionMiddleware } from './logto/session.ts';
import { signInRoutes } from './logto/sign-in.ts';
import { callAccount, finishLink, showAccount, startLink } from './pages/account.tsx';
import { addItem, parseItem, readItems, showAdmin, writeItem } from './pages/admin.tsx';
import { showClaims } from './pages/claims.tsx';
import { showHome } from './pages/home.tsx';
import { acceptInvitation, showInvitation } from './pages/invitation.tsx';
import { showNotFound } from './pages/not-found.tsx';
import { callOrganization, showOrganization } from './pages/organization.tsx';
import { renewOrganizations, showOrganizations } from './pages/organizations.tsx';
import { callResource, showResources } from './pages/resources.tsx';
import { showSession } from './pages/session.tsx';
import { showUserinfo } from './pages/userinfo.tsx';

export const app = express();

app.disable('x-powered-by');
// Pages are never stored, so there is nothing to compare an ETag with.
app.disable('etag');
// Trusts the one proxy that terminates TLS. Otherwise express-session would not set its secure cookie.
app.set('trust proxy', environment.cookieSecure ? 1 : false);
const headers = securityHeaders(environment, "'none'");
app.use((_request, response, next) => {
  response.set(headers);
  next();
});
app.use((request, response, next) => {
  const baseUrl = findBaseUrl(request.headers, environment);
  // #region several-addresses
  if (!baseUrl) {
    const { status, headers, body } = misdirected(request.headers.accept);
    return response.status(status).set(headers).send(body);
  }
  // #endregion
  if (request.method === 'GET' || isOwnOrigin(request.headers.origin, { baseUrl })) return next();
  // SameSite does not stop a cross-site form: the browser sends no cookies, but stores those of the response.
  response.status(403).send('Forbidden: this request comes from another site.');
});
app.use('/styles.css', express.static(fileURLToPath(import.meta.resolve('@repo/ui/styles.css'))));
app.use((_request, response, next) => {
  response.set('Cache-Control', 'private, no-store');
  next();
});
// #region lesson
// Before the session, so that text which was typed into a form is kept even if the session is over.
// #endregion
const parseForm = express.urlencoded({ extended: false, limit: '2kb' });
app.post([...pages.map(({ path }) => path), '/organizations/:id'], parseForm);
app.use(sessionMiddleware);
app.use(signInRoutes);

app.get('/', withLogto(logtoConfig), showHome);
// #region lesson
// Guarded here, because `withLogto` runs only once per request.
const withUserInfo = withLogto({ ...logtoConfig, fetchUserInfo: true });
app.get('/userinfo', withUserInfo, retryWithNewToken(withUserInfo), requireSignIn, showUserinfo);
// #endregion
// Everything below requires sign-in, so a page that you add there is protected.
app.use(withLogto(logtoConfig), requireSignIn);

app.get('/claims', showClaims);
app.get('/resources', showResources);
app.post('/resources', requireSameUser, callResource);
// #region organizations
app.get('/organizations', showOrganizations, retryWithNewToken(showOrganizations));
app.post('/organizations', renewOrganizations);
app.get('/organizations/:id', showOrganization, retryWithNewToken(showOrganization));
app.post('/organizations/:id', callOrganization, showOrganization);
app.get('/invitations/:id', showInvitation);
app.post('/invitations/:id', acceptInvitation);
// #endregion
// #region permissions
app.get('/admin', requireScopes(resources.shopping, ['shopping:write']), showAdmin);
app.post('/admin', requireScopes(resources.shopping, ['shopping:write']), requireSameUser, addItem);
app.get('/api/items', requireScopes(resources.shopping, ['shopping:read']), readItems);
app.post('/api/items', requireScopes(resources.shopping, ['shopping:write']), parseItem, writeItem);
// #endregion
// #region connectors
app.get('/account', showAccount);
app.post('/account', requireSameUser, callAccount);
app.post('/account/link', parseForm, requireSameUser, startLink);
app.get('/account/link-callback', finishLink);
// #endregion
// #region lesson
app.get('/session', showSession);
// #endregion
app.use(showNotFound);
// Twice, because the session store may fail while the first handler ends a session.
app.use(showFailure, showFailure);
