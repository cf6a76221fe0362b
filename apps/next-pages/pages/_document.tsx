import { icon } from '@repo/ui';
import NextDocument, { type DocumentContext, Head, Html, Main, NextScript } from 'next/document';

type Props = { nonce?: string };

const Document = ({ nonce }: Props) => (
  <Html lang="en">
    <Head nonce={nonce}>
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href={icon} />
    </Head>
    <body>
      <Main />
      <NextScript nonce={nonce} />
    </body>
  </Html>
);

// The proxy makes a nonce for each request and allows scripts that have it.
Document.getInitialProps = async (context: DocumentContext) => {
  const nonce = context.req?.headers['x-nonce'];
  return { ...(await NextDocument.getInitialProps(context)), ...(typeof nonce === 'string' && { nonce }) };
};

export default Document;
