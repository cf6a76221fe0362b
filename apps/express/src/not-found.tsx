import { source } from '@repo/config/source';
import { Notice } from '@repo/ui';
import type { RequestHandler } from 'express';
import { sendPage } from './page.tsx';

export const showNotFound: RequestHandler = (_request, response) => {
  sendPage(response.status(404), {
    title: 'Page not found',
    source: source('src/not-found.tsx'),
    children: (
      <Notice status="info" heading="Page not found" action={<a href="/">Go to the home page</a>}>
        There is nothing at this address.
      </Notice>
    ),
  });
};
