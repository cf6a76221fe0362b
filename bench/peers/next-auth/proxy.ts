// Keeps the session alive, as the documentation says: a page cannot store the new cookie.
export { auth as proxy } from './auth';

export const config = { matcher: '/((?!api|_next/static|_next/image|favicon.ico).*)' };
