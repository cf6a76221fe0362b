// @logto/api and Logto's connectors run on Node 20, but require a newer version, as Logto's server does. Without this, every
// install would warn.
export const hooks = {
  readPackage: (manifest) => {
    if (manifest.name?.startsWith('@logto/')) delete manifest.engines;
    return manifest;
  },
};
