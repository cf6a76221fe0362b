import { equal, match, ok } from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AppName } from '@repo/config';
import { type Browser, openBrowser, type Page } from '@repo/scriptless-browser';
import { run, serve, stopAll } from './processes.ts';

const app = 'http://localhost:4400';
const movedApp = 'http://localhost:4410';
const logto = 'http://localhost:4401';
const otherLogto = 'http://localhost:4402';
const api = 'http://localhost:4440';

const alice = { identifier: 'alice', password: 'alice-demo' };

const edit = (folder: string, path: string, edits: [from: string, to: string][]) => {
  const file = join(folder, path);
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of edits) {
    ok(text.includes(from), `${path} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  writeFileSync(file, text);
};

/** Changes the names in the files that the README lists. */
const rename = (folder: string, readme: string) => {
  const [, list = ''] = /## Rename it\n(.*?)\n## /s.exec(readme) ?? [];
  for (const [, from = '', paths = ''] of list.matchAll(/^- `(.+?)`(.*)$/gm)) {
    const to = from.includes('-') ? 'your-shop' : 'Your shop';
    for (const [, path = ''] of paths.matchAll(/`(.+?)`/g)) edit(folder, path, [[from, to]]);
  }
};

/** Does what the README's blocks of code say: writes a new file, or adds lines to the list in an existing one. */
const applyBlocks = (folder: string, readme: string) => {
  for (const [, path = '', code = ''] of readme.matchAll(/```tsx? (\S+)\n(.*?)```/gs)) {
    const file = join(folder, path);
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, code);
      continue;
    }
    const text = readFileSync(file, 'utf8');
    const end = path.endsWith('app.ts') ? text.indexOf('app.use(showNotFound)') : text.search(/^\]/m);
    writeFileSync(file, text.slice(0, end) + code + text.slice(end));
  }
};

const blockOf = (readme: string, start: string): string => {
  const [, code = ''] = new RegExp(`\`\`\`tsx ${start}\\n(.*?)\`\`\``, 's').exec(readme) ?? [];
  return code;
};

/** The public variant of the README's protected page. */
const addPublicPage: Record<AppName, (folder: string, readme: string) => void> = {
  'next-app': (folder, readme) => {
    const lines = blockOf(readme, 'app/orders/page.tsx').split('\n');
    const code = lines.filter((line) => !line.includes('redirectToSignIn')).join('\n');
    mkdirSync(join(folder, 'app/about'));
    writeFileSync(join(folder, 'app/about/page.tsx'), code);
    edit(folder, 'app/about/page.tsx', [
      [' signedIn>', ' signedIn={Boolean(claims)}>'],
      ['<h1>Orders', '<h1>About us'],
    ]);
    edit(folder, 'proxy.ts', [["const publicPaths = ['/',", "const publicPaths = ['/', '/about',"]]);
  },
  'next-pages': (folder, readme) => {
    const [page = ''] = blockOf(readme, 'pages/orders.tsx').split('export const getServerSideProps');
    const [, end = ''] = /```tsx\n(.*?)```/s.exec(readme) ?? [];
    const code = page.split('\n').filter((line) => !line.includes("from '../logto/"));
    writeFileSync(join(folder, 'pages/about.tsx'), code.join('\n') + end);
    edit(folder, 'pages/about.tsx', [
      [' signedIn>', '>'],
      ['<h1>Orders', '<h1>About us'],
    ]);
    edit(folder, 'proxy.ts', [["const publicPaths = ['/',", "const publicPaths = ['/', '/about',"]]);
  },
  express: (folder, readme) => {
    writeFileSync(join(folder, 'src/pages/about.tsx'), blockOf(readme, 'src/pages/orders.tsx'));
    edit(folder, 'src/pages/about.tsx', [
      ['showOrders', 'showAbout'],
      ['<h1>Orders', '<h1>About us'],
    ]);
    edit(folder, 'src/app.ts', [
      [
        'export const app =',
        `import { showAbout } from './pages/about.tsx';\nimport { showOrders } from './pages/orders.tsx';\n\nexport const app =`,
      ],
      [
        "app.get('/', withLogto",
        `app.get('/about', withLogto(logtoConfig), showAbout);\napp.get('/', withLogto`,
      ],
    ]);
  },
};

const addApi = (folder: string, name: AppName) => {
  const source = name === 'express' ? 'src/' : '';
  edit(folder, `${source}logto/config.ts`, [
    ['resources.store]', "resources.store, 'https://orders.your-app.com/api']"],
    ["'store:write',", "'store:write', 'orders:read', 'orders:write',"],
  ]);
  if (name !== 'next-app') return;
  // The call from a server component.
  edit(folder, 'app/orders/page.tsx', [
    ['import { getLogtoContext }', 'import { getAccessToken, getLogtoContext }'],
    [
      'import { Shell }',
      "import { environment } from '../../environment';\nimport { callApi } from '../../server/call-api';\nimport { Shell }",
    ],
    [
      '  return (',
      "  const answer = await callApi(environment.resourceServerUrl + '/orders', { method: 'GET', getAccessToken: () => getAccessToken(logtoConfig, 'https://orders.your-app.com/api') });\n\n  return (",
    ],
    ['</h1>', '</h1>\n      <p>{"Answer: " + answer.status}</p>'],
  ]);
};

