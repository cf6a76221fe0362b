import { icon } from '@repo/ui';
import NextDocument, {
  type DocumentContext,
  type DocumentProps,
  Head,
  Html,
  Main,
  NextScript,
} from 'next/document';

const Document = (props: DocumentProps & { nonce?: string }) => (
  <Html lang="en">
    <Head nonce={props.nonce}>
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href={icon} />
    </Head>
    <body>
      <Main />
      <NextScript nonce={props.nonce} />
    </body>
  </Html>
);

// From proxy.ts, which allows inline scripts with this nonce alone.
Document.getInitialProps = async (context: DocumentContext) => {
  const nonce = context.req?.headers['x-nonce'];
  const props = await NextDocument.getInitialProps(context);
  return { ...props, ...(typeof nonce === 'string' && { nonce }) };
};

export default Document;
