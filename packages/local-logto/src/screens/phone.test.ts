import { load } from 'cheerio';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ControlClient, createControlClient } from '../control/control-client.ts';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { connectedTenant } from '../test/connected-tenant.ts';
import { alertOf, openVisit, pathOf, titleOf } from '../test/visitor.ts';

let localLogto: LocalLogto;
let endpoint: string;
let control: ControlClient;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant: connectedTenant(), port: 0, control: true });
  endpoint = localLogto.endpoint;
  control = createControlClient(endpoint);
});
afterEach(async () => {
  await control.behave();
  await control.clearMessages();
});
afterAll(() => localLogto.close());

const withTenant = async (
  change: Parameters<typeof connectedTenant>[0],
  run: (at: string) => Promise<void>,
): Promise<void> => {
  const other = await startLocalLogto({ tenant: connectedTenant(change), port: 0, control: true });
  try {
    await run(other.endpoint);
  } finally {
    await other.close();
  }
};

const alicesPhone = '12025550123';
const newPhone = '12025550166';
const byPhone = { signUp: { identifiers: ['phone' as const], password: false } };

/** A visitor who has entered a phone number on the sign-in page. */
const enterPhone = async (identifier: string, at = endpoint) => {
  const visit = openVisit(at);
  const page = await visit.press(await visit.start(), 'Sign in', { identifier });
  return { ...visit, page };
};

/** A code that is not the right one. */
const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');

describe('the sign-in page of a tenant that sends codes', () => {
  test('asks for an identifier alone, and offers the social connectors', async () => {
    const { body } = await openVisit(endpoint).start();
    const $ = load(body);
    expect($('input').attr('name')).toBe('identifier');
    expect($('label').text()).toBe('Username or phone number');
    const buttons = $('button').toArray();
    expect(buttons.map((button) => $(button).text().trim())).toEqual([
      'Sign in',
      'alice',
      'bob',
      'Continue with Guide OIDC',
    ]);
    expect($('a[href="/register?app_id=first-app"]').text()).toBe('Create account');
  });

  test('asks for the password of a username', async () => {
    const { start, press, userinfo } = openVisit(endpoint);
    const page = await press(await start(), 'Sign in', { identifier: 'alice' });
    expect(pathOf(page)).toBe('/sign-in/password?app_id=first-app');
    expect(titleOf(page)).toBe('Enter password');
    const refused = await press(page, 'Continue', { password: 'wrong' });
    expect(refused.status).toBe(422);
    expect(alertOf(refused)).toBe('Incorrect account or password. Please check your input.');
    const back = await press(refused, 'Continue', { password: 'alice-demo' });
    expect((await userinfo(back)).username).toBe('alice');
  });

  test('fills in a user of the tenant and their password, unless somebody else is entered', async () => {
    const { start, press, userinfo } = openVisit(endpoint);
    const filled = await press(await start(), 'bob', { demo: 'bob' });
    const page = await press(filled, 'Sign in');
    expect(load(page.body)('[name="password"]').attr('value')).toBe('bob-demo');
    expect((await userinfo(await press(page, 'Continue'))).username).toBe('bob');

    const other = openVisit(endpoint);
    const offered = await other.press(await other.start(), 'bob', { demo: 'bob' });
    const asked = await other.press(offered, 'Sign in', { identifier: 'alice' });
    expect(load(asked.body)('[name="password"]').attr('value')).toBe('');
  });

  test.each(['', '123', 'alice@example.com'])('refuses "%s"', async (identifier) => {
    const { page } = await enterPhone(identifier);
    expect(page.status).toBe(422);
    expect(alertOf(page)).toBe('Enter a username or phone number.');
    expect(await control.messages()).toEqual([]);
  });

  test.each([
    [{ login_hint: '+1 202 555 0123' }, '+1 202 555 0123'],
    [{ login_hint: 'alice' }, 'alice'],
  ])('fills in the identifier of %j', async (parameters, value) => {
    const { body } = await openVisit(endpoint, parameters).start();
    expect(load(body)('input[name="identifier"]').val()).toBe(value);
  });

  test('asks for the kinds of identifiers that the app names', async () => {
    const parameters = { first_screen: 'identifier:sign_in', identifier: 'phone' };
    const visit = openVisit(endpoint, parameters);
    const page = await visit.start();
    expect(load(page.body)('label').text()).toBe('Phone number');
    expect(load(page.body)('input[name="identifier"]').attr('type')).toBe('tel');
    const refused = await visit.press(page, 'Sign in', { identifier: 'alice' });
    expect(alertOf(refused)).toBe('Enter a phone number.');
  });

  test('starts again if the next screens are opened without an identifier', async () => {
    const { start, open } = openVisit(endpoint);
    await start();
    for (const path of ['/sign-in/password', '/sign-in/verification-code', '/continue/username']) {
      expect(titleOf(await open(`${path}?app_id=first-app`))).toBe('Sign in to your account');
    }
  });
});

