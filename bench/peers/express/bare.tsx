// The floor: Express with the same pages and nobody to sign in.
import { readEnvironment } from '@repo/config';
import express from 'express';
import { ClaimsPage, HomePage } from '../pages.tsx';
import { someClaims } from '../some-claims.ts';
import { sendPage } from './send-page.tsx';

const { port, host } = readEnvironment('bench/servers.ts');

const app = express();
app.disable('x-powered-by');
app.get('/', (_request, response) => sendPage(response, <HomePage claims={undefined} signIn="/sign-in" />));
app.get('/claims', (_request, response) => sendPage(response, <ClaimsPage claims={someClaims} />));
app.get('/claims.json', (_request, response) => {
  response.json(someClaims);
});
app.listen(port, host);
