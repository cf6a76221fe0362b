import { runningAt } from './apps.ts';
import { otherLogto } from './logto.ts';
import type { Store } from './stores.ts';

/** Ends the suite before it starts if `E2E_BASE_URL` is set without what it needs, and prints which files do not run. */
export const checkRunningApp = (names: string[], store: Store): void => {
  if (!runningAt) return;
  const problem = [
    !URL.canParse(runningAt) &&
      `E2E_BASE_URL is ${runningAt}: give an address such as https://preview.example`,
    names.length !== 1 && 'E2E_BASE_URL is the address of one app: name that app in E2E_APPS',
    !otherLogto && 'E2E_BASE_URL needs LOGTO_ENDPOINT, the address of the Logto that this app uses',
    store !== 'cookie' && 'E2E_BASE_URL starts no Redis: leave out E2E_STORE',
  ].find(Boolean);
  if (problem) {
    console.error(problem);
    process.exit(1);
  }
  console.log(`Not run, because ${names[0]} already runs at ${runningAt}:
  tests/redis (no access to its Redis), tests/together (they start the apps), tests/protected-api and tests/local-logto (they test no app)`);
};
