import { createManagementApi } from '@logto/api/management';

const { apiClient } = createManagementApi('default', {
  clientId: 'my-machine',
  clientSecret: 'local-only-secret',
  baseUrl: process.env.ENDPOINT,
  apiIndicator: 'https://default.logto.app/api',
});
const { data, error } = await apiClient.GET('/api/users');
if (error) throw new Error(JSON.stringify(error));
console.log(`Hello, ${data.map(({ name }) => name).join()}`);
