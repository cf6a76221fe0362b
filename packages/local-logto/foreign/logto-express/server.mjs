import { handleAuthRoutes, withLogto } from '@logto/express';
import cookieParser from 'cookie-parser';
import express from 'express';
import session from 'express-session';

const { ENDPOINT, PORT } = process.env;
const config = {
  endpoint: ENDPOINT,
  appId: 'my-app',
  appSecret: 'local-only-secret',
  baseUrl: `http://localhost:${PORT}`,
};
const app = express();
app.use(cookieParser());
app.use(session({ secret: 'a-secret-for-cookies-of-this-test', resave: false, saveUninitialized: true }));
app.use(handleAuthRoutes(config));
app.get('/', withLogto(config), ({ user }, response) =>
  user.isAuthenticated
    ? response.send(`<h1>Hello, ${user.claims.name}</h1>`)
    : response.redirect('/logto/sign-in'),
);
app.listen(Number(PORT));
