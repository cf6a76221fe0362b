// Next.js calls this once per runtime when the server starts.
export const register = async () => {
  const { limitFetchTime } = await import('@repo/server/limit-fetch-time');
  limitFetchTime(4000);
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;

  const { readEnvironmentOrExit } = await import('@repo/config/read-environment-or-exit');
  const { shareTokenRequests } = await import('@repo/server/share-token-requests');
  shareTokenRequests();
  readEnvironmentOrExit('apps/next-pages/.env.local');
};
