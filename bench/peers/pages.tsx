// The pages of the samples, so that the integrations differ in everything but what they render.
import { apis } from '@repo/config/apis';
import type { ApiAnswer } from '@repo/server';
import {
  CallList,
  CallPanel,
  ClaimsTable,
  displayName,
  Hello,
  PageShell,
  PostButton,
  Welcome,
} from '@repo/ui';
import type { ReactNode } from 'react';

// As many links as in the samples.
const links = ['', 'claims', 'userinfo', 'resources', 'organizations', 'session'].map((name) => ({
  path: `/${name}`,
  label: name || 'home',
  summary: 'What this page shows, in a sentence of about this length.',
}));

type FrameProps = { current: string; signedIn: boolean; children: ReactNode };

const Frame = ({ current, signedIn, children }: FrameProps) => (
  <PageShell
    name="Benchmark"
    integration="Peer"
    pages={links}
    current={current}
    signedIn={signedIn}
    action={signedIn && <PostButton action="/sign-out" label="Sign out" variant="secondary" />}
  >
    {children}
  </PageShell>
);

/** What the ID token says. */
export type IdTokenClaims = Record<string, unknown> & { sub: string };

type HomeProps = {
  /** Undefined for a signed-out visitor. */
  claims: IdTokenClaims | undefined;
  /** The form of the "Sign in" button, or the server action that it runs. */
  signIn: string | (() => Promise<void>);
};

export const HomePage = ({ claims, signIn }: HomeProps) => (
  <Frame current="/" signedIn={claims !== undefined}>
    {claims ? (
      <Hello name={displayName(claims)} pages={links} />
    ) : (
      <Welcome integration="Peer">
        <PostButton action={signIn} label="Sign in" variant="primary" />
        <PostButton action={signIn} label="Create account" variant="secondary" />
      </Welcome>
    )}
  </Frame>
);

export const ClaimsPage = ({ claims }: { claims: IdTokenClaims }) => (
  <Frame current="/claims" signedIn>
    <h1>Claims</h1>
    <ClaimsTable claims={claims} caption="What the ID token says about you" />
  </Frame>
);

/** The page of the API buttons. */
export const ResourcesPage = ({ children }: { children: ReactNode }) => (
  <Frame current="/resources" signedIn>
    <h1>API resources</h1>
    <CallList>{children}</CallList>
  </Frame>
);

/** A panel for each API, with forms that post to `/resources`. */
export const callPanels = (answer?: ApiAnswer) =>
  apis.map(({ name, indicator, read, write }, index) => (
    <CallPanel
      key={indicator}
      name={name}
      details={[
        ['Resource indicator', indicator],
        ['Requested scopes', `${read} ${write}`],
      ]}
      buttons={[`Read from ${name}`, `Write to ${name}`].map((label) => (
        <PostButton key={label} size="small" variant="secondary" action="/resources" label={label} />
      ))}
      result={index === 0 ? answer : undefined}
    />
  ));
