import type { SubmitEvent } from 'react';

/** A labelled text field. */
type Field = {
  label: string;
  name: string;
  type?: 'text' | 'password' | 'tel' | 'email';
  autoComplete?: string;
  defaultValue?: string;
};

export type PostButtonProps = {
  /** The path to post to, or a React server action. */
  action: string | ((formData: FormData) => void | Promise<void>);
  /** Unique on the page, such as "Members of Acme". */
  label: string;
  variant?: 'primary' | 'secondary';
  /** For a `CallPanel`. */
  size?: 'small';
  disabled?: boolean;
  /** While a request is under way: the button keeps the focus, and does nothing. */
  isBusy?: boolean;
  /** Hidden fields of the form. */
  fields?: Record<string, string>;
  // #region inputs
  /** Text fields before the button. All must be filled in. */
  inputs?: readonly Field[];
  // #endregion
  /** For a page that submits the form with JavaScript. */
  onSubmit?: (event: SubmitEvent<HTMLFormElement>) => void;
};

const preventSubmission = (event: SubmitEvent<HTMLFormElement>) => event.preventDefault();

/** A form with one button, and fields if it needs any. Unlike a link, it cannot be triggered by a prefetch, and it works without JavaScript. */
export const PostButton = ({
  action,
  label,
  variant = 'primary',
  size,
  disabled,
  isBusy,
  fields = {},
  // #region inputs
  inputs = [],
  // #endregion
  onSubmit,
}: PostButtonProps) => (
  // React sets the method of a server action and warns about any other.
  <form
    className="post-button"
    action={action}
    method={typeof action === 'string' ? 'post' : undefined}
    onSubmit={isBusy ? preventSubmission : onSubmit}
  >
    {Object.entries(fields).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
    {/* #region inputs */}
    {inputs.map(({ label: text, type = 'text', ...input }) => (
      <label key={input.name}>
        <span>{text}</span>
        <input {...input} type={type} required maxLength={type === 'password' ? 256 : 128} />
      </label>
    ))}
    {/* #endregion */}
    <button
      type="submit"
      className={size ? `${variant} ${size}` : variant}
      disabled={disabled}
      aria-disabled={isBusy || undefined}
    >
      {label}
    </button>
  </form>
);
