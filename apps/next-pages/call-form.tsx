import { CallPanel, type CallPanelProps, type CallResult, PostButton } from '@repo/ui';
import { type FormEvent, useEffect, useState } from 'react';
import useSWRMutation from 'swr/mutation';

type Fields = Record<string, string>;
type Props = Pick<CallPanelProps, 'name' | 'details'> & {
  /** An API route that gets the pressed button's fields. */
  action: string;
  buttons: { label: string; fields: Fields }[];
};

const post = async (path: string, fields: Fields): Promise<CallResult> => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.kind);
  return answer;
};

// The app itself may be out of reach: then the browser's own page says so.
const toFailed = ({ message }: Error) => window.location.assign(`/failed?kind=${message}`);

/** A panel whose buttons call an API route and which shows what came back. */
export const CallForm = ({ name, details, action, buttons }: Props) => {
  // The panel's name keeps its answer apart from the answers of the others.
  const { data, isMutating, trigger } = useSWRMutation(
    `${action}#${name}`,
    (_key, { arg }: { arg: Fields }) => post(action, arg),
    { throwOnError: false, onError: toFailed },
  );

  // Until the script runs, a button would send its form to the API route, which answers scripts only.
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
