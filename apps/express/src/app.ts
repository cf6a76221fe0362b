import { fileURLToPath } from 'node:url';
import { withLogto } from '@logto/express';
import { isOwnOrigin, securityHeaders } from '@repo/server';
import express from 'express';
import { authRoutes, requireSignIn } from './auth-routes.ts';
import { callForOrganization } from './call-for-organization.ts';
import { callResource } from './call-resource.ts';
import { showClaims } from './claims.tsx';
import { showFailed } from './failed.tsx';
import { showHome } from './home.tsx';
import { environment, logtoConfig } from './logto.ts';
import { showNotFound } from './not-found.tsx';
import { showOrganizations } from './organizations.tsx';
import { showResources } from './resources.tsx';
import { sessionMiddleware } from './session.ts';
import { showSession } from './session-page.tsx';
import { showUserinfo } from './userinfo.tsx';

export const app = express();

app.disable('x-powered-by');
// Behind one proxy that ends https; without it, express-session would withhold the cookie.
app.set('trust proxy', environment.cookieSecure ? 1 : false);
app.use((_request, response, next) => {
  response.set(securityHeaders(environment, "'none'"));
  next();
});
app.use((request, response, next) => {
  if (request.method === 'GET' || isOwnOrigin(request.headers.origin, environment)) return next();
  // SameSite cookies do not help: the answer's cookies would count all the same.
  response.status(403).send('Another site sent this.');
});
app.use('/styles.css', express.static(fileURLToPath(import.meta.resolve('@repo/ui/styles.css'))));
// All that follows depends on who asks. Going back, a browser would even follow a redirect that it kept.
app.use((_request, response, next) => {
  response.set('Cache-Control', 'private, no-store');
  next();
});
app.use(sessionMiddleware);
app.use(authRoutes);

const mustBeSignedIn = [withLogto(logtoConfig), requireSignIn];
const form = express.urlencoded({ extended: false, limit: '2kb' });

app.get('/', withLogto(logtoConfig), showHome);
app.get('/claims', mustBeSignedIn, showClaims);
app.get('/userinfo', withLogto({ ...logtoConfig, fetchUserInfo: true }), requireSignIn, showUserinfo);
app.get('/resources', mustBeSignedIn, showResources);
app.post('/resources', mustBeSignedIn, form, callResource);
app.get('/organizations', mustBeSignedIn, showOrganizations);
app.post('/organizations', mustBeSignedIn, form, callForOrganization);
app.get('/session', mustBeSignedIn, showSession);
app.use(showNotFound);
// Twice: the store can fail while the first ends a session.
app.use(showFailed, showFailed);
