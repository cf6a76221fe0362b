export { apis, resources } from './apis.ts';
export { type AppName, applications, appNames, baseUrls } from './applications.ts';
export { type Environment, readEnvironment } from './environment.ts';
export { type ManagementEnvironment, readManagementEnvironment } from './management-environment.ts';
export { tenant, users } from './tenant.ts';
export type * from './tenant-types.ts';