describe('a visitor who signs in by phone', () => {
  test.each(['+1 202 555 0123', '12025550123', '+1 (202) 555-0123'])(
    'gets a code at %s and is signed in with it',
    async (number) => {
      const { page, enterCode, codeFor, userinfo } = await enterPhone(number);
      expect(pathOf(page)).toBe('/sign-in/verification-code?app_id=first-app');
      expect(titleOf(page)).toBe('Verify your phone number');
      expect(page.body).toContain('+12025550123');
      const back = await enterCode(page, await codeFor(alicesPhone));
      expect(await userinfo(back)).toMatchObject({ username: 'alice', phone_number: alicesPhone });
      expect(await control.messages()).toHaveLength(1);
    },
  );

  test('can enter one digit into each of six boxes', async () => {
    const { page, press, codeFor, userinfo } = await enterPhone(alicesPhone);
    const names = load(page.body)('input').toArray();
    const code = await codeFor(alicesPhone);
    const boxes = names.map(({ attribs: { name = '' } }, index) => [name, code.charAt(index)]);
    expect(boxes.map(([name]) => name)).toEqual([0, 1, 2, 3, 4, 5].map((index) => `passcode_${index}`));
    const back = await press(page, 'Continue', Object.fromEntries(boxes));
    expect((await userinfo(back)).username).toBe('alice');
  });

  test('can correct a wrong and an incomplete code', async () => {
    const { page, enterCode, codeFor, userinfo } = await enterPhone(alicesPhone);
    const code = await codeFor(alicesPhone);
    const wrong = await enterCode(page, otherThan(code));
    expect(wrong.status).toBe(422);
    expect(alertOf(wrong)).toBe('Invalid verification code.');
    const incomplete = await enterCode(wrong, code.slice(0, 5));
    expect(alertOf(incomplete)).toBe('Enter all six digits.');
    expect((await userinfo(await enterCode(incomplete, code))).username).toBe('alice');
  });

  test('needs a new code after ten wrong ones', async () => {
    const { page, press, enterCode, codeFor, userinfo } = await enterPhone(alicesPhone);
    const code = await codeFor(alicesPhone);
    for (let index = 0; index < 10; index += 1) {
      expect(alertOf(await enterCode(page, otherThan(code)))).toBe('Invalid verification code.');
    }
    const exceeded = await enterCode(page, code);
    expect(alertOf(exceeded)).toMatch(/^Verification code retries limitation exceeded/);
    const resent = await press(exceeded, 'Resend', { action: 'resend' });
    expect(alertOf(resent)).toBe('A new code is on its way.');
    const back = await enterCode(resent, await codeFor(alicesPhone));
    expect((await userinfo(back)).username).toBe('alice');
  });

  test('needs a new code after ten minutes', async () => {
    const { page, press, enterCode, codeFor, userinfo } = await enterPhone(alicesPhone);
    const code = await codeFor(alicesPhone);
    await control.setFaults({ clockSkew: 601 });
    const expired = await enterCode(page, code);
    expect(alertOf(expired)).toMatch(/^Verification code has expired/);
    const resent = await press(expired, 'Resend', { action: 'resend' });
    const back = await enterCode(resent, await codeFor(alicesPhone));
    expect((await userinfo(back)).username).toBe('alice');
  });

  test('gets ten messages, and then has to start again', async () => {
    const { page, press } = await enterPhone(alicesPhone);
    let latest = page;
    for (let messages = 1; messages < 10; messages += 1) {
      latest = await press(latest, 'Resend', { action: 'resend' });
      expect(alertOf(latest)).toBe('A new code is on its way.');
    }
    const refused = await press(latest, 'Resend', { action: 'resend' });

    expect(alertOf(refused)).toBe('Too many codes were sent. Go back to your app and sign in again.');
    expect(await control.messages()).toHaveLength(10);
    await enterPhone(alicesPhone);
    expect(await control.messages()).toHaveLength(11);
  });

  test('cannot use a code that was sent before another one', async () => {
    const { page, press, enterCode, codeFor } = await enterPhone(alicesPhone);
    const earlier = await codeFor(alicesPhone);
    const resent = await press(page, 'Resend', { action: 'resend' });
    expect(alertOf(await enterCode(resent, earlier))).toBe('Invalid verification code.');
  });

  test('can use a password instead, and change their mind', async () => {
    const { page, press, enterCode, codeFor, userinfo } = await enterPhone(alicesPhone);
    const password = await press(page, 'Use your password', { action: 'password' });
    expect(titleOf(password)).toBe('Enter password');
    const code = await press(password, 'Use a verification code', { action: 'code' });
    expect(titleOf(code)).toBe('Verify your phone number');
    const back = await enterCode(code, await codeFor(alicesPhone));
    expect((await userinfo(back)).username).toBe('alice');
    const again = await enterPhone(alicesPhone);
    const withPassword = await again.press(again.page, 'Use your password', { action: 'password' });
    const signedIn = await again.press(withPassword, 'Continue', { password: 'alice-demo' });
    expect((await again.userinfo(signedIn)).username).toBe('alice');
  });

  test('reads that there is no account, where nobody can register by phone', async () => {
    const { page, enterCode, codeFor } = await enterPhone(newPhone);
    const unknown = await enterCode(page, await codeFor(newPhone));
    expect(alertOf(unknown)).toBe('There is no account with +12025550166.');
    expect(load(unknown.body)('a[href^="/sign-in"]').text()).toBe('Change phone number');
  });

  test("reads the SMS provider's own words if the message cannot be sent", async () => {
    const tenant = connectedTenant();
    const { tencent } = tenant.providers;
    if (!tencent) throw new Error('No account');
    const providers = { ...tenant.providers, tencent: { ...tencent, signNames: [] } };
    const other = await startLocalLogto({ tenant: { ...tenant, providers }, port: 0 });
    const { page } = await enterPhone(alicesPhone, other.endpoint);
    expect(page.status).toBe(422);
    expect(alertOf(page)).toContain('FailedOperation.SignatureIncorrectOrUnapproved');
    await other.close();
  });
});

