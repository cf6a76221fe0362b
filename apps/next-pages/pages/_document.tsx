import { icon } from '@repo/ui';
import { type DocumentProps, Head, Html, Main, NextScript } from 'next/document';
import { SourceNote } from '../components/source-note';

const Document = (props: DocumentProps) => (
  <Html lang="en">
    <Head>
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href={icon} />
    </Head>
    <body>
      <Main />
      {/* #region lesson */}
      <SourceNote page={props.__NEXT_DATA__.page} />
      {/* #endregion */}
      <NextScript />
    </body>
  </Html>
);

export default Document;
