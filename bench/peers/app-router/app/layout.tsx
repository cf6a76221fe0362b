import '@repo/ui/styles.css';
import type { ReactNode } from 'react';

const RootLayout = ({ children }: { children: ReactNode }) => (
  <html lang="en">
    <body>{children}</body>
  </html>
);

export default RootLayout;
