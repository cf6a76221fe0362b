import { edgeAuthRoute, logtoEdgeClient } from '../../../logto/edge';

export default edgeAuthRoute('GET', logtoEdgeClient.handleSignInCallback(), 'callback');

export const config = { runtime: 'edge' };
