import { organizationRoutes } from './organization-routes.ts';
import { resourceRoutes } from './resource-routes.ts';
import type { Routes } from './route.ts';
import { settingRoutes } from './setting-routes.ts';
import { userRoutes } from './user-routes.ts';

/** Every request of the Management API that the stand-in answers; all others are 404. */
export const routes: Routes = {
  ...resourceRoutes,
  ...organizationRoutes,
  ...userRoutes,
  ...settingRoutes,
};
