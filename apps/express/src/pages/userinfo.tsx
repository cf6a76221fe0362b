import { ClaimsTable } from '@repo/ui';
import type { RequestHandler } from 'express';
import { sendPage } from '../components/shell.tsx';

/** Use it after `withLogto` with `fetchUserInfo: true`. */
export const showUserinfo: RequestHandler = (request, response) => {
  const { claims = {}, userInfo = {} } = request.user;

  sendPage(response, {
    current: '/userinfo',
    heading: 'Userinfo',
    signedIn: true,
    children: (
      <ClaimsTable claims={userInfo} caption="What the userinfo endpoint says about you" idToken={claims} />
    ),
  });
};
