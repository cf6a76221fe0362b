import { Document } from '@repo/ui';
import type { Response } from 'express';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** Renders and sends a page, as the Express sample does. */
export const sendPage = (response: Response, page: ReactNode) => {
  const html = renderToStaticMarkup(
    <Document title="Benchmark" stylesheet="/styles.css">
      {page}
    </Document>,
  );
  response.send(`<!doctype html>${html}`);
};
