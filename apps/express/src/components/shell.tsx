import { Document, PageShell, type PageShellProps, PostButton } from '@repo/ui';
import type { Response } from 'express';
import { renderToStaticMarkup } from 'react-dom/server';
import { pages } from './pages.ts';
import { SourceNote } from './source-note.tsx';

export const integration = 'Express';

type Page = Pick<PageShellProps, 'current' | 'signedIn' | 'children'> & { title: string };

/** Sends a page in the layout that all pages share, with a sign-out button for signed-in visitors. */
export const sendPage = (response: Response, { title, ...props }: Page) => {
  const page = (
    <Document title={`${title} · Logto with ${integration}`} stylesheet="/styles.css">
      <PageShell
        {...props}
        name="Logto sample"
        // #region lesson
        integration={integration}
        // #endregion
        pages={pages}
        action={
          props.signedIn && <PostButton action="/logto/sign-out" label="Sign out" variant="secondary" />
        }
      />
      {/* #region lesson */}
      <SourceNote page={props.current} />
      {/* #endregion */}
    </Document>
  );
  response.send(`<!doctype html>${renderToStaticMarkup(page)}`);
};
