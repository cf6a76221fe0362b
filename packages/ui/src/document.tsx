import type { ReactNode } from 'react';
import { icon } from './page-shell.tsx';

type DocumentProps = {
  title: string;
  /** The URL of this package's `styles.css`. */
  stylesheet: string;
  children: ReactNode;
};

/** The `<html>` element of a page, for a server that renders React itself. Send `<!doctype html>` before it. */
export const Document = ({ title, stylesheet, children }: DocumentProps) => (
  <html lang="en">
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {/* Avoids a white flash in dark mode while the stylesheet loads. */}
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      <link rel="stylesheet" href={stylesheet} />
      <link rel="icon" href={icon} />
    </head>
    <body>{children}</body>
  </html>
);
