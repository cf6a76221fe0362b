import type { ApiAnswer } from '@repo/server';
import { CallPanel, type CallPanelProps, PostButton, type PostButtonProps } from '@repo/ui';
import { useRouter } from 'next/router';
import { type FormEvent, useEffect, useState } from 'react';
import useSWRMutation from 'swr/mutation';
import { keepFormInput, takeFormInput } from './form-input';

type Props = Omit<CallPanelProps, 'buttons' | 'isBusy'> & {
  /** The `sub` of the user to whom the page is shown. The forms name it, in case somebody else signs in meanwhile. */
  user: string;
  /** The API route that the buttons post to. */
  action: string;
  /** Whether a response changes what the page shows. */
  changesPage?: boolean;
  /** A button with an action of its own leads to another page. */
  buttons: (Pick<PostButtonProps, 'label' | 'fields' | 'inputs'> & { action?: PostButtonProps['action'] })[];
};

/** An API's response, the address of a page to visit first, or neither. */
type Answer = ApiAnswer | { location: string } | null;

const post = async (path: string, fields: FormData): Promise<Answer> => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(fields)),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.kind);
  return answer;
};

/** Opens the failure page for a kind of failure. Reloading it leads back here. */
export const openFailurePage = (kind: string) =>
  window.location.assign(`/failed?kind=${kind}&from=${window.location.pathname}&at=${Date.now()}`);

/** A panel whose buttons call an API route. Shows its answer. */
export const CallForm = ({ user, action, changesPage, buttons, result, ...panel }: Props) => {
  const router = useRouter();
  // #region lesson
  const place = `${router.pathname} ${panel.name}`;
  // #endregion
  const { data, isMutating, trigger } = useSWRMutation(
    action,
    (path, { arg }: { arg: FormData }) => post(path, arg),
    {
      throwOnError: false,
      // `post` throws the kind of failure as the message.
      onError: ({ message }: Error) => openFailurePage(message),
      onSuccess: (answer) => {
        // #region lesson
        takeFormInput(place, user);
        // #endregion
        if (answer && 'location' in answer) return window.location.assign(answer.location);
        if (changesPage) return router.replace(router.asPath, undefined, { scroll: false });
      },
    },
  );

  // The API route answers with JSON, so the buttons are disabled until scripts run.
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);

  // #region lesson
  // What the visitor typed before signing in again.
  const [typed, setTyped] = useState<Record<string, string>>({});
  useEffect(() => setTyped(takeFormInput(place, user)), [place, user]);
  // #endregion

  const [pressed, setPressed] = useState('');
  const call = (label: string) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setPressed(label);
    // #region lesson
    keepFormInput(place, user, event.currentTarget);
    // #endregion
    return trigger(new FormData(event.currentTarget));
  };

  return (
    <CallPanel
      {...panel}
      isBusy={isMutating}
      buttons={buttons.map(({ label, fields, ...button }) => (
        <PostButton
          key={label}
          size="small"
          variant="secondary"
          action={action}
          disabled={!button.action && !isReady}
          {...(!button.action && { onSubmit: call(label) })}
          {...button}
          fields={{ ...fields, user }}
          // #region lesson
          inputs={button.inputs?.map((input) => ({
            ...input,
            defaultValue: typed[input.name] ?? input.defaultValue,
          }))}
          // #endregion
          label={isMutating && pressed === label ? 'Calling…' : label}
          isBusy={isMutating}
        />
      ))}
      result={data && 'request' in data ? data : result}
    />
  );
};
