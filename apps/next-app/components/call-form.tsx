'use client';

import type { ApiAnswer } from '@repo/server';
import { CallPanel, type CallPanelProps, PostButton, type PostButtonProps } from '@repo/ui';
import { usePathname } from 'next/navigation';
import { useActionState, useEffect, useState } from 'react';
import { keepFormInput, takeFormInput } from './form-input';

type Props = Omit<CallPanelProps, 'buttons' | 'isBusy'> & {
  /** The `sub` of the user to whom the page is shown. The forms name it, in case somebody else signs in meanwhile. */
  user: string;
  /** The server action that the buttons run. */
  action: (previous: ApiAnswer | undefined, fields: FormData) => Promise<ApiAnswer | undefined>;
  /** A button with an action of its own leads to another page. */
  buttons: (Pick<PostButtonProps, 'label' | 'fields' | 'inputs'> & { action?: PostButtonProps['action'] })[];
};

/** A panel whose buttons run a server action. Shows its answer. */
export const CallForm = ({ user, action, buttons, result, ...panel }: Props) => {
  const [answer, run, isRunning] = useActionState(action, undefined);
  const [pressed, setPressed] = useState('');
  // #region lesson
  const place = `${usePathname()} ${panel.name}`;
  // What the visitor typed before signing in again.
  const [typed, setTyped] = useState<Record<string, string>>({});
  useEffect(() => {
    const kept = takeFormInput(place, user);
    setTyped(answer ? {} : kept);
  }, [place, user, answer]);
  // #endregion

  return (
    <CallPanel
      {...panel}
      isBusy={isRunning}
      buttons={buttons.map(({ label, fields, ...button }) => (
        <PostButton
          key={label}
          size="small"
          variant="secondary"
          action={run}
          {...button}
          fields={{ ...fields, user }}
          // #region lesson
          inputs={button.inputs?.map((input) => ({
            ...input,
            defaultValue: typed[input.name] ?? input.defaultValue,
          }))}
          // #endregion
          label={isRunning && pressed === label ? 'Calling…' : label}
          isBusy={isRunning}
          onSubmit={({ currentTarget }) => {
            setPressed(label);
            keepFormInput(place, user, currentTarget);
          }}
        />
      ))}
      result={answer ?? result}
    />
  );
};
