'use client';

import { CallPanel, type CallPanelProps, type CallResult, PostButton } from '@repo/ui';
import { useActionState } from 'react';

type Props = Pick<CallPanelProps, 'name' | 'details'> & {
  /** A server action that gets the pressed button's fields. */
  action: (previous: CallResult | undefined, fields: FormData) => Promise<CallResult | undefined>;
  buttons: { label: string; fields: Record<string, string> }[];
};

/** A panel whose buttons run a server action and which shows what came back. */
export const CallForm = ({ name, details, action, buttons }: Props) => {
  const [result, run, isRunning] = useActionState(action, undefined);

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
      result={result}
    />
  );
};
