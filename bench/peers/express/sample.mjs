// The Express sample. It has no claims as JSON, so this adds a route in front of it, from the sample's own middleware.
import { withLogto } from '@logto/express';
import express from 'express';
import { app } from '../../../apps/express/dist/app.js';
import { environment } from '../../../apps/express/dist/environment.js';
import { logtoConfig } from '../../../apps/express/dist/logto/config.js';
import { requireSignIn } from '../../../apps/express/dist/logto/protect.js';
import { sessionMiddleware } from '../../../apps/express/dist/logto/session.js';
import { limitFetchTime } from '../../../packages/server/dist/limit-fetch-time.js';
import { shareTokenRequests } from '../../../packages/server/dist/share-token-requests.js';

shareTokenRequests();
limitFetchTime(4000);

const sample = express();
sample.disable('x-powered-by');
sample.get('/claims.json', sessionMiddleware, withLogto(logtoConfig), requireSignIn, ({ user }, response) => {
  response.json(user.claims);
});
sample.use(app);
sample.listen(environment.port, environment.host);
