'use client';

import type { ApiAnswer } from '@repo/server';
import { CallPanel, type CallPanelProps, PostButton } from '@repo/ui';
import { useActionState } from 'react';

type Props = Pick<CallPanelProps, 'name' | 'details'> & {
  /** The server action that the buttons run. */
  action: (previous: ApiAnswer | undefined, fields: FormData) => Promise<ApiAnswer | undefined>;
  buttons: { label: string; fields: Record<string, string> }[];
};

/** A panel whose buttons run a server action. Shows its answer. */
export const CallForm = ({ name, details, action, buttons }: Props) => {
  const [answer, run, isRunning] = useActionState(action, undefined);

  return (
    <CallPanel
      name={name}
      details={details}
      buttons={buttons.map(({ label, fields }) => (
        <PostButton
          key={label}
          size="small"
          variant="secondary"
          action={run}
          label={label}
          fields={fields}
          disabled={isRunning}
        />
      ))}
      result={answer}
    />
  );
};
