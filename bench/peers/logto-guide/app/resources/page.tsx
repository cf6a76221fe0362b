import { getAccessToken, getLogtoContext } from '@logto/next/server-actions';
import { apis } from '@repo/config/apis';
import { callApi } from '@repo/server';
import { redirect } from 'next/navigation';
import { CallForm } from '../../../call-form';
import { ResourcesPage } from '../../../pages';
import { resource } from '../../../requests';
import { logtoConfig } from '../../logto';

const Resources = async () => {
  const { isAuthenticated } = await getLogtoContext(logtoConfig);
  if (!isAuthenticated) redirect('/');

  const readShoppingList = async () => {
    'use server';
    return callApi(`${process.env.RESOURCE_SERVER_URL}/shopping/items`, {
      method: 'GET',
      getAccessToken: () => getAccessToken(logtoConfig, resource),
    });
  };
  return (
    <ResourcesPage>
      {apis.map((api) => (
        <CallForm key={api.indicator} api={api} action={readShoppingList} />
      ))}
    </ResourcesPage>
  );
};

export default Resources;
