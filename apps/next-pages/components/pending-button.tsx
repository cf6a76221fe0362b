import { PostButton, type PostButtonProps } from '@repo/ui';
import { useEffect, useState } from 'react';

/** A button that leads to another page, which may take a while, because it waits for Logto. */
export const PendingButton = ({
  label,
  ...button
}: Pick<PostButtonProps, 'label' | 'variant'> & { action: string }) => {
  const [isBusy, setBusy] = useState(false);

  // A browser that goes back may show the page as it was left.
  useEffect(() => {
    const reset = () => setBusy(false);
    window.addEventListener('pageshow', reset);
    return () => window.removeEventListener('pageshow', reset);
  }, []);

  return (
    <PostButton
      {...button}
      label={isBusy ? 'Please wait…' : label}
      isBusy={isBusy}
      onSubmit={() => setBusy(true)}
    />
  );
};
