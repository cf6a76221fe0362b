import { logtoClient } from '../../logto/client';
import { answerFailure } from '../../logto/failures';

export default logtoClient.withLogtoApiRoute(
  (request, response) => {
    if (!request.user.isAuthenticated) return response.status(401).json({ message: 'Unauthorized' });

    return response.json({ data: request.user.claims, userInfo: request.user.userInfo });
  },
  { fetchUserInfo: true },
  answerFailure,
);
