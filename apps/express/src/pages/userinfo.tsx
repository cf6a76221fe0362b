import { ClaimsTable } from '@repo/ui';
import type { RequestHandler } from 'express';
import { sendPage } from '../components/shell.tsx';

/** Use it after `withLogto` with `fetchUserInfo: true`. */
export const showUserinfo: RequestHandler = (request, response) => {
  const { claims = {}, userInfo = {} } = request.user;

  sendPage(response, {
    current: '/userinfo',
    title: 'Userinfo',
    signedIn: true,
    children: (
      <>
        <h1>Userinfo</h1>
        <ClaimsTable claims={userInfo} caption="What the userinfo endpoint says about you" idToken={claims} />
      </>
    ),
  });
};
