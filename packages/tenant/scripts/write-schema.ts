// `pnpm --filter @repo/tenant schema`: writes tenant.schema.json, with which editors complete and check tenants.
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { tenantSchema } from '../src/tenant.ts';

const schema = z.toJSONSchema(tenantSchema, { io: 'input', unrepresentable: 'any' });
writeFileSync(new URL('../tenant.schema.json', import.meta.url), JSON.stringify(schema));
