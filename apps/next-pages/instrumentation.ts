// Next.js calls this once per runtime when the server starts.
export const register = async () => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { readEnvironmentOrExit } = await import('@repo/config/read-environment-or-exit');
    const { shareTokenRequests } = await import('@repo/server/share-token-requests');
    readEnvironmentOrExit('apps/next-pages/.env.local');
    shareTokenRequests();
  }
  const { limitFetchTime } = await import('@repo/server/limit-fetch-time');
  limitFetchTime(4000);
};