describe('a visitor without an account', () => {
  test('is asked whether to create one, and does', async () => {
    await withTenant(byPhone, async (at) => {
      const { page, press, enterCode, codeFor, userinfo } = await enterPhone(newPhone, at);
      const question = await enterCode(page, await codeFor(newPhone));
      expect(question.body).toContain('There is no account with +12025550166 yet. Create one?');
      expect(await userinfo(await press(question, 'Continue'))).toMatchObject({
        name: null,
        username: null,
        phone_number: newPhone,
        phone_number_verified: true,
      });
    });
  });

  test('registers by phone, with the template for it', async () => {
    await withTenant(byPhone, async (at) => {
      const { start, press, enterCode, codeFor, userinfo } = openVisit(at, { first_screen: 'register' });
      const register = await start();
      expect(load(register.body)('input[name="identifier"]').attr('type')).toBe('tel');
      const refused = await press(register, 'Create account', { identifier: 'dora' });
      expect(alertOf(refused)).toBe('Enter a phone number with its country code.');
      const page = await press(refused, 'Create account', { identifier: `+${newPhone}` });
      expect(pathOf(page)).toBe('/register/verification-code?app_id=first-app');
      const [message] = await createControlClient(at).messages();
      expect(message?.text).toMatch(/^Logto: Your code for a new account is \d{6}\.$/);
      const back = await enterCode(page, await codeFor(newPhone));
      const { sub } = await userinfo(back);
      const again = await enterPhone(newPhone, at);
      const second = await again.enterCode(again.page, await again.codeFor(newPhone));
      expect((await again.userinfo(second)).sub).toBe(sub);
    });
  });

  test('sets a password where the tenant asks for one', async () => {
    await withTenant({ signUp: { identifiers: ['phone'], password: true } }, async (at) => {
      const { start, press, enterCode, codeFor, userinfo } = openVisit(at, { first_screen: 'register' });
      const page = await press(await start(), 'Create account', { identifier: newPhone });
      const password = await enterCode(page, await codeFor(newPhone));
      expect(pathOf(password)).toBe('/continue/password?app_id=first-app');
      const chosen = { newPassword: 'long enough', confirmPassword: 'long enough' };
      expect((await userinfo(await press(password, 'Save password', chosen))).phone_number).toBe(newPhone);
      const again = await enterPhone(newPhone, at);
      const other = await again.press(again.page, 'Use your password', { action: 'password' });
      const back = await again.press(other, 'Continue', { password: 'long enough' });
      expect((await again.userinfo(back)).phone_number).toBe(newPhone);
    });
  });

  test('is asked to sign in if the number they register with has an account', async () => {
    await withTenant(byPhone, async (at) => {
      const { start, press, enterCode, codeFor, userinfo } = openVisit(at, { first_screen: 'register' });
      const page = await press(await start(), 'Create account', { identifier: alicesPhone });
      const question = await enterCode(page, await codeFor(alicesPhone));
      expect(question.body).toContain('There is an account with +12025550123 already. Sign in to it?');
      expect((await userinfo(await press(question, 'Continue'))).username).toBe('alice');
    });
  });
});

