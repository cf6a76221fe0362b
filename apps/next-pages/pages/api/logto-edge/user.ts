import { edgeRoute, logtoEdgeClient } from '../../../logto/edge';

export default edgeRoute('GET', logtoEdgeClient.handleUser());

export const config = { runtime: 'edge' };
