import { Document, PageShell, type PageShellProps, PostButton } from '@repo/ui';
import type { Response } from 'express';
import { renderToStaticMarkup } from 'react-dom/server';

export const integration = 'Express';

type Page = Omit<PageShellProps, 'integration' | 'action'> & { title: string };

/** Sends a page in the frame that all pages share, with this app's way to sign out. */
export const sendPage = (response: Response, { title, ...props }: Page) => {
  const page = (
    <Document title={`${title} · Logto with ${integration}`} stylesheet="/styles.css">
      <PageShell
        {...props}
        integration={integration}
        action={
          props.signedIn && <PostButton action="/logto/sign-out" label="Sign out" variant="secondary" />
        }
      />
    </Document>
  );
  response.send(`<!doctype html>${renderToStaticMarkup(page)}`);
};
