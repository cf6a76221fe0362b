'use client';

import { Failure } from '@repo/ui';

/** Shown when a page fails unexpectedly. */
const UnexpectedFailure = () => <Failure kind="unexpected" />;

export default UnexpectedFailure;
