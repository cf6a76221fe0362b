import { redirect } from 'next/navigation';
import { ClaimsPage } from '../../../pages';
import { auth } from '../../auth';

const Claims = async () => {
  const session = await auth();
  if (!session?.claims) redirect('/');

  return <ClaimsPage claims={session.claims} />;
};

export default Claims;
