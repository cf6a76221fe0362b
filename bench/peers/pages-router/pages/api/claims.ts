import type { NextApiHandler } from 'next';
import { someClaims } from '../../../some-claims';

const handler: NextApiHandler = (_request, response) => response.json(someClaims);

export default handler;
