import { Notice } from '@repo/ui';
import { Shell } from '../components/shell';
import { logtoClient } from '../logto/client';
import { withFailurePage } from '../logto/failures';

/** Every path without a page. Next.js would render `404.tsx` at build time, without the nonce that its scripts need. */
const NotFound = ({ isSignedIn }: { isSignedIn: boolean }) => (
  <Shell title="Page not found" signedIn={isSignedIn}>
    <Notice status="info" heading="Page not found" action={<a href="/">Go to the home page</a>}>
      There is nothing at this address.
    </Notice>
  </Shell>
);

export default NotFound;

export const getServerSideProps = withFailurePage(
  logtoClient.withLogtoSsr(async ({ req, res }) => {
    // `proxy.ts` may not have run here, so show Next.js's own 404 page, which says nothing about this site.
    if (req.url?.startsWith('/_next/static/')) return { notFound: true };

    res.statusCode = 404;
    return { props: { isSignedIn: req.user.isAuthenticated } };
  }),
);
