import { alert, type FormState, otherButton, screen } from './form.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

const digits = [0, 1, 2, 3, 4, 5];

/** The names of the six boxes, as in a real Logto. */
export const boxNames = digits.map((digit) => `passcode_${digit}`);

/** Spreads what is typed or pasted over the boxes, and submits when all are filled. */
const spreadOverBoxes = `
const boxes = [...document.querySelectorAll('[name^=passcode_]')];
const enter = (first, text) => {
  const typed = text.replace(/\\D/g, '').slice(0, boxes.length - first);
  boxes[first].value = '';
  for (const [index, digit] of [...typed].entries()) boxes[first + index].value = digit;
  boxes[Math.min(first + typed.length, boxes.length - 1)].focus();
  if (typed && boxes.every(({ value }) => value)) boxes[0].form.requestSubmit();
};
for (const [index, box] of boxes.entries()) {
  box.addEventListener('focus', () => box.select());
  box.addEventListener('input', () => enter(index, box.value));
  box.addEventListener('paste', (event) => {
    event.preventDefault();
    enter(index, event.clipboardData.getData('text'));
  });
  box.addEventListener('keydown', ({ key }) => {
    if (key === 'Backspace' && !box.value && index > 0) boxes[index - 1].focus();
  });
}
`;

type CodeScreenOptions = {
  canUsePassword: boolean;
  /** Whether messages reach the inbox of the start page only. */
  hasInbox: boolean;
};

/**
 * The screens that ask for a verification code: six boxes for a digit each. Without JavaScript the first one also
 * takes the whole code.
 */
export const codeScreen = (state: FormState, { canUsePassword, hasInbox }: CodeScreenOptions): Page => ({
  ...screen(
    state.texts,
    state.texts.codeTitle,
    html`<p class="soft">${state.texts.codeSent(state.identifier ?? '')}${
      hasInbox &&
      html` ${state.texts.noPhoneRings} <a href="/local#messages" target="_blank">${state.texts.startPage}</a>.`
    }</p>
<form method="post">${state.done !== undefined && html`<p class="done" role="alert">${state.done}</p>`}
${state.error && alert(state.error)}
<fieldset class="boxes"><legend>${state.texts.verificationCode}</legend>${digits.map(
      (digit) =>
        html`<input name="passcode_${digit}" type="text" inputmode="numeric" pattern="[0-9]*" aria-label="${state.texts.digit(digit + 1)}"
 autocomplete="${digit === 0 ? 'one-time-code' : 'off'}" maxlength="${digit === 0 ? 6 : 1}"${
   digit === 0 && html` autofocus`
 }${state.error && html` aria-invalid="true" aria-describedby="error"`}>`,
    )}</fieldset>
<button type="submit">${state.texts.continue}</button>${otherButton('resend', state.texts.resend)}${
      canUsePassword && otherButton('password', state.texts.usePassword)
    }</form>`,
  ),
  script: spreadOverBoxes,
});
