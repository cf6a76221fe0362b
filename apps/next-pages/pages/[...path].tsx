import { source } from '@repo/config/source';
import { Notice, type SourceReference } from '@repo/ui';
import type { GetServerSideProps } from 'next';
import { Shell } from '../shell';

type Props = { source: SourceReference };

/** Every address that has no page. A `404.tsx` would be made at build time, without the nonce that its scripts need. */
const NotFound = ({ source }: Props) => (
  <Shell title="Page not found" source={source}>
    <Notice status="info" heading="Page not found" action={<a href="/">Go to the home page</a>}>
      There is nothing at this address.
    </Notice>
  </Shell>
);

export default NotFound;

export const getServerSideProps: GetServerSideProps<Props> = async ({ res }) => {
  res.statusCode = 404;
  return { props: { source: source('pages/[...path].tsx') } };
};
