'use client';

import type { ApiAnswer } from '@repo/server';
import { CallPanel, type CallPanelProps, PostButton, type PostButtonProps } from '@repo/ui';
import { useActionState } from 'react';

type Props = Pick<CallPanelProps, 'name' | 'details' | 'note' | 'result'> & {
  /** The server action that the buttons run. */
  action: (previous: ApiAnswer | undefined, fields: FormData) => Promise<ApiAnswer | undefined>;
  /** A button with an action of its own leads to another page. */
  buttons: (Pick<PostButtonProps, 'label' | 'fields' | 'inputs'> & { action?: PostButtonProps['action'] })[];
};

/** A panel whose buttons run a server action. Shows its answer. */
export const CallForm = ({ action, buttons, result, ...panel }: Props) => {
  const [answer, run, isRunning] = useActionState(action, undefined);

  return (
    <CallPanel
      {...panel}
      buttons={buttons.map((button) => (
        <PostButton
          key={button.label}
          size="small"
          variant="secondary"
          action={run}
          disabled={isRunning}
          {...button}
        />
      ))}
      result={answer ?? result}
    />
  );
};
