'use client';

import { PostButton, type PostButtonProps } from '@repo/ui';
import { useActionState } from 'react';

type Props = Pick<PostButtonProps, 'label' | 'variant' | 'fields'> & {
  /** A server action that leads to another page. */
  action: (previous: unknown, fields: FormData) => Promise<void>;
};

/** A button whose server action may take a while, because it waits for Logto. */
export const PendingButton = ({ action, label, ...button }: Props) => {
  const [, run, isRunning] = useActionState<void, FormData>(action, undefined);

  return (
    <PostButton {...button} action={run} label={isRunning ? 'Please wait…' : label} isBusy={isRunning} />
  );
};
