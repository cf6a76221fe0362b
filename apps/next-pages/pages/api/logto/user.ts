import { apiRoute } from '../../../logto/api-route';
import { logtoClient } from '../../../logto/client';
import { answerFailure } from '../../../logto/failures';

export default apiRoute({ GET: logtoClient.handleUser({}, answerFailure) });