const changePort = (folder: string) => {
  edit(folder, '.env', [['http://localhost:3000', app]]);
  edit(folder, 'Dockerfile', [['3000', '4400']]);
};

const signInAt = (browser: Browser, page: Page, expectedLogto: string): Promise<Page> => {
  equal(new URL(page.url).origin, expectedLogto);
  return browser.press(page, 'Sign in', alice);
};

const callOrdersApi = async (browser: Browser, name: AppName) => {
  if (name !== 'next-pages') {
    const page = await browser.open('/resources');
    match((await browser.press(page, 'Read from Orders API')).body, /200 OK/);
    return;
  }
  // Its buttons need JavaScript, so this calls the API route as they do.
  const body = new URLSearchParams({ indicator: 'https://orders.your-app.com/api', method: 'GET' });
  const answer = await browser.send('/api/call-resource', { method: 'POST', headers: { origin: app }, body });
  equal(JSON.parse(answer.body).status, 200);
};

const checkChanges = async (name: AppName) => {
  const browser = openBrowser(app);
  const home = await browser.open('/');
  match(home.body, /Your shop/);
  const about = await browser.open('/about');
  equal(about.url, `${app}/about`);
  match(about.body, /About us/);

  const orders = await signInAt(browser, await browser.open('/orders'), logto);
  equal(orders.url, `${app}/orders`);
  match(orders.body, /<h1>Orders/);
  match(orders.body, /<a href="\/orders" aria-current="page"/);
  if (name === 'next-app') match(orders.body, /Answer: 200/);
  await callOrdersApi(browser, name);

  const admin = await browser.open('/admin');
  equal(admin.status, 403);
  match(admin.body, /You lack the permission shopping:write/);
};

const checkSignIn = async (address: string, expectedLogto: string) => {
  const browser = openBrowser(address);
  const signInPage = await browser.press(await browser.open('/'), 'Sign in');
  const home = await signInAt(browser, signInPage, expectedLogto);
  equal(home.url, `${address}/`);
  match(home.body, /Hello, Alice Liddell/);
};

/**
 * Runs the tests of a project without a local Logto, against the local Logto of another one.
 *
 * @param folder The project, with its packages installed.
 * @param logtoFolder The project whose local Logto stands in for a real one.
 */
export const testAgainstLogto = async (folder: string, logtoFolder: string): Promise<void> => {
  const application = { BASE_URL: app, LOGTO_APP_ID: 'other', LOGTO_APP_SECRET: 'secret-of-other' };
  const environment = { ...application, LOCAL_LOGTO_PORT: new URL(otherLogto).port };
  await serve('npm run logto', [otherLogto], { cwd: logtoFolder, environment });

  const user = { TEST_USERNAME: alice.identifier, TEST_PASSWORD: alice.password };
  await run('npm test', {
    cwd: folder,
    environment: { ...application, ...user, LOGTO_ENDPOINT: otherLogto },
  });
  await stopAll();
  console.log('✔ npm test signs in to a Logto that runs elsewhere');
};

/**
 * Changes a project as its README says, and checks each change with the running servers. The project stays changed.
 *
 * @param folder The project, written with `--permissions`, with its packages installed.
 * @param name The app that it was made from.
 */
export const doReadmeTasks = async (folder: string, name: AppName): Promise<void> => {
  const environment = {
    LOGTO_ENDPOINT: logto,
    LOCAL_LOGTO_PORT: new URL(logto).port,
    RESOURCE_SERVER_URL: api,
  };
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  rename(folder, readme);
  changePort(folder);
  applyBlocks(folder, readme);
  addPublicPage[name](folder, readme);
  addApi(folder, name);
  await serve('npm run dev', [app, logto, `${api}/health`], { cwd: folder, environment });
  await checkChanges(name);
  await stopAll();
  console.log('✔ README: renamed, another port, a protected and a public page, an API, a permission');

  const moved = { ...environment, PORT: new URL(movedApp).port };
  await serve('npm run dev', [movedApp, logto, `${api}/health`], { cwd: folder, environment: moved });
  await checkSignIn(movedApp, logto);
  await stopAll();
  console.log('✔ README: PORT moves the app, and neither Logto nor the API');

  const other = { LOGTO_ENDPOINT: otherLogto, LOGTO_APP_ID: 'other', LOGTO_APP_SECRET: 'secret-of-other' };
  const lines = Object.entries(other).map(([variable, value]) => `${variable}=${value}\n`);
  writeFileSync(join(folder, '.env.local'), lines.join(''));
  const port = { LOCAL_LOGTO_PORT: new URL(otherLogto).port };
  await serve('npm run logto', [otherLogto], { cwd: folder, environment: port });
  await serve('npm run dev:app', [app], { cwd: folder });
  await checkSignIn(app, otherLogto);
  await stopAll();
  rmSync(join(folder, '.env.local'));
  console.log('✔ README: another Logto, without the local one');
};
