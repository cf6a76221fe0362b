'use client';

import { Failure } from '@repo/ui';

/** What a visitor sees when a page fails in a way that none of them expects. */
const UnexpectedFailure = () => <Failure kind="unexpected" />;

export default UnexpectedFailure;
