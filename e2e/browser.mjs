// Plain JavaScript: the test command uses it before anything is built.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from '@playwright/test';

const places = {
  linux: [
    // Headless Chromium takes little more than half the time.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

/**
 * Finds a browser for the suite: `E2E_BROWSER`, an installed Chrome or Chromium, or the one Playwright downloaded.
 *
 * @returns {string | undefined} The path of its executable.
 */
export const findBrowser = () => {
  const { E2E_BROWSER, HOME } = process.env;
  if (E2E_BROWSER) return E2E_BROWSER;

  const candidates =
    process.platform in places ? places[/** @type {keyof typeof places} */ (process.platform)] : [];
  const home = process.platform === 'darwin' && HOME ? candidates.map((path) => `${HOME}${path}`) : [];
  return [...candidates, ...home, chromium.executablePath()].find((path) => existsSync(path));
};

/**
 * Finds a browser or installs one: with Playwright, else, as root on Debian, with apt.
 *
 * @param {(message: string) => void} report Receives a message before each step that takes time.
 * @returns {string} The path of its executable.
 * @throws {Error} If none can be installed; the message says what to do.
 */
export const ensureBrowser = (report) => {
  const found = findBrowser();
  if (found) return found;

  report('No Chrome or Chromium found: installing Chromium with Playwright');
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  spawnSync(process.execPath, [playwright, 'install', 'chromium'], { stdio: 'inherit' });
  if (existsSync(chromium.executablePath())) return chromium.executablePath();

  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    report('Playwright could not download it: installing Chromium with apt-get');
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    const install = ['install', '--yes', '--no-install-recommends'];
    const shell = spawnSync('apt-get', [...install, 'chromium-headless-shell'], { stdio: 'ignore' });
    // Older releases have no headless package.
    if (shell.status !== 0) execFileSync('apt-get', [...install, 'chromium'], { stdio: 'ignore' });
  }

  const installed = findBrowser();
  if (!installed) {
    throw new Error('No browser for the tests: install Chrome or Chromium, or set E2E_BROWSER to its path');
  }
  return installed;
};
