import { AppSwitcher, Document, PageShell, type PageShellProps, PostButton, SourceNote } from '@repo/ui';
import type { Response } from 'express';
import { renderToStaticMarkup } from 'react-dom/server';
import { lessonOf } from './lesson.ts';
import { pages } from './pages.ts';

export const integration = 'Express';

type Page = Pick<PageShellProps, 'current' | 'signedIn' | 'heading' | 'children'> & {
  /** The heading by default. */
  title?: string;
};

/** Sends a page in the layout that all pages share, with a sign-out button for signed-in visitors. */
export const sendPage = (response: Response, { title, ...props }: Page) => {
  // #region lesson
  const lesson = lessonOf(props.current);
  // #endregion
  const page = (
    <Document title={`${title ?? props.heading} · Logto with ${integration}`} stylesheet="/styles.css">
      <PageShell
        {...props}
        name="Logto sample"
        // #region lesson
        integration={integration}
        note={lesson.source && <SourceNote {...lesson.source} />}
        // #endregion
        // #region side-by-side
        beside={<AppSwitcher {...lesson.switcher} />}
        // #endregion
        pages={pages}
        action={
          props.signedIn && <PostButton action="/logto/sign-out" label="Sign out" variant="secondary" />
        }
      />
    </Document>
  );
  response.send(`<!doctype html>${renderToStaticMarkup(page)}`);
};
