// @logto/api runs on Node 20, but its package.json requires a newer version. Without this, every install would warn.
export const hooks = {
  readPackage: (manifest) => {
    if (manifest.name === '@logto/api') delete manifest.engines;
    return manifest;
  },
};
