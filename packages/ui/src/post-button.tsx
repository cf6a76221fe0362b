import type { SubmitEvent } from 'react';

type PostButtonProps = {
  /** The path to post to, or a React server action. */
  action: string | ((formData: FormData) => void | Promise<void>);
  /** Unique on the page, such as "Members of Acme". */
  label: string;
  variant?: 'primary' | 'secondary';
  /** For a `CallPanel`. */
  size?: 'small';
  disabled?: boolean;
  /** Hidden fields of the form. */
  fields?: Record<string, string>;
  /** For a page that submits the form with JavaScript. */
  onSubmit?: (event: SubmitEvent<HTMLFormElement>) => void;
};

/** A form with one button. Unlike a link, it cannot be triggered by a prefetch, and it works without JavaScript. */
export const PostButton = ({
  action,
  label,
  variant = 'primary',
  size,
  disabled,
  fields = {},
  onSubmit,
}: PostButtonProps) => (
  // React sets the method of a server action and warns about any other.
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
