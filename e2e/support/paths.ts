/** The protected pages of the contract. */
export const protectedPaths = [
  '/claims',
  '/userinfo',
  '/resources',
  '/organizations',
  '/account',
  '/session',
];
