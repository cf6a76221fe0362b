import { match } from 'node:assert/strict';
import { chromium } from '@playwright/test';
import { openBrowser } from '@repo/scriptless-browser';
import { findBrowser } from '../../../e2e/browser.mjs';

/** A client of an OpenID provider that knows nothing of this repository. */
export type Client = {
  name: string;
  flow: string;
  /** The folder with its app. */
  folder: string;
  /** What npm installs, the client first. */
  packages: string[];
  build?: string;
  start?: string;
  /** Throws unless alice is signed in at the end. */
  signIn: (address: string, run: (command: string) => Promise<string>) => Promise<void>;
};

const alice = { identifier: 'alice', password: 'alice-demo' };

const signInWithoutScript = async (address: string): Promise<void> => {
  const browser = openBrowser(address);
  const home = await browser.open('/');
  const form = new URL(home.url).origin === address ? await browser.press(home, 'Sign in') : home;
  const { body } = await browser.press(form, 'Sign in', alice);
  match(body, /Hello, Alice/);
};

const signInWithScript = async (address: string): Promise<void> => {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByRole('button', { name: 'Sign in' }).click();
    for (const [name, value] of Object.entries(alice)) await page.locator(`input[name=${name}]`).fill(value);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Hello, Alice' }).waitFor();
  } finally {
    await browser.close();
  }
};

const next = { build: 'npx next build', start: 'npx next start --port $PORT', signIn: signInWithoutScript };
const server = { start: 'node server.mjs', signIn: signInWithoutScript };

export const clients: Client[] = [
  {
    name: '@logto/next',
    flow: 'App Router, server actions',
    folder: 'foreign/logto-next',
    packages: ['@logto/next', 'next', 'react', 'react-dom'],
    ...next,
  },
  {
    name: '@logto/express',
    flow: "the guide's routes",
    folder: 'foreign/logto-express',
    packages: ['@logto/express', 'express', 'express-session', 'cookie-parser'],
    ...server,
  },
  {
    name: '@logto/react',
    flow: 'single-page app, with an access token for an API',
    folder: 'foreign/logto-react',
    packages: ['@logto/react', 'react', 'react-dom', 'vite'],
    build: 'npx vite build',
    start: 'npx vite preview --port $PORT --strictPort',
    signIn: signInWithScript,
  },
  {
    name: '@logto/api',
    flow: 'machine-to-machine, lists the users',
    folder: 'foreign/logto-api',
    packages: ['@logto/api'],
    signIn: async (_address, run) => match(await run('node users.mjs'), /Hello, Alice/),
  },
  {
    name: 'next-auth',
    flow: 'App Router, its provider for Logto',
    folder: 'foreign/next-auth',
    packages: ['next-auth@^5.0.0-beta.0', 'next', 'react', 'react-dom'],
    ...next,
  },
  {
    name: 'openid-client',
    flow: 'authorization code with PKCE',
    folder: 'recipes/app',
    packages: ['openid-client'],
    ...server,
  },
  {
    name: 'express-openid-connect',
    flow: 'authorization code, session in a cookie',
    folder: 'foreign/express-openid-connect',
    packages: ['express-openid-connect', 'express'],
    ...server,
  },
];
