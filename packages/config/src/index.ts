export { apis, resources } from './apis.ts';
export {
  type App,
  type AppName,
  applicationOf,
  applications,
  appNames,
  apps,
  baseUrlOf,
  baseUrls,
  resourceServerApplication,
} from './applications.ts';
export { readEnvironment } from './environment.ts';
export { type SideBySide, sideBySide } from './side-by-side.ts';
export { tenant, users } from './tenant.ts';
