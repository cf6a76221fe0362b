'use client';

import type { ApiAnswer } from '@repo/server';
import { CallPanel, PostButton } from '@repo/ui';
import { useActionState } from 'react';

type CallFormProps = {
  api: { name: string; indicator: string; read: string; write: string };
  /** The server action that calls the API. */
  action: () => Promise<ApiAnswer>;
};

/** A panel for an API, as in the App Router sample. */
export const CallForm = ({ api: { name, indicator, read, write }, action }: CallFormProps) => {
  const [answer, run, isRunning] = useActionState(action, undefined);

  return (
    <CallPanel
      name={name}
      details={[
        ['Resource indicator', indicator],
        ['Requested scopes', `${read} ${write}`],
      ]}
      buttons={[`Read from ${name}`, `Write to ${name}`].map((label) => (
        <PostButton
          key={label}
          size="small"
          variant="secondary"
          action={run}
          label={label}
          disabled={isRunning}
        />
      ))}
      result={answer}
    />
  );
};