describe('a visitor who has forgotten the password', () => {
  test('sets a new one with a code, and signs in with it only', async () => {
    await withTenant({}, async (at) => {
      const visit = openVisit(at);
      const { press, open } = visit;
      const password = await press(await visit.start(), 'Sign in', { identifier: 'alice' });
      expect(load(password.body)('a[href="/forgot-password?app_id=first-app"]').text()).toBe(
        'Forgot your password?',
      );
      const forgot = await open('/forgot-password?app_id=first-app');
      const page = await press(forgot, 'Continue', { identifier: alicesPhone });
      const [message] = await createControlClient(at).messages();
      expect(message?.text).toMatch(/^Logto: Your code for a new password is \d{6}\.$/);
      const reset = await visit.enterCode(page, await visit.codeFor(alicesPhone));
      expect(pathOf(reset)).toBe('/forgot-password/reset?app_id=first-app');

      const short = await press(reset, 'Save password', { newPassword: 'short' });
      expect(alertOf(short)).toBe('Use at least 8 characters.');
      const same = await press(short, 'Save password', { newPassword: 'alice-demo' });
      expect(alertOf(same)).toBe('New password cannot be the same as your old password.');
      const signIn = await press(same, 'Save password', { newPassword: 'a fresh password' });
      expect(pathOf(signIn)).toBe('/sign-in?app_id=first-app');
      expect(alertOf(signIn)).toBe('Password changed');
      expect(load(signIn.body)('input[name="identifier"]').val()).toBe('alice');

      const again = await press(signIn, 'Sign in');
      const refused = await press(again, 'Continue', { password: 'alice-demo' });
      expect(refused.status).toBe(422);
      const back = await press(refused, 'Continue', { password: 'a fresh password' });
      expect((await visit.userinfo(back)).username).toBe('alice');
    });
  });

  test('is not told whether anybody has the number', async () => {
    const { start, press, enterCode } = openVisit(endpoint, { first_screen: 'reset_password' });
    const forgot = await start();
    expect(pathOf(forgot)).toBe('/reset-password?app_id=first-app');
    const page = await press(forgot, 'Continue', { identifier: newPhone });
    expect(titleOf(page)).toBe('Verify your phone number');
    expect(await control.messages()).toEqual([]);
    expect(alertOf(await enterCode(page, '000000'))).toBe('Invalid verification code.');
  });

  test('cannot set a password without a code', async () => {
    const { start, open } = openVisit(endpoint);
    await start();
    expect(titleOf(await open('/forgot-password/reset?app_id=first-app'))).toBe('Reset password');
    expect(titleOf(await open('/forgot-password/verification-code?app_id=first-app'))).toBe('Reset password');
  });

  test('cannot reset a password with a code for signing in', async () => {
    const { browser, codeFor, open } = await enterPhone(alicesPhone);
    const forged = { passcode_0: await codeFor(alicesPhone) };
    const { location } = await browser.post('/forgot-password/verification-code?app_id=first-app', forged);
    expect(location).toBe('/forgot-password?app_id=first-app');
    expect(titleOf(await open('/forgot-password/reset?app_id=first-app'))).toBe('Reset password');
  });

  test('finds no such link where the tenant has it off', async () => {
    await withTenant({ forgotPasswordMethods: [] }, async (at) => {
      const { start, press, open } = openVisit(at);
      const password = await press(await start(), 'Sign in', { identifier: 'alice' });
      expect(password.body).not.toContain('Forgot your password?');
      expect(titleOf(await open('/forgot-password?app_id=first-app'))).toBe('Sign in to your account');
    });
  });
});
