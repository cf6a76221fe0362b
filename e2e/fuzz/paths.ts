const words = (text: string) => text.trim().split(/\s+/);

const pages = words(
  '/ /claims /userinfo /resources /organizations /organizations/x /invitations/x /account /admin /api/items /session /failed',
);

const ofNext = words(`
  /_error /_app /_document /404 /500 /_not-found /index /claims/ /claims%2f /api
  /_next /_next/static/x.js /_next/static/%2e%2e/%2e%2e/package.json /_next/static/<BUILD>/x.js
  /_next/data/<BUILD>/claims.json /_next/data/<BUILD>/index.json /_next/data/x/claims.json
  /_next/image /_next/image?url=%2Fx.png&w=64&q=75 /_next/image?url=http://localhost/&w=64&q=75
  /claims.rsc /index.rsc /claims.segments/_tree.segment.rsc /claims.txt
  /__nextjs_original-stack-frames /_next/webpack-hmr /.well-known/vercel/flags`);

/** The paths of each server. Next.js has many of its own. */
export const paths = {
  'next-pages': [
    ...pages,
    ...words(`
      /api/logto/sign-in /api/logto/sign-up /api/logto/sign-in-callback /api/logto/sign-out /api/logto/user
      /api/logto/backchannel-logout
      /api/logto-edge/sign-in /api/logto-edge/sign-in-callback /api/logto-edge/sign-out /api/logto-edge/user
      /api/call-account /api/call-items /api/account/link /api/account/link-callback /api/logto/sign-in-again
      /api/call-resource /api/call-for-organization /api/accept-invitation /api/refresh-claims /api/get-user-info /api/edge-user-info`),
    ...ofNext,
  ],
  'next-app': [
    ...pages,
    '/sign-in',
    '/renew',
    '/callback',
    '/backchannel-logout',
    '/account/link-callback',
    ...ofNext,
  ],
  express: [
    ...pages,
    ...words(`
      /logto/sign-in /logto/sign-up /logto/sign-in-callback /logto/sign-out /logto/backchannel-logout
      /account/link /account/link-callback /styles.css`),
  ],
  'local-logto': words(`
    /oidc /oidc/.well-known/openid-configuration /oidc/auth /oidc/auth/no-such-sign-in /oidc/device /oidc/jwks /oidc/me
    /oidc/request /oidc/token /oidc/token/introspection /oidc/token/revocation /oidc/session/end
    /oidc/session/end/confirm /oidc/session/end/success /oidc/nowhere
    / /sign-in /register /register/password /consent /direct/social/nobody /unknown-session /api/nowhere
    /account /account/password /api/my-account /api/my-account/profile /api/my-account/identities/x
    /api/my-account/identities/x/access-token /api/my-account/password /api/my-account/primary-phone
    /api/verifications/password /api/verifications/social /api/verifications/verification-code/verify
    /api/users /api/users/x /api/organizations /api/organizations/x/users /api/organization-invitations
    /api/organization-invitations/x /api/organization-invitations/x/status
    /upstream/auth /upstream/token /upstream/me /upstream/interaction/x /health
    /local /local/nowhere /local/faults /local/requests /local/visits /local/compare`),
  'resource-server': words(`
    / /health /shopping/items /store/items /shopping/items/ /shopping /shopping/items/1
    /organizations /organizations/x /organizations/x/members /invitations/x /organizations/%/members
    /organizations/%00/members /organizations/x%2fmembers /organizations/../members`),
};
