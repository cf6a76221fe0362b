import { connection } from 'next/server';
import { ClaimsPage } from '../../../pages';
import { someClaims } from '../../../some-claims';

const Claims = async () => {
  // Like the others, rendered for each request.
  await connection();
  return <ClaimsPage claims={someClaims} />;
};

export default Claims;
