import type { Account, ApiAnswer } from '@repo/server';
import type { CallPanelProps } from './call-panel.tsx';
import { ClaimValue } from './claim-value.tsx';
import type { PostButtonProps } from './post-button.tsx';
import { sentenceOf } from './refusal-sentence.ts';

export type AccountView = {
  account: Account;
  /** Logto's response, if it does not let the user see the account. */
  refusal: ApiAnswer | null;
  /** The name in the ID token. */
  nameInToken: string | null;
  /** When the user's confirmation expires, as an ISO date, if there is one. */
  confirmedUntil: string | null;
  /** The phone number to which a code has just been sent, if there is one. */
  codeSentTo: string | null;
  /** Whether the user has just signed in. */
  isRecent: boolean;
  /** Why the last attempt to link an account failed, if it did. */
  linkFailure: string | null;
};

type Button = Pick<PostButtonProps, 'label' | 'inputs'> & {
  fields: { call: string } & Record<string, string>;
  /** For a form that leads to another page. The others run the app's own action, which shows a response. */
  action?: PostButtonProps['action'];
};

/** A panel of the account page: what it shows, and the buttons that an app gives an action. */
export type AccountPanel = Pick<CallPanelProps, 'name' | 'details' | 'note' | 'result'> & {
  buttons: Button[];
};

type Options = {
  provider: { target: string; name: string };
  /** Starts to link an account. */
  linkAction: PostButtonProps['action'];
};

const orNone = (value: string | null | undefined) => value || 'none';

const timeOf = (date: string) => `${date.slice('2026-01-01T'.length, '2026-01-01T00:00'.length)} UTC`;

const call = (name: string, label: string, inputs?: PostButtonProps['inputs']): Button => ({
  label,
  fields: { call: name },
  ...(inputs && { inputs }),
});

const profilePanel = ({ account, refusal, nameInToken }: AccountView): AccountPanel => {
  const isStale = !refusal && nameInToken !== (account.name ?? null);
  return {
    name: 'Profile',
    details: [
      ['Name', orNone(account.name)],
      ['Picture', orNone(account.avatar)],
      ['Username', orNone(account.username)],
      ['Email', orNone(account.primaryEmail)],
      ['Phone', orNone(account.primaryPhone)],
    ],
    note: isStale ? `Your ID token still says ${orNone(nameInToken)}.` : undefined,
    buttons: [
      call('change-name', 'Change name', [
        { label: 'Name', name: 'name', autoComplete: 'name', defaultValue: account.name ?? '' },
      ]),
      ...(isStale ? [call('refresh-claims', 'Refresh claims')] : []),
    ],
    result: refusal ?? undefined,
  };
};

const confirmationPanel = ({ confirmedUntil }: AccountView): AccountPanel => ({
  name: 'Confirm that it is you',
  details: [
    ['Needed for', 'linked accounts and phone'],
    ['Confirmed', confirmedUntil ? `until ${timeOf(confirmedUntil)}` : 'no'],
  ],
  buttons: [
    call('confirm', 'Confirm', [
      { label: 'Password', name: 'password', type: 'password', autoComplete: 'current-password' },
    ]),
  ],
});

const linkedAccountsPanel = (
  { account: { identities = {} }, isRecent, linkFailure }: AccountView,
  { provider: { target, name }, linkAction }: Options,
): AccountPanel => ({
  name: 'Linked accounts',
  details: [
    [
      'Accounts',
      Object.keys(identities).length > 0 ? (
        <ClaimValue key="accounts" name="identities" value={identities} caption="Linked accounts" />
      ) : (
        'none'
      ),
    ],
    ...(target in identities
      ? ([['To unlink', isRecent ? 'you have just signed in' : 'sign in again']] as const)
      : []),
  ],
  note: sentenceOf(linkFailure),
  buttons:
    target in identities
      ? [call('call-provider', `Call ${name}'s API`), call('unlink', `Unlink ${name}`)]
      : [{ ...call('link', `Link ${name}`), action: linkAction }],
});

const addPhoneButton = (phone: string): Button => ({
  label: 'Add phone',
  fields: { call: 'add-phone', phone },
  inputs: [{ label: 'Code', name: 'code', autoComplete: 'one-time-code' }],
});

const phonePanel = ({ account: { primaryPhone }, codeSentTo }: AccountView): AccountPanel => ({
  name: 'Phone',
  details: [
    ['Number', orNone(primaryPhone)],
    ...(codeSentTo ? ([['Code sent to', codeSentTo]] as const) : []),
  ],
  buttons: [
    call('send-code', 'Send code', [
      { label: 'Phone number', name: 'phone', type: 'tel', autoComplete: 'tel' },
    ]),
    ...(codeSentTo ? [addPhoneButton(codeSentTo)] : []),
  ],
});

/** The panels of a page on which users change their account at Logto. */
export const accountPanels = (view: AccountView, options: Options): AccountPanel[] => [
  profilePanel(view),
  confirmationPanel(view),
  linkedAccountsPanel(view, options),
  phonePanel(view),
];
