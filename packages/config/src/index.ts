export { apis, resources } from './apis.ts';
export { type AppName, applications, appNames, baseUrls } from './applications.ts';
export { readEnvironment } from './environment.ts';
export { tenant, users } from './tenant.ts';
