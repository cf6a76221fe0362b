import NextAuth from 'next-auth';
import { authConfig } from '../auth-js';

export const { handlers, signIn, auth } = NextAuth(authConfig);
