import NextAuth from 'next-auth';
import Logto from 'next-auth/providers/logto';

export const { handlers, auth, signIn } = NextAuth({
  secret: 'a-secret-for-cookies-of-this-test',
  trustHost: true,
  providers: [
    Logto({
      issuer: `${process.env.ENDPOINT}/oidc`,
      clientId: 'my-app',
      clientSecret: 'local-only-secret',
      client: { id_token_signed_response_alg: 'ES384' },
    }),
  ],
});
