import { Notice } from '@repo/ui';
import type { GetServerSideProps } from 'next';
import { Shell } from '../components/shell';

/** Every path without a page. Next.js would render `404.tsx` at build time, without the nonce that its scripts need. */
const NotFound = () => (
  <Shell title="Page not found">
    <Notice status="info" heading="Page not found" action={<a href="/">Go to the home page</a>}>
      There is nothing at this address.
    </Notice>
  </Shell>
);

export default NotFound;

export const getServerSideProps: GetServerSideProps = async ({ res }) => {
  res.statusCode = 404;
  return { props: {} };
};
