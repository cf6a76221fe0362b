import { limitFetchTime } from '@repo/server/limit-fetch-time';
import { shareTokenRequests } from '@repo/server/share-token-requests';
import { app } from './app.ts';
import { environment } from './environment.ts';

shareTokenRequests();
limitFetchTime(4000);

const server = app.listen(environment.port, environment.host, (error) => {
  if (error) {
    console.error(`Cannot listen on port ${environment.port}: ${error.message}`);
    process.exit(1);
  }
  console.log(`Express ready at ${environment.baseUrls.join(', ')}`);
});

// Open keep-alive connections would delay the exit by seconds.
const stop = () => {
  server.close();
  server.closeAllConnections();
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
