// Next.js calls this when the server starts, once for each of its runtimes.
export const register = async () => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;

  const { limitFetchTime } = await import('@repo/config/limit-fetch-time');
  const { readEnvironmentOrExit } = await import('@repo/config/read-environment-or-exit');
  limitFetchTime(4000);
  readEnvironmentOrExit('apps/next-app/.env.local');
};
