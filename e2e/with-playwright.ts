/**
 * A server's command that ends with Playwright, however that ends: then the server's standard input closes, and its process
 * group is killed.
 */
export const withPlaywright = (command: string): string =>
  process.platform === 'win32'
    ? command
    : `exec 3<&0 </dev/null; { read -r line <&3; kill -KILL 0; } >/dev/null 2>&1 & exec ${command} 3<&-`;
