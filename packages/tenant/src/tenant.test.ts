import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { tenantSchema } from './tenant.ts';

test('tenant.schema.json is current: if not, run "pnpm --filter @repo/tenant schema"', () => {
  const written = readFileSync(new URL('../tenant.schema.json', import.meta.url), 'utf8');

  expect(JSON.parse(written)).toEqual(z.toJSONSchema(tenantSchema, { io: 'input', unrepresentable: 'any' }));
});
