import { getLogtoContext } from '@logto/next/server-actions';
import { redirect } from 'next/navigation';
import { ClaimsPage } from '../../../pages';
import { logtoConfig } from '../../logto';

const Claims = async () => {
  const { claims } = await getLogtoContext(logtoConfig);
  if (!claims) redirect('/');

  return <ClaimsPage claims={{ ...claims }} />;
};

export default Claims;
