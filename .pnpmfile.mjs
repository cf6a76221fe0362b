// @logto/api runs on Node 20, and its package.json asks for a newer one: without this, every install would warn.
export const hooks = {
  readPackage: (manifest) => {
    if (manifest.name === '@logto/api') delete manifest.engines;
    return manifest;
  },
};
