/** A setting that cannot be used. The message says which one, and what to do. */
export class SettingError extends Error {
  override name = 'SettingError';
}
