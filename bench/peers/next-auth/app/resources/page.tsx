import { apis } from '@repo/config/apis';
import { callApi } from '@repo/server';
import { redirect } from 'next/navigation';
import { CallForm } from '../../../call-form';
import { ResourcesPage } from '../../../pages';
import { auth } from '../../auth';

const Resources = async () => {
  if (!(await auth())) redirect('/');

  const readShoppingList = async () => {
    'use server';
    return callApi(`${process.env.RESOURCE_SERVER_URL}/shopping/items`, {
      method: 'GET',
      getAccessToken: async () => (await auth())?.accessToken ?? '',
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
