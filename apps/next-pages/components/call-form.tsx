import type { ApiAnswer } from '@repo/server';
import { CallPanel, type CallPanelProps, PostButton } from '@repo/ui';
import { type FormEvent, useEffect, useState } from 'react';
import useSWRMutation from 'swr/mutation';

type Fields = Record<string, string>;
type Props = Pick<CallPanelProps, 'name' | 'details'> & {
  /** The API route that the buttons post to. */
  action: string;
  buttons: { label: string; fields: Fields }[];
};

const post = async (path: string, fields: Fields): Promise<ApiAnswer> => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.kind);
  return answer;
};

/** Opens the failure page for an error whose message is the kind of failure. A reload of it leads back here. */
export const showFailure = ({ message }: Error) =>
  window.location.assign(`/failed?kind=${message}&from=${window.location.pathname}&at=${Date.now()}`);

/** A panel whose buttons call an API route. Shows its answer. */
export const CallForm = ({ name, details, action, buttons }: Props) => {
  const { data, isMutating, trigger } = useSWRMutation(
    action,
    (path, { arg }: { arg: Fields }) => post(path, arg),
    { throwOnError: false, onError: showFailure },
  );

  // The API route answers with JSON, so the buttons are disabled until scripts run.
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);

  const call = (fields: Fields) => (event: FormEvent) => {
    event.preventDefault();
    return trigger(fields);
  };

  return (
    <CallPanel
      name={name}
      details={details}
      buttons={buttons.map(({ label, fields }) => (
        <PostButton
          key={label}
          size="small"
          variant="secondary"
          action={action}
          label={label}
          disabled={!isReady || isMutating}
          onSubmit={call(fields)}
        />
      ))}
      result={data}
    />
  );
};
