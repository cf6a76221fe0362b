// Next.js calls this when the server starts, once for each of its runtimes.
export const register = async () => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;

  const { limitFetchTime } = await import('@repo/config/limit-fetch-time');
  const { readEnvironmentOrExit } = await import('@repo/config/read-environment-or-exit');
  const { shareTokenRequests } = await import('@repo/session/share-token-requests');
  limitFetchTime(4000);
  shareTokenRequests();
  readEnvironmentOrExit('apps/next-app/.env.local');
};
