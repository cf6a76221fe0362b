'use server';

import { redirect } from 'next/navigation';
import { refreshClaims } from '../../logto/client';
import { showActionFailure } from '../../logto/failures';
import { callInvitation } from '../../logto/organization';

/** Makes the visitor a member, as the renewed ID token then says. If it fails, the page says why. */
export const acceptInvitation = async (fields: FormData) => {
  try {
    const id = String(fields.get('id') ?? '');
    // Without a session, the SDK throws.
    const { status } = await callInvitation(id, 'POST');
    if (status !== 200) redirect(`/invitations/${encodeURIComponent(id)}`);

    await refreshClaims();
    redirect('/organizations');
  } catch (error) {
    return showActionFailure(error);
  }
};
