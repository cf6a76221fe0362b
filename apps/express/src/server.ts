import { limitFetchTime } from '@repo/server/limit-fetch-time';
import { shareTokenRequests } from '@repo/server/share-token-requests';
import { app } from './app.ts';
import { environment } from './logto.ts';

limitFetchTime(4000);
shareTokenRequests();

const server = app.listen(environment.port, environment.host, (error) => {
  if (error) {
    console.error(`The app cannot listen on port ${environment.port}: ${error.message}`);
    process.exit(1);
  }
  console.log(`Express sample ready at ${environment.baseUrl}`);
});

// Open keep-alive connections would hold the process for seconds after Ctrl-C.
const stop = () => {
  server.close();
  server.closeAllConnections();
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
