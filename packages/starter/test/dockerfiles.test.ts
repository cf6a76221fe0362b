import { readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { appNames } from '@repo/config';
import { ValidationSeverity, validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { repository } from '../src/rooms.ts';

const strict = {
  casePreference: ValidationSeverity.ERROR,
  emptyContinuationLine: ValidationSeverity.ERROR,
  instructionCmdMultiple: ValidationSeverity.ERROR,
  instructionHealthcheckMultiple: ValidationSeverity.ERROR,
  instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
  instructionWorkdirRelative: ValidationSeverity.ERROR,
};

test.each([
  ...appNames.map((app) => `apps/${app}/Dockerfile`),
  'packages/starter/template/next/Dockerfile',
  'packages/starter/template/express/Dockerfile',
])('%s has no mistake that a linter finds, and its container is not run by root', (path) => {
  const content = readFileSync(join(repository, path), 'utf8');

  expect(
    validate(content, strict).map(({ message, range }) => `${range.start.line + 1}: ${message}`),
  ).toEqual([]);
  const [, image = ''] = content.split(/^FROM .* AS build$/m);
  expect(image).toMatch(/^USER node$/m);
  expect(image).toMatch(/^HEALTHCHECK /m);
});
