import { icon } from '@repo/ui';
import NextDocument, { type DocumentContext, Head, Html, Main, NextScript } from 'next/document';
import { SourceNote } from '../components/source-note';

type Props = { nonce?: string; page: string };

const Document = ({ nonce, page }: Props) => (
  <Html lang="en">
    <Head nonce={nonce}>
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href={icon} />
    </Head>
    <body>
      <Main />
      <SourceNote page={page} />
      <NextScript nonce={nonce} />
    </body>
  </Html>
);

// proxy.ts generates a nonce for each request, and allows only scripts that carry it.
Document.getInitialProps = async (context: DocumentContext) => {
  const nonce = context.req?.headers['x-nonce'];
  const props = await NextDocument.getInitialProps(context);
  return { ...props, page: context.pathname, ...(typeof nonce === 'string' && { nonce }) };
};

export default Document;
