import { edgeAuthRoute, logtoEdgeClient } from '../../../logto/edge';

export default edgeAuthRoute('GET', logtoEdgeClient.handleUser());

export const config = { runtime: 'edge' };
