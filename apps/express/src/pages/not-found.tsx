import { Notice } from '@repo/ui';
import type { RequestHandler } from 'express';
import { sendPage } from '../components/shell.tsx';

export const showNotFound: RequestHandler = ({ user }, response) => {
  sendPage(response.status(404), {
    title: 'Page not found',
    signedIn: user.isAuthenticated,
    children: (
      <Notice status="info" heading="Page not found" action={<a href="/">Go to the home page</a>}>
        There is nothing at this address.
      </Notice>
    ),
  });
};
