import type { SubmitEvent } from 'react';

export type PostButtonProps = {
  /** A path to post to, or a React server action. */
  action: string | ((formData: FormData) => void | Promise<void>);
  /** What the button says, and its accessible name: where several do the same, each names its object, as "Members of Acme". */
  label: string;
  variant?: 'primary' | 'secondary';
  /** `small` in a `CallPanel`. */
  size?: 'small';
  disabled?: boolean;
  /** Sent along as hidden fields. */
  fields?: Record<string, string>;
  /** For a page that sends the form itself, where JavaScript runs. */
  onSubmit?: (event: SubmitEvent<HTMLFormElement>) => void;
};

/**
 * One button that is a whole form: "Sign in", "Create account", "Sign out" and the API calls of `/resources` and
 * `/organizations`. Takes where to post and what to send; works without JavaScript, and no prefetch can trigger it.
 */
export const PostButton = ({
  action,
  label,
  variant = 'primary',
  size,
  disabled,
  fields = {},
  onSubmit,
}: PostButtonProps) => (
  // React sets the method of a server action itself and warns when it is given one.
  <form
    className="post-button"
    action={action}
    method={typeof action === 'string' ? 'post' : undefined}
    onSubmit={onSubmit}
  >
    {Object.entries(fields).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
    <button type="submit" className={size ? `${variant} ${size}` : variant} disabled={disabled}>
      {label}
    </button>
  </form>
);
