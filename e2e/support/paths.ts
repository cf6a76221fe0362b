/** Every page of the contract that needs a signed-in visitor. */
export const protectedPaths = ['/claims', '/userinfo', '/resources', '/organizations', '/session'];
