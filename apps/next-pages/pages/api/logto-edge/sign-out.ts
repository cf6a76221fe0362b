import { edgeAuthRoute, logtoEdgeClient } from '../../../logto/edge';

export default edgeAuthRoute('POST', logtoEdgeClient.handleSignOut());

export const config = { runtime: 'edge' };
