export { createResourceServer, type ResourceServerOptions } from './resource-server.ts';
