import { resourceServerApplication } from '@repo/config';
import { loadEnvironmentFiles } from '@repo/config/load-environment-files';
import { readEnvironmentOrExit } from '@repo/config/read-environment-or-exit';
import { createResourceServer } from '@repo/resource-server';

loadEnvironmentFiles();
const { endpoint, resourceServerUrl } = readEnvironmentOrExit('.env.local');

// It listens where the app calls it.
const port = Number(new URL(resourceServerUrl).port);
createResourceServer({
  endpoint,
  // #region organizations
  management: {
    appId: resourceServerApplication.id,
    appSecret: resourceServerApplication.secret,
    indicator: 'https://default.logto.app/api',
  },
  // #endregion
}).listen(port, 'localhost', (error) => {
  if (error) throw error;
  console.log(`API ready at ${resourceServerUrl}`);
});
